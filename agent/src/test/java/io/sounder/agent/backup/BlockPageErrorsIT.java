package io.sounder.agent.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.format.ManifestFile;
import io.sounder.agent.format.PageCheck;
import io.sounder.agent.pipeline.Encryption;
import io.sounder.agent.repository.Repository;
import io.sounder.agent.storage.posix.PosixStorage;
import io.sounder.agent.testing.AgentProgram;
import io.sounder.agent.testing.EmbeddedPostgres;
import io.sounder.agent.testing.ProcessResult;
import io.sounder.agent.testing.RealPgBackRest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Bad pages of files that are stored in blocks are recorded and reported as the original does. */
class BlockPageErrorsIT {
    private static final int PAGE = 8192;

    @Test
    void areRecordedAndReported() throws IOException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.create(15)) {
            Path theirs = postgres.folder("theirs");
            RealPgBackRest original = RealPgBackRest.newer(theirs, postgres)
                    .configured("repo1-bundle=y", "repo1-block=y", "repo1-retention-full=2", "archive-check=n");
            Path ours = postgres.folder("ours");
            AgentProgram agent = agent(postgres, ours);
            postgres.start();
            String first = table(postgres, "first");
            String second = table(postgres, "second");
            original.run("stanza-create").orFail();
            agent.run("stanza-create").orFail();

            // One page in each file: 2.55.1 crashes when a file has several.
            damage(postgres, first, 3);
            requireSame(original, theirs, agent, ours, "full");
            damage(postgres, second, 5);
            requireSame(original, theirs, agent, ours, "incr");
            assertThat(errorList(agent.run("info", "--set=" + last(ours))))
                    .isEqualTo(errorList(original.run("info", "--set=" + last(theirs))))
                    .contains(first, second);
            assertThat(errorList(agent.run("info", "--set=" + last(ours), "--output=json")))
                    .isEqualTo(errorList(original.run("info", "--set=" + last(theirs), "--output=json")))
                    .contains(first, second);

            damage(postgres, first, 5, 6, 7, 39);
            agent.run("backup", "--type=incr").orFail();
            assertThat(checks(ours).get("pg_data/" + first))
                    .contains(new PageCheck(
                            false,
                            List.of(
                                    new PageCheck.Pages(3, 3),
                                    new PageCheck.Pages(5, 7),
                                    new PageCheck.Pages(39, 39))));
        }
    }

    private static AgentProgram agent(EmbeddedPostgres postgres, Path repository) {
        return AgentProgram.install(
                postgres.folder("program"),
                "--repo1-path=" + repository,
                "--repo1-bundle",
                "--repo1-block",
                "--repo1-retention-full=2",
                "--pg1-path=" + postgres.data(),
                "--pg1-socket-path=" + postgres.socketFolder(),
                "--pg1-user=postgres",
                "--no-archive-check",
                "--start-fast",
                "--lock-path=" + repository.resolveSibling("lock"),
                "--log-level-file=off");
    }

    /** Makes a table of more than forty pages; its file. */
    private static String table(EmbeddedPostgres postgres, String name) {
        postgres.execute("create table " + name + " as select generate_series(1, 10000) as i, repeat('x', 20)");
        return postgres.query("select pg_relation_filepath('" + name + "')");
    }

    /** Overwrites pages while the server is stopped. */
    private static void damage(EmbeddedPostgres postgres, String file, int... pages) throws IOException {
        postgres.stop();
        byte[] bad = new byte[PAGE];
        Arrays.fill(bad, (byte) 7);
        try (FileChannel channel = FileChannel.open(postgres.data().resolve(file), StandardOpenOption.WRITE)) {
            for (int page : pages) {
                channel.write(ByteBuffer.wrap(bad), (long) page * PAGE);
            }
        }
        postgres.start();
    }

    private static void requireSame(RealPgBackRest original, Path theirs, AgentProgram agent, Path ours, String type) {
        List<String> theirWarnings =
                warnings(original.run("backup", "--type=" + type).orFail().output());
        assertThat(warnings(agent.run("backup", "--type=" + type).orFail().output()))
                .isEqualTo(theirWarnings)
                .isNotEmpty();
        assertThat(checks(ours)).isEqualTo(checks(theirs));
    }

    private static Repository repository(Path folder) {
        return new Repository(1, new PosixStorage(folder), Encryption.none(), RealPgBackRest.STANZA);
    }

    private static BackupLabel last(Path folder) {
        return repository(folder).labelsOnDisk().getLast();
    }

    /** What the last manifest says of the files that have bad pages. */
    private static Map<String, Optional<PageCheck>> checks(Path folder) {
        Map<String, Optional<PageCheck>> checks = new TreeMap<>();
        for (ManifestFile file : repository(folder).manifest(last(folder)).files()) {
            if (file.pageCheck().filter(check -> !check.valid()).isPresent()) {
                checks.put(file.name(), file.pageCheck());
            }
        }
        return checks;
    }

    /** The sorted warnings of bad pages. */
    private static List<String> warnings(String output) {
        return output.lines()
                .filter(line -> line.contains("page checksum"))
                .map(line -> line.substring(line.indexOf("WARN:")))
                .sorted()
                .toList();
    }

    /** What text or JSON tells of files with bad pages. */
    private static String errorList(ProcessResult info) {
        Matcher list = Pattern.compile("error list: .*|\"error-list\":\\[[^\\]]*]")
                .matcher(info.orFail().output());
        assertThat(list.find()).as("an error list in " + info.output()).isTrue();
        return list.group();
    }
}
