package io.sounder.agent.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.WalSegment;
import io.sounder.agent.testing.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Control file, WAL header and session against real clusters of every supported version. */
class PostgresFilesIT {

    private static PgEndpoint endpoint(EmbeddedPostgres postgres) {
        return new PgEndpoint(
                postgres.data(),
                EmbeddedPostgres.PORT,
                Optional.of(postgres.socketFolder().toString()),
                "postgres",
                Optional.of("postgres"),
                Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 14, 15, 16, 17, 18})
    void agreesWithTheServer(int major) throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.create(major).start()) {
            ControlFile control = ControlFile.read(postgres.data());
            assertThat(control.version().id()).isEqualTo(String.valueOf(major));
            assertThat(Long.toUnsignedString(control.systemId()))
                    .isEqualTo(postgres.query("select system_identifier from pg_control_system()"));
            assertThat(control.catalog())
                    .isEqualTo(Integer.parseInt(postgres.query("select catalog_version_no from pg_control_system()")));
            assertThat(control.pageChecksums()).isTrue();
            assertThat(control.pageSize()).isEqualTo(8192);
            assertThat(control.walSegmentSize()).isEqualTo(16 << 20);
            assertThat(control.checkpoint())
                    .hasToString(postgres.query("select checkpoint_lsn from pg_control_checkpoint()"));
            assertThat(control.timeline()).isEqualTo(1);
            walHeader(postgres, control);
            pageChecksums(postgres);
            session(postgres);
        }
    }

    private static void walHeader(EmbeddedPostgres postgres, ControlFile control) throws IOException {
        Path segment = postgres.data().resolve("pg_wal/000000010000000000000001");
        try (InputStream stream = Files.newInputStream(segment)) {
            WalHeader header = WalHeader.parse(stream.readNBytes(WalHeader.LENGTH));
            assertThat(header.version()).isEqualTo(control.version());
            assertThat(header.systemId()).isEqualTo(control.systemId());
            assertThat(header.segmentSize()).isEqualTo(control.walSegmentSize());
            assertThat(header.start()).isEqualTo(new WalSegment("000000010000000000000001").start(16 << 20));
        }
    }

    private static void pageChecksums(EmbeddedPostgres postgres) throws IOException {
        byte[] relation = Files.readAllBytes(postgres.data().resolve("global/1262"));
        PageChecker checker = new PageChecker(8192, 0, true, (position, page) -> false);
        checker.update(relation, relation.length);
        assertThat(relation).hasSizeGreaterThanOrEqualTo(8192);
        assertThat(checker.result().valid()).isTrue();
        relation[8000] ^= 1;
        PageChecker again = new PageChecker(8192, 0, true, (position, page) -> {
            System.arraycopy(relation, (int) position, page, 0, page.length);
            return true;
        });
        again.update(relation, relation.length);
        assertThat(again.result().errors()).containsExactly(0L);
    }

    private static void session(EmbeddedPostgres postgres) {
        try (PgClient client = PgClient.connect(endpoint(postgres), "backup")) {
            assertThat(client.server().dataDirectory())
                    .isEqualTo(postgres.data().toString());
            assertThat(client.server().standby()).isFalse();
            assertThat(client.databases()).extracting(PgDatabase::name).contains("postgres", "template0");
            BackupStart start = client.startBackup(true);
            client.ping();
            BackupStop stop = client.stopBackup();
            assertThat(stop.lsn()).isGreaterThan(start.lsn());
            assertThat(stop.backupLabel()).contains("START WAL LOCATION: " + start.lsn());
            assertThat(client.switchWal().name())
                    .isGreaterThanOrEqualTo(stop.segment().name());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = 15)
    void refusesTornAndForeignControlFiles(int major) throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.create(major)) {
            ControlFile control = ControlFile.read(postgres.data());
            byte[] stored = control.bytesForBackup();
            assertThat(stored).hasSize(8192);
            byte[] torn = Arrays.copyOf(stored, ControlFile.LENGTH);
            torn[32] ^= 1;
            assertThatThrownBy(() -> ControlFile.parse(torn))
                    .isInstanceOfSatisfying(
                            AgentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CHECKSUM));
            byte[] foreign = Arrays.copyOf(stored, ControlFile.LENGTH);
            foreign[8] = 99;
            assertThatThrownBy(() -> ControlFile.parse(foreign))
                    .isInstanceOfSatisfying(
                            AgentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.VERSION_NOT_SUPPORTED));
            ControlFile invalid = control.withInvalidCheckpoint();
            assertThat(invalid.hasInvalidCheckpoint()).isTrue();
            assertThat(invalid.systemId()).isEqualTo(control.systemId());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = 15)
    void saysWhichServerCannotBeReached(int major) {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.create(major)) {
            assertThatThrownBy(() -> PgClient.connect(endpoint(postgres), "check"))
                    .isInstanceOfSatisfying(
                            AgentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DB_CONNECT))
                    .hasMessageContaining("unable to connect to 'dbname='postgres' port=5432");
        }
    }
}
