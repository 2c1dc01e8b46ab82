package io.sounder.agent.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.JobRetry;
import io.sounder.agent.base.Progress;
import io.sounder.agent.pipeline.Encryption;
import io.sounder.agent.repository.Repository;
import io.sounder.agent.storage.posix.PosixStorage;
import io.sounder.agent.testing.GoldenRepository;
import io.sounder.agent.testing.RecordingLog;
import io.sounder.agent.testing.RestoredFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole restore of a golden repository inside of this process. */
class RestoreIT {
    private static final GoldenRepository GOLDEN = new GoldenRepository("plain-none");
    private static final String LABEL = "20261120-203559F";

    @TempDir
    Path folder;

    private final RecordingLog log = new RecordingLog();
    private Path data;
    private Path repository;
    private Wishes wishes;

    @BeforeEach
    void unpack() {
        repository = GOLDEN.unpack(folder);
        data = folder.resolve("data");
        wishes = new Wishes(data);
    }

    @Test
    void restoresIntoANewFolder() throws IOException {
        RestoreResult result = restore(wishes);

        assertThat(RestoredFolder.checksums(data)).isEqualTo(GOLDEN.checksums(LABEL));
        assertThat(result.copied()).isEqualTo(result.files());
        assertThat(log.text())
                .contains("repo1: restore backup set " + LABEL + ", recovery will start at 2026-11-20 20:35:59")
                .contains("restore size = ");
        assertThat(data.resolve("recovery.signal")).isEmptyFile();
        assertThat(data.resolve("postgresql.auto.conf")).content().contains("restore_command = 'pgbackrest");
    }

    @Test
    void keepsModesAndTimes() throws IOException {
        restore(wishes);

        assertThat(FileMetadata.mode(data)).isEqualTo(0700);
        assertThat(FileMetadata.mode(data.resolve("PG_VERSION"))).isEqualTo(0600);
        assertThat(Files.getLastModifiedTime(data.resolve("PG_VERSION")).toInstant())
                .isBefore("2026-11-20T20:36:00Z");
        assertThat(FileMetadata.mode(data.resolve("postgresql.auto.conf"))).isEqualTo(0600);
    }

    @Test
    void refusesAFolderWithFilesAndLeavesItAlone() throws IOException {
        Files.createDirectories(data);
        Files.writeString(data.resolve("notes.txt"), "mine");

        AgentException error = failure(wishes);

        assertThat(error.code()).isEqualTo(ErrorCode.PATH_NOT_EMPTY);
        assertThat(data.toFile().list()).containsExactly("notes.txt");
    }

    @Test
    void refusesToReplaceAFolderThatIsNoDataFolder() throws IOException {
        Files.createDirectories(data);
        Files.writeString(data.resolve("notes.txt"), "mine");

        AgentException error = failure(wishes.delta());

        assertThat(error.code()).isEqualTo(ErrorCode.PATH_NOT_EMPTY);
        assertThat(log.text()).contains("--delta or --force specified but unable to find 'PG_VERSION'");
        assertThat(data.resolve("notes.txt")).exists();
    }

    @Test
    void refusesWhileTheServerRuns() throws IOException {
        Files.createDirectories(data);
        Files.writeString(data.resolve("postmaster.pid"), "1");

        assertThat(failure(wishes.delta()).code()).isEqualTo(ErrorCode.PG_RUNNING);
    }

    @Test
    void namesTheSetThatIsNotThere() {
        AgentException error = failure(wishes.set("20200101-000000F"));

        assertThat(error.code()).isEqualTo(ErrorCode.BACKUP_SET_INVALID);
        assertThat(error.text()).contains("20200101-000000F");
        assertThat(data).doesNotExist();
    }

    @Test
    void namesTheEarliestTimeWhenTheTargetIsBeforeAllBackups() {
        AgentException error = failure(wishes.target(RecoveryType.TIME, "2026-11-20 20:35:00+00"));

        assertThat(error.code()).isEqualTo(ErrorCode.BACKUP_SET_INVALID);
        assertThat(error.text()).contains("the earliest time that can be restored is 2026-11-20 20:36:0");
        assertThat(data).doesNotExist();
    }

    @Test
    void namesTheEarliestLsnWhenTheTargetIsBeforeAllBackups() {
        AgentException error = failure(wishes.target(RecoveryType.LSN, "0/100"));

        assertThat(error.code()).isEqualTo(ErrorCode.BACKUP_SET_INVALID);
        assertThat(error.text()).contains("the earliest lsn that can be restored is 0/");
    }

    @Test
    void refusesATimelineThatWasNeverArchived() {
        AgentException error = failure(wishes.timeline("7"));

        assertThat(error.code()).isEqualTo(ErrorCode.DB_MISMATCH);
        assertThat(data).doesNotExist();
    }

