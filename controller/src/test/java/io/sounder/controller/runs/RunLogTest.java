package io.sounder.controller.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.sounder.controller.engine.HostCounts;
import io.sounder.controller.engine.Outcome;
import io.sounder.controller.engine.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLogTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T20:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path state;

    private RunLog log(RunStore store, Clock clock) {
        return new RunLog(
                store, clock, text -> text.replace("geheim", "********"), List.of("site.yml"), "web:&db", "a,b", true);
    }

    private static Outcome failed(Map<String, Object> result) {
        return new Outcome(
                "h1",
                Status.FAILED,
                false,
                new java.util.LinkedHashMap<>(result),
                List.of(),
                null,
                false,
                false,
                false);
    }

    private static Map<String, HostCounts> counts() {
        return Map.of("h1", HostCounts.of(Map.of("ok", 3, "changed", 1, "failures", 1)));
    }

    @Test
    void keepsCountsAndFailuresForTheOwnerOnly() throws IOException {
        RunStore store = new RunStore(state.resolve("a/runs"));
        RunLog log = log(store, CLOCK);
        log.taskStarts("Break it", false, "site.yml:7");
        log.ended(failed(Map.of("msg", "the password geheim is wrong")));
        log.ended(failed(Map.of("censored", "hidden", "msg", "token")));
        log.recap(counts());

        RunRecord run = store.all().getFirst();
        assertThat(store.find(run.id())).contains(run);
        assertThat(run.result()).isEqualTo("failed");
        assertThat(run.start()).isEqualTo(CLOCK.instant());
        assertThat(run.stats()).isEqualTo(counts());
        assertThat(run.failures())
                .extracting(RunRecord.Failure::message)
                .containsExactly("the password ******** is wrong", "hidden");
        Path file = state.resolve("a/runs/" + run.id() + ".json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void dropsTheOldest() throws IOException {
        RunStore store = new RunStore(state);
        Instant first = CLOCK.instant();
        for (int i = 0; i < RunStore.KEPT + 3; i++) {
            log(store, Clock.fixed(first.plusSeconds(i), ZoneOffset.UTC)).recap(counts());
        }
        assertThat(store.all()).hasSize(RunStore.KEPT);
        assertThat(store.all().getFirst().start()).isEqualTo(first.plusSeconds(3));
    }

    @Test
    void aFolderThatCannotBeMadeIsNoFailure() throws IOException {
        Path file = Files.writeString(state.resolve("file"), "");
        assertThatCode(() -> log(new RunStore(file.resolve("runs")), CLOCK).recap(counts()))
                .doesNotThrowAnyException();
    }

    @Test
    void passesOverFilesThatAreNoRuns() throws IOException {
        Files.writeString(state.resolve("abc.json"), "{\"id\": 5");
        Files.writeString(state.resolve("notes.txt"), "x");
        assertThat(new RunStore(state).all()).isEmpty();
    }

    @Test
    void theEnvironmentNamesTheFolder() {
        assertThat(RunStore.of(Map.of())).isEmpty();
        assertThat(RunStore.of(Map.of("HOME", "/h"))).isPresent();
    }
}
