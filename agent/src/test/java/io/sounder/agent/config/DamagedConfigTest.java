package io.sounder.agent.config;

import io.sounder.agent.testing.Damage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Configuration files, variables and arguments with random damage are understood or refused with an error of their own. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class DamagedConfigTest {
    private static final int ROUNDS = 400;
    private static final String FILE = """
            # what a site may write
            [global]
            repo1-path=/repo
            repo1-retention-full=2
            repo2-type=s3
            repo2-s3-bucket=b
            buffer-size=1MiB
            protocol-timeout=31m
            [global:backup]
            start-fast=y
            compress-level=3
            [demo]
            pg1-path=/data
            pg1-port=5433
            exclude=a/
            exclude=b
            recovery-option=a=b
            """;

    @TempDir
    private Path root;

    @Test
    void files() throws Exception {
        Path file = root.resolve("pgbackrest.conf");
        new Damage(ROUNDS, bytes(FILE)).feed(content -> {
            Files.write(file, content);
            new ConfigLoader(Map.of(), root).load(List.of("--config=/pgbackrest.conf", "--stanza=demo", "backup"));
        });
    }

    @Test
    void arguments() {
        String line = "backup --stanza=demo --pg1-path=/data --repo1-retention-full=2 --annotation=a=b --no-online";
        new Damage(ROUNDS, bytes(line))
                .feed(content -> new ConfigLoader(Map.of(), root)
                        .load(List.of(text(content).split(" ", -1))));
    }

    @Test
    void variables() {
        new Damage(ROUNDS, bytes("REPO1_PATH=/repo"), bytes("ANNOTATION=a=b:c=d"), bytes("DB_TIMEOUT=5m"))
                .feed(content -> {
                    String[] parts = text(content).split("=", 2);
                    Map<String, String> environment =
                            Map.of("PGBACKREST_" + parts[0], parts.length > 1 ? parts[1] : "");
                    new ConfigLoader(environment, root).load(List.of("--pg1-path=/x", "--stanza=demo", "backup"));
                });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }
}
