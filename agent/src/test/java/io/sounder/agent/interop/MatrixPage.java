package io.sounder.agent.interop;

import io.sounder.agent.pipeline.CipherType;
import io.sounder.agent.pipeline.CompressType;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The outcomes as a page of Markdown. */
final class MatrixPage {
    private final Map<Release, String> versions;
    private final Map<Cell, Outcome> outcomes;
    private final int tested;

    /**
     * @param versions what each program calls itself
     * @param outcomes may still grow
     * @param tested how many cells the tests run
     */
    MatrixPage(Map<Release, String> versions, Map<Cell, Outcome> outcomes, int tested) {
        this.tested = tested;
        this.versions = versions;
        this.outcomes = outcomes;
    }

    /** The whole page. */
    String text(LocalDate day) {
        StringBuilder page = new StringBuilder(introduction(day));
        servers().forEach(server -> page.append(table(server)));
        page.append(buckets()).append(impossible()).append(differences()).append(sum());
        return page.toString();
    }

    private String introduction(LocalDate day) {
        String programs =
                versions.values().stream().map(version -> "- " + version).collect(Collectors.joining("\n"));
        return """
            # Interoperability

            Made by `bin/interop` on %s; do not edit. Every program writes repositories, and every program reads them:

            %s

            ## What a cell is

            A small cluster of PostgreSQL with a tablespace, a linked folder and a linked file is copied three times while its
            server is stopped. In between tables grow, shrink, change in a few pages, come and go. The writer makes a stanza,
            archives two segments of WAL and makes a full, a diff and an incr backup of the three copies. Then of the reader

            - `info --output=json` and `verify --output=text --verbose` say the same as the writer's, but for what younger
              releases add: the lock of a restore, and ours the points that a backup can be recovered to;
            - `archive-get` gives both segments back;
            - `restore` of each of the three backups gives the same tree as its copy: content, size, time, owner and mode of
              every file, owner and mode of every folder, what is a link;
            - a server starts on one of the three and answers with the same rows in every table.

            The tests run %d cells that cover every pair of values of all dimensions; `bin/interop` runs all of them.

            ✔ all of this holds · – a program cannot do it, see [what is not possible](#what-is-not-possible) · ✘ something is
            wrong · ? not run. Each field has two marks: without encryption, and with `aes-256-cbc`.
            """.formatted(day, programs, tested);
    }

    private Set<Integer> servers() {
        return outcomes.keySet().stream()
                .map(cell -> cell.kind().server())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String table(int server) {
        StringBuilder table = new StringBuilder("\n## PostgreSQL %d, repository in a folder\n\n".formatted(server));
        List<CompressType> compressions = List.of(CompressType.values());
        table.append("| Written by | Read by | Stored as |")
                .append(compressions.stream()
                        .map(compression -> " " + compression.label() + " |")
                        .collect(Collectors.joining()))
                .append("\n|---|---|---|")
                .append("---|".repeat(compressions.size()))
                .append('\n');
        for (Release writer : Release.values()) {
            for (Release reader : Release.values()) {
                for (Layout layout : Layout.values()) {
                    table.append("| %s | %s | %s |".formatted(name(writer), name(reader), layout.label()));
                    compressions.forEach(compression -> table.append(' ')
                            .append(marks(writer, reader, layout, compression, server))
                            .append(" |"));
                    table.append('\n');
                }
            }
        }
        return table.toString();
    }

    private String marks(Release writer, Release reader, Layout layout, CompressType compression, int server) {
        return Stream.of(CipherType.values())
                .map(cipher ->
                        new Cell(new Cell.Kind(writer, compression, layout, cipher, Store.FOLDER, server), reader))
                .map(outcomes::get)
                .map(MatrixPage::mark)
                .collect(Collectors.joining(" "));
    }

    private static String mark(Outcome outcome) {
        return switch (outcome) {
            case null -> "?";
            case Outcome.Same() -> "✔";
            case Outcome.Refused(Release by, String message) -> "–";
            case Outcome.Different(List<String> findings) -> "✘";
        };
    }

    private String name(Release release) {
        return versions.get(release).replaceFirst("^pgBackRest ", "");
    }

    private String buckets() {
        StringBuilder table = new StringBuilder("""

                ## Repository in an S3 bucket

                A service with TLS that checks signatures. Enough cells for every pair of values of all dimensions.

                | Written by | Read by | Stored as | Compression | Encryption | PostgreSQL | |
                |---|---|---|---|---|---|---|
                """);
        sorted(cell -> cell.kind().store() == Store.BUCKET)
                .map(entry -> "| %s | %s | %s | %s | %s | %d | %s |%n"
                        .formatted(
                                name(entry.getKey().kind().writer()),
                                name(entry.getKey().reader()),
                                entry.getKey().kind().layout().label(),
                                entry.getKey().kind().compression().label(),
                                entry.getKey().kind().cipher().label(),
                                entry.getKey().kind().server(),
                                mark(entry.getValue())))
                .forEach(table::append);
        return table.toString();
    }

    private Stream<Entry<Cell, Outcome>> sorted(Predicate<Cell> wanted) {
        return outcomes.entrySet().stream()
                .filter(entry -> wanted.test(entry.getKey()))
                .sorted(Comparator.comparing(entry -> entry.getKey().toString()));
    }

    private String impossible() {
        StringBuilder text = new StringBuilder("""

                ## What is not possible

                What a program answered where it cannot do it, not what is known about it.

                | Program | Task | Cells | Its answer |
                |---|---|---|---|
                """);
        sorted(cell -> true)
                .filter(entry -> entry.getValue() instanceof Outcome.Refused)
                .collect(Collectors.groupingBy(
                        entry -> refusal(entry.getKey(), (Outcome.Refused) entry.getValue()), Collectors.counting()))
                .entrySet()
                .stream()
                .sorted(Entry.comparingByKey())
                .forEach(entry -> text.append(entry.getKey().formatted(entry.getValue())));
        return text.toString();
    }

    private String refusal(Cell cell, Outcome.Refused refused) {
        Cell.Kind kind = cell.kind();
        String task = kind.writer() == refused.by()
                ? "write"
                : "read, %s".formatted(kind.compression().label());
        return "| %s | %s %s of PostgreSQL %d | %%d | `%s` |%n"
                .formatted(
                        name(refused.by()),
                        task,
                        kind.layout().label(),
                        kind.server(),
                        refused.message().replace("%", "%%").replace("|", "\\|"));
    }

    private String differences() {
        StringBuilder text = new StringBuilder();
        sorted(cell -> true)
                .filter(entry -> entry.getValue() instanceof Outcome.Different)
                .forEach(entry -> text.append("- %s: %s%n"
                        .formatted(
                                entry.getKey(),
                                ((Outcome.Different) entry.getValue())
                                        .findings()
                                        .getFirst()
                                        .lines()
                                        .findFirst()
                                        .orElse(""))));
        return text.isEmpty() ? "" : "\n## What is wrong\n\n" + text;
    }

    private String sum() {
        long same = count(Outcome.Same.class);
        long refused = count(Outcome.Refused.class);
        return """

                ## Sum

                %d cells, each with a full, a diff and an incr backup: %d hold, %d are not possible, %d are wrong.
                """.formatted(outcomes.size(), same, refused, outcomes.size() - same - refused);
    }

    private long count(Class<? extends Outcome> kind) {
        return outcomes.values().stream().filter(kind::isInstance).count();
    }
}
