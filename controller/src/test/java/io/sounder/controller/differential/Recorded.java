package io.sounder.controller.differential;

import io.sounder.controller.yaml.YamlReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one case led to: counts of each host after the first and second run, registered results, and the files it left.
 *
 * @param first counts by host, as the recap prints them
 * @param tree what each path is, with mode and content
 */
record Recorded(
        Map<String, String> first,
        Map<String, String> second,
        Map<String, @Nullable Object> results,
        Map<String, String> tree) {
    private static final Pattern RECAP = Pattern.compile("^(\\S+)\\s+: (ok=.*)$", Pattern.MULTILINE);

    @SuppressWarnings("unchecked")
    static Map<String, Recorded> read(Path file) {
        Map<String, Object> all = (Map<String, Object>)
                new YamlReader(warning -> {}).readOne(file).value();
        Map<String, Recorded> cases = new TreeMap<>();
        ((Map<String, Map<String, Object>>)
                        Optional.ofNullable(all).orElseThrow().get("cases"))
                .forEach((name, one) -> cases.put(
                        name,
                        new Recorded(
                                (Map<String, String>) one.get("first"),
                                (Map<String, String>) one.get("second"),
                                (Map<String, @Nullable Object>) one.get("results"),
                                (Map<String, String>) one.get("tree"))));
        return cases;
    }

    /** The counts of the hosts of a case in what a run printed. */
    static Map<String, String> counts(String name, String printed) {
        Map<String, String> counts = new TreeMap<>();
        Matcher matcher = RECAP.matcher(printed);
        while (matcher.find()) {
            if (matcher.group(1).startsWith(name + "-")) {
                counts.put(matcher.group(1), matcher.group(2).strip().replaceAll("\\s+", " "));
            }
        }
        return counts;
    }

    /** All but the results, as the recorder describes it. */
    static Map<String, String> tree(Path folder, String scratch) throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (var files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                String name = folder.relativize(file).toString();
                if (name.isEmpty() || name.split("/", -1)[0].equals("results") || ("/" + name).contains("/.git")) {
                    continue;
                }
                tree.put(name, described(file).replace(scratch, "SCRATCH"));
            }
        }
        return tree;
    }

    private static String described(Path file) throws IOException {
        if (Files.isSymbolicLink(file)) {
            return "link " + Files.readSymbolicLink(file);
        }
        int bits = (int) Files.getAttribute(file, "unix:mode") & 07777;
        String mode = Integer.toOctalString(bits) + owner(file);
        if (Files.isDirectory(file)) {
            return "folder " + mode;
        }
        byte[] bytes = Files.readAllBytes(file);
        String latin = new String(bytes, StandardCharsets.ISO_8859_1);
        String text =
                latin.indexOf('\0') >= 0 ? HexFormat.of().formatHex(bytes) : new String(bytes, StandardCharsets.UTF_8);
        return "file " + mode + " " + text;
    }

    /** Owner and group where they are not those of the recorder, root; only root can give files to others. */
    private static String owner(Path file) throws IOException {
        PosixFileAttributes attributes =
                Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        String owner = attributes.owner().getName() + ":" + attributes.group().getName();
        return owner.equals("root:root") || !System.getProperty("user.name").equals("root") ? "" : " " + owner;
    }

    /** The results that a case wrote. */
    @SuppressWarnings("unchecked")
    static Map<String, @Nullable Object> results(Path folder, String scratch, String cases) throws IOException {
        Map<String, @Nullable Object> results = new TreeMap<>();
        try (var files = Files.list(folder.resolve("results"))) {
            for (Path file : files.sorted().toList()) {
                String text = Files.readString(file).replace(scratch, "SCRATCH").replace(cases, "CASES");
                Object value = new YamlReader(warning -> {})
                        .readText(file.toString(), text)
                        .getFirst()
                        .value();
                results.putAll((Map<String, @Nullable Object>)
                        Optional.ofNullable(value).orElse(Map.of()));
            }
        }
        return results;
    }

    static List<String> names(Path cases) throws IOException {
        try (var files = Files.list(cases)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".yml"))
                    .map(name -> name.substring(0, name.length() - 4))
                    .sorted()
                    .toList();
        }
    }

    /** Whether a case can run here: some need root. */
    static boolean runs(Path cases, String name) {
        try {
            return System.getProperty("user.name").equals("root")
                    || !Files.readString(cases.resolve(name + ".yml")).startsWith("# root");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
