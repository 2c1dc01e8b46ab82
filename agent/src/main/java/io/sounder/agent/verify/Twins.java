package io.sounder.agent.verify;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.Log;
import io.sounder.agent.pipeline.CountingSha1InputStream;
import io.sounder.agent.pipeline.DecryptionException;
import io.sounder.agent.repository.Twin;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Looks at both files of an info file or manifest: each must be whole; a copy that says less is worth a warning. */
final class Twins {
    /** How long another program may take between writing the one and the other. */
    private static final long SETTLE_MILLIS = 500;

    private final Log log;

    Twins(Log log) {
        this.log = log;
    }

    /**
     * What the better file says, if one can be read, and what is wrong with the files.
     *
     * @param stale whether the copy is whole but says something else: a program was killed after it had written the other
     */
    record Result<T>(Optional<T> content, boolean stale, List<Finding> findings) {
        /** Whether both files are there and say the same. */
        boolean clean() {
            return !stale && findings.isEmpty();
        }

        boolean bothMissing() {
            return content.isEmpty() && findings.stream().allMatch(each -> each.problem() == Problem.MISSING);
        }
    }

    /** Turns the bytes of a file into its content. */
    @FunctionalInterface
    interface Parser<T> {
        T parse(InputStream in) throws IOException;
    }

    private record Loaded<T>(T content, String sha1) {}

    /**
     * Two files that should be the same.
     *
     * @param name in the repository, without a suffix
     */
    record Source<T>(String name, Function<Twin, InputStream> open, Parser<T> parser) {}

    /** Looks at both files. Findings go to the log. */
    <T> Result<T> load(Source<T> source) {
        return conclude(look(source), source);
    }

    /** Looks once more after a moment when something was wrong, for it may just be written. Findings go to the log. */
    <T> Result<T> conclude(Result<T> first, Source<T> source) {
        String name = source.name();
        Result<T> result = first;
        if (!result.clean() && !result.bothMissing()) {
            settle();
            result = look(source);
        }
        if (result.stale()) {
            log.warn(
                    "'" + name + Twin.COPY.suffix() + "' does not match '" + name
                            + "'\nHINT: a command was killed between writing them; the next one that writes them makes them equal.");
        }
        if (!result.bothMissing()) {
            result.findings().forEach(finding -> log.warn(finding.text()));
        }
        return result;
    }

    private static void settle() {
        try {
            Thread.sleep(SETTLE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AgentException(ErrorCode.TERM, "interrupted while waiting for info files", e);
        }
    }

    /** Looks at both files and tells nobody yet. For any thread. */
    static <T> Result<T> look(Source<T> source) {
        List<Finding> findings = new ArrayList<>();
        Optional<Loaded<T>> main = attempt(source, Twin.MAIN, source.parser(), findings);
        if (main.isEmpty()) {
            Optional<Loaded<T>> copy = attempt(source, Twin.COPY, source.parser(), findings);
            return new Result<>(copy.map(Loaded::content), false, List.copyOf(findings));
        }
        boolean equal = attempt(source, Twin.COPY, Twins::skim, findings)
                .map(copy -> copy.sha1().equals(main.get().sha1()))
                .orElse(true);
        boolean stale =
                !equal && attempt(source, Twin.COPY, source.parser(), findings).isPresent();
        return new Result<>(main.map(Loaded::content), stale, List.copyOf(findings));
    }

    private static <T> Optional<Loaded<T>> attempt(
            Source<?> source, Twin twin, Parser<T> parser, List<Finding> findings) {
        String file = source.name() + twin.suffix();
        try (CountingSha1InputStream in =
                new CountingSha1InputStream(source.open().apply(twin))) {
            T content = parser.parse(in);
            skim(in);
            return Optional.of(new Loaded<>(content, in.sha1()));
        } catch (DecryptionException e) {
            findings.add(new Finding(Problem.CHECKSUM, file, String.valueOf(e.getMessage())));
        } catch (IOException e) {
            findings.add(new Finding(Problem.OTHER, file, String.valueOf(e.getMessage())));
        } catch (AgentException e) {
            findings.add(ContentCheck.ofError(file, e));
        }
        return Optional.empty();
    }

    private static Boolean skim(InputStream in) throws IOException {
        return in.transferTo(OutputStream.nullOutputStream()) >= 0;
    }
}