    @Test
    void fetchesOnlyWhatDiffersWithDelta() throws IOException {
        restore(wishes);
        Files.writeString(data.resolve("base/5/1259"), "changed");
        Files.writeString(data.resolve("base/5/99999"), "not in the backup");
        Files.createDirectories(data.resolve("pg_wal/left/over"));
        Files.delete(data.resolve("global/1262"));

        RestoreResult result = restore(wishes.delta());

        assertThat(RestoredFolder.checksums(data)).isEqualTo(GOLDEN.checksums(LABEL));
        assertThat(data.resolve("pg_wal/left")).doesNotExist();
        assertThat(result.copied()).isBetween(3, 8);
    }

    @Test
    void comparesOnlySizeAndTimeWithDeltaAndForce() throws IOException {
        restore(wishes);
        Path file = data.resolve("base/5/1259");
        var time = Files.getLastModifiedTime(file);
        byte[] bytes = Files.readAllBytes(file);
        bytes[100] ^= 1;
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, time);

        restore(wishes.deltaForce());
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);

        restore(wishes.delta());
        assertThat(RestoredFolder.checksums(data)).isEqualTo(GOLDEN.checksums(LABEL));
    }

    @Test
    void replacesWhatDiffersInSizeOrTimeWithForce() throws IOException {
        restore(wishes);
        Files.writeString(data.resolve("base/5/1259"), "changed");
        Files.writeString(data.resolve("base/5/99999"), "not in the backup");

        RestoreResult result = restore(wishes.force());

        assertThat(RestoredFolder.checksums(data)).isEqualTo(GOLDEN.checksums(LABEL));
        assertThat(result.copied()).isPositive();
    }

    @Test
    void resumesAfterAnAbortWithDelta() throws IOException {
        Path stored = repository.resolve("backup/demo/" + LABEL + "/pg_data/base/5/1259");
        byte[] good = Files.readAllBytes(stored);
        Files.write(stored, new byte[good.length]);

        AgentException error = failure(wishes);

        assertThat(error.code()).isEqualTo(ErrorCode.CHECKSUM);
        assertThat(error.text()).contains("pg_data/base/5/1259").contains("HINT");
        assertThat(data.resolve("global/pg_control")).doesNotExist();
        assertThat(data.resolve(Restore.MANIFEST)).exists();
        Files.write(stored, good);
        restore(wishes.delta());
        assertThat(RestoredFolder.checksums(data)).isEqualTo(GOLDEN.checksums(LABEL));
    }

    @Test
    void namesTheRepositoryFileThatIsMissing() throws IOException {
        Files.delete(repository.resolve("backup/demo/" + LABEL + "/pg_data/base/5/1259"));

        AgentException error = failure(wishes);

        assertThat(error.code()).isEqualTo(ErrorCode.FILE_MISSING);
        assertThat(error.text()).contains("pg_data/base/5/1259");
    }

    @Test
    void namesTheStanzaFileThatIsMissing() throws IOException {
        FolderTree.delete(repository.resolve("backup"));

        assertThat(failure(wishes).code()).isEqualTo(ErrorCode.FILE_MISSING);
        assertThat(data).doesNotExist();
    }

    @Test
    void writesAStandbyAndPreservesItWhenAsked() throws IOException {
        restore(wishes.type(RecoveryType.STANDBY));
        assertThat(data.resolve("standby.signal")).isEmptyFile();
        String settings = Files.readString(data.resolve("postgresql.auto.conf"));

        restore(wishes.delta().type(RecoveryType.PRESERVE));

        assertThat(data.resolve("standby.signal")).isEmptyFile();
        assertThat(data.resolve("postgresql.auto.conf")).hasContent(settings);
    }

    @Test
    void writesNoSignalForTypeNone() throws IOException {
        restore(wishes.type(RecoveryType.NONE));

        assertThat(data.resolve("recovery.signal")).doesNotExist();
        assertThat(data.resolve("postgresql.auto.conf")).content().doesNotContain("restore_command");
    }

    @Test
    void makesALinkOfAFolderWhenMapped() throws IOException {
        Path elsewhere = folder.resolve("wal");

        restore(wishes.linkMap(Map.of("pg_wal", elsewhere.toString())));

        assertThat(data.resolve("pg_wal")).isSymbolicLink();
        assertThat(elsewhere.resolve("archive_status")).isDirectory();
        assertThat(RestoredFolder.checksums(data)).isEqualTo(GOLDEN.checksums(LABEL));
        assertThatCode(() -> restore(
                        wishes.linkMap(Map.of("pg_wal", elsewhere.toString())).delta()))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesMapsOfWhatIsNotInTheBackup() {
        assertThat(failure(wishes.linkMap(Map.of("nothing", "/x"))).code()).isEqualTo(ErrorCode.LINK_MAP);
        assertThat(failure(wishes.tablespaceMap(Map.of("ts9", "/x"))).code()).isEqualTo(ErrorCode.TABLESPACE_MAP);
        assertThat(failure(wishes.linkMap(Map.of("pg_wal", data.resolve("x").toString())))
                        .code())
                .isEqualTo(ErrorCode.LINK_DESTINATION);
        assertThat(data).doesNotExist();
    }

    @Test
    void refusesUnknownAndSystemDatabases() {
        assertThat(failure(wishes.databases(List.of("nope"), List.of())).code()).isEqualTo(ErrorCode.DB_MISSING);
        assertThat(failure(wishes.databases(List.of("postgres"), List.of())).code())
                .isEqualTo(ErrorCode.DB_INVALID);
    }

    @Test
    void writesZerosForExcludedDatabases() throws IOException {
        restore(wishes.databases(List.of(), List.of("postgres")));

        Path zeroed = data.resolve("base/5/1259");
        assertThat(Files.readAllBytes(zeroed)).hasSizeGreaterThan(8000).containsOnly(0);
        assertThat(data.resolve("base/5/PG_VERSION")).content().startsWith("15");
    }

    private RestoreResult restore(Wishes what) {
        Repository demo = new Repository(1, new PosixStorage(repository), Encryption.none(), GoldenRepository.STANZA);
        return new Restore(what.settings(), List.of(demo), Clock.systemUTC(), Progress.none(), log).run();
    }

    private AgentException failure(Wishes what) {
        return catchThrowableOfType(AgentException.class, () -> restore(what));
    }

    /** Wishes that differ from the usual ones in one point each. */
    private record Wishes(RestoreSettings settings) {
        Wishes(Path data) {
            this(new RestoreSettings(
                    data,
                    Optional.empty(),
                    RecoveryGoal.endOfArchive(),
                    false,
                    new RestoreSettings.Mode(false, false),
                    new RestoreSettings.Recovery(
                            new TreeMap<>(), false, "pgbackrest --stanza=demo archive-get %f \"%p\""),
                    new RestoreSettings.Mapping(Map.of(), Optional.empty(), Map.of(), false),
                    new RestoreSettings.Databases(List.of(), List.of()),
                    2,
                    JobRetry.NONE,
                    ZoneOffset.UTC,
                    Optional.empty()));
        }

        Wishes delta() {
            return with(new RestoreSettings.Mode(true, false), settings.goal(), settings.mapping());
        }

        Wishes deltaForce() {
            return with(new RestoreSettings.Mode(true, true), settings.goal(), settings.mapping());
        }

        Wishes force() {
            return with(new RestoreSettings.Mode(false, true), settings.goal(), settings.mapping());
        }

        Wishes type(RecoveryType type) {
            return with(settings.mode(), settings.goal().withType(type), settings.mapping());
        }

        Wishes target(RecoveryType type, String target) {
            return with(
                    settings.mode(),
                    new RecoveryGoal(type, Optional.of(target), false, "pause", Optional.empty()),
                    settings.mapping());
        }

        Wishes timeline(String timeline) {
            return with(
                    settings.mode(),
                    new RecoveryGoal(RecoveryType.DEFAULT, Optional.empty(), false, "pause", Optional.of(timeline)),
                    settings.mapping());
        }

        Wishes linkMap(Map<String, String> links) {
            return with(
                    settings.mode(),
                    settings.goal(),
                    new RestoreSettings.Mapping(Map.of(), Optional.empty(), links, false));
        }

        Wishes tablespaceMap(Map<String, String> tablespaces) {
            return with(
                    settings.mode(),
                    settings.goal(),
                    new RestoreSettings.Mapping(tablespaces, Optional.empty(), Map.of(), false));
        }

        Wishes set(String label) {
            return copy(
                    Optional.of(new BackupLabel(label)),
                    settings.goal(),
                    settings.mode(),
                    settings.mapping(),
                    settings.databases());
        }

        Wishes databases(List<String> include, List<String> exclude) {
            return copy(
                    settings.set(),
                    settings.goal(),
                    settings.mode(),
                    settings.mapping(),
                    new RestoreSettings.Databases(include, exclude));
        }

        private Wishes with(RestoreSettings.Mode mode, RecoveryGoal goal, RestoreSettings.Mapping mapping) {
            return copy(settings.set(), goal, mode, mapping, settings.databases());
        }

        private Wishes copy(
                Optional<BackupLabel> set,
                RecoveryGoal goal,
                RestoreSettings.Mode mode,
                RestoreSettings.Mapping mapping,
                RestoreSettings.Databases databases) {
            return new Wishes(new RestoreSettings(
                    settings.pgData(),
                    set,
                    goal,
                    goal.type() != RecoveryType.DEFAULT,
                    mode,
                    settings.recovery(),
                    mapping,
                    databases,
                    settings.workers(),
                    settings.retry(),
                    settings.zone(),
                    settings.walSpool()));
        }
    }
}
