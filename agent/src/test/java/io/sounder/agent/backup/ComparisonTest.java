package io.sounder.agent.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.Log;
import io.sounder.agent.format.Attributes;
import io.sounder.agent.format.ManifestBuilder;
import io.sounder.agent.format.ManifestFile;
import io.sounder.agent.format.StoredAs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final BackupLabel FULL = new BackupLabel("20260101-000000F");
    private static final BackupLabel DIFF = new BackupLabel("20260101-000000F_20260102-000000D");
    private static final Attributes OWNER = new Attributes(0600, Optional.of("postgres"), Optional.of("postgres"));
    private static final String SHA = "1".repeat(40);
    private final ManifestBuilder manifest = new ManifestBuilder();

    private static ManifestFile found(String name, long size, long time) {
        return ManifestFile.found("pg_data/" + name, size, time, OWNER);
    }

    private static ManifestFile stored(String name, long size, long time) {
        return found(name, size, time).copied(size, SHA, Optional.empty(), StoredAs.alone(size / 2, SHA));
    }

    private List<FileTask> compare(ManifestFile before, boolean delta, ManifestFile... now) {
        for (ManifestFile file : now) {
            manifest.file(file);
        }
        return new Comparison(Map.of(before.name(), before), Optional.of(DIFF), Map.of(), delta, Storing.ALONE, 0)
                .tasks(manifest);
    }

    @Test
    void refersToFilesOfEqualSizeAndTime() {
        assertThat(compare(stored("a", 100, 5), false, found("a", 100, 5))).isEmpty();
        ManifestFile file = manifest.file("pg_data/a").orElseThrow();
        assertThat(file.reference()).contains(DIFF);
        assertThat(file.checksum()).isEqualTo(SHA);
        assertThat(file.repoSize()).isEqualTo(50);
    }

    @Test
    void keepsTheReferenceOfThePriorBackup() {
        ManifestFile before = stored("a", 100, 5);
        before = before.withStored(before.stored().in(FULL));
        assertThat(compare(before, false, found("a", 100, 5))).isEmpty();
        assertThat(manifest.file("pg_data/a").orElseThrow().reference()).contains(FULL);
    }

    @Test
    void copiesTouchedFilesWithAChanceToFindThemUnchanged() {
        List<FileTask> tasks = compare(stored("a", 100, 5), false, found("a", 100, 6));
        assertThat(tasks).singleElement().satisfies(task -> {
            assertThat(task.prior()).isPresent();
            assertThat(task.delta()).isFalse();
        });
    }

    @Test
    void copiesFilesOfAnotherSizeForSure() {
        assertThat(compare(stored("a", 100, 5), false, found("a", 101, 6)))
                .singleElement()
                .satisfies(task -> assertThat(task.prior()).isEmpty());
    }

    @Test
    void trustsNoTimeStampWithDelta() {
        assertThat(compare(stored("a", 100, 5), true, found("a", 100, 5)))
                .singleElement()
                .satisfies(task -> assertThat(task.delta()).isTrue());
    }

    @Test
    void alwaysCopiesTheControlFile() {
        assertThat(compare(stored("global/pg_control", 8192, 5), false, found("global/pg_control", 8192, 5)))
                .singleElement()
                .satisfies(task -> assertThat(task.prior()).isEmpty());
    }

    @Test
    void beginsWithTheLargest() {
        assertThat(compare(stored("x", 1, 1), false, found("a", 1, 5), found("b", 30, 5), found("c", 30, 5)))
                .extracting(task -> task.file().name())
                .containsExactly("pg_data/c", "pg_data/b", "pg_data/a");
    }

    @Test
    void offersFilesOfAnAbortedBackup() {
        manifest.file(found("a", 100, 5));
        Comparison resumed = new Comparison(
                Map.of(), Optional.empty(), Map.of("pg_data/a", stored("a", 100, 5)), false, Storing.ALONE, 0);
        assertThat(resumed.tasks(manifest))
                .singleElement()
                .satisfies(task ->
                        assertThat(task.resumed().orElseThrow().checksum()).isEqualTo(SHA));
    }

    @Test
    void distrustsTimeStampsAfterAnomalies() {
        DeltaCheck check = new DeltaCheck(Log.silent());
        Map<String, ManifestFile> before = Map.of("pg_data/a", stored("a", 100, 50));
        assertThat(check.anomaly(List.of(found("a", 100, 50)), before, 60)).isFalse();
        assertThat(check.anomaly(List.of(found("a", 200, 51)), before, 60)).isFalse();
        assertThat(check.anomaly(List.of(found("a", 100, 49)), before, 60)).isTrue();
        assertThat(check.anomaly(List.of(found("a", 101, 50)), before, 60)).isTrue();
        assertThat(check.anomaly(List.of(found("b", 1, 61)), before, 60)).isTrue();
    }
}
