package io.sounder.agent.info;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.testing.GoldenRepository;
import io.sounder.agent.testing.InProcess;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command manifest tells about block maps; the expected lines are those of pgBackRest 2.55.1. */
class ManifestDeltaTest {
    private static final String FILE = "--filter=pg_data/base/5/1247";
    private static final String SET = "20261120-203825F_20261120-203832I";

    @TempDir
    private Path folder;

    private Path repository;

    @BeforeEach
    void unpack() {
        repository = new GoldenRepository("lz4-bundle-block").unpack(folder);
    }

    @Test
    void showsWhatARestoreReads() {
        assertThat(run("manifest", "--set=" + SET, FILE).output()).endsWith("""
              - pg_data/base/5/1247
                  reference: 20261120-203825F_20261120-203829I
                  size: 120KB, repo 1KB
                  checksum: 393fea26a2e16e42e8a08ed30df4873a970ab0b7
                  bundle: 1
                  block: size 8KB, map size 110B, checksum size 6B
                  block delta:
                    reference: 20261120-203825F/bundle/1, read: 1/20.5KB, superBlock: 1/120KB, block: 14/112KB
                    reference: 20261120-203825F_20261120-203829I/bundle/1, read: 1/960B, superBlock: 1/8KB, block: 1/8KB
                    total read: 2/21.5KB, superBlock: 2/128KB, block: 15/120KB
            """);
        assertThat(run("manifest", "--set=" + SET, FILE, "--output=json").output())
                .endsWith("""
            "fileList":[{"name":"pg_data/base/5/1247","reference":"20261120-203825F_20261120-203829I","size":122880,\
            "checksum":"393fea26a2e16e42e8a08ed30df4873a970ab0b7","repo":{"size":1070},"bundle":{"id":1,"offset":132480},\
            "block":{"size":8192,"map":{"size":110,"delta":[{"reference":0,"read":{"total":1,"size":21037},\
            "superBlock":{"total":1,"size":122880},"block":{"total":14}},{"reference":2,"read":{"total":1,"size":960},\
            "superBlock":{"total":1,"size":8192},"block":{"total":1}}]},"checksum":{"size":6}}}]}""");
        assertThat(run("manifest", "--set=" + SET).output()).doesNotContain("block delta");
        assertThat(run("manifest", "--set=" + SET, "--filter=base/5/12.*vm$").output())
                .contains("pg_data/base/5/1247_vm")
                .doesNotContain("pg_data/base/5/1247\n");
    }

    @Test
    void comparesWithACluster() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        String pg = "--pg1-path=" + data;
        assertThat(run("restore", "--set=" + SET, "--type=none", pg, "--lock-path=" + folder.resolve("lock"))
                        .exitCode())
                .isZero();
        assertThat(run("manifest", "--set=" + SET, FILE, pg, "--pg=1").output())
                .contains("block delta: file is up-to-date");

        Path file = data.resolve("base/5/1247");
        try (RandomAccessFile changed = new RandomAccessFile(file.toFile(), "rw")) {
            changed.seek(3 * 8192);
            changed.write(new byte[2 * 8192]);
            assertThat(run("manifest", "--set=" + SET, FILE, pg, "--pg=1").output())
                    .contains("total read: 1/20.5KB, superBlock: 1/120KB, block: 2/16KB");
            changed.setLength(100_000);
            assertThat(run("manifest", "--set=" + SET, FILE, pg, "--pg=1").output())
                    .contains("total read: 2/21.5KB, superBlock: 2/128KB, block: 5/40KB");
        }
        Files.delete(file);
        assertThat(run("manifest", "--set=" + SET, FILE, pg, "--pg=1").exitCode())
                .isEqualTo(55);
    }

    private InProcess run(String... arguments) {
        List<String> all = new ArrayList<>(
                List.of("--no-config", "--repo1-path=" + repository, "--log-level-file=off", "--stanza=demo"));
        all.addAll(List.of(arguments));
        return InProcess.run(all.toArray(String[]::new));
    }
}
