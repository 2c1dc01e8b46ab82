package io.sounder.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.testing.ControlFiles;
import io.sounder.agent.testing.InProcess;
import io.sounder.agent.testing.ProcessResult;
import io.sounder.agent.testing.RealPgBackRest;
import io.sounder.agent.testing.StoppedCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster of a fork, whose control file no release knows, works once its version is forced, as with the original. */
class ForcedVersionIT {
    private static final String FORCE = "--pg-version-force=15";
    private static final long SYSTEM_ID = 5;

    @TempDir
    Path folder;

    private StoppedCluster cluster;

    @Test
    void makesUpForAnUnknownControlFile() throws IOException {
        cluster = StoppedCluster.create(folder, "--compress-type=gz", "--repo1-retention-full=1");
        ControlFiles.writeForked(cluster.data(), SYSTEM_ID);

        assertThat(both("stanza-create", "--no-online")).isPositive();
        assertThat(both("stanza-create", "--no-online", FORCE)).isZero();
        assertThat(both("backup", "--no-online", FORCE)).isZero();
        assertThat(both("backup", "--no-online")).isPositive();
        assertThat(cluster.restored(FORCE)).isEqualTo(StoppedCluster.content(cluster.data()));
        cluster.requireValid();
    }

    /** The exit code of a command, which must be that of the original with a repository of its own; so must the error. */
    private int both(String... arguments) {
        List<String> line = new ArrayList<>(cluster.program().arguments(arguments));
        line.addFirst(RealPgBackRest.program().toString());
        line.add("--repo1-path=" + cluster.folder().resolve("other"));
        ProcessResult original = ProcessResult.of(line);
        InProcess ours = cluster.run(arguments);
        assertThat(error(ours.output() + ours.errors())).isEqualTo(error(original.output()));
        assertThat(ours.exitCode()).as(ours.output()).isEqualTo(original.exitCode());
        return ours.exitCode();
    }

    /** The first line of the error, if there is one. */
    private static String error(String output) {
        return output.lines()
                .filter(each -> each.contains("ERROR: "))
                .map(each -> each.substring(each.indexOf("ERROR: ")))
                .findFirst()
                .orElse("");
    }
}
