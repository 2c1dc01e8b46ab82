package io.sounder.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.testing.Kills;
import io.sounder.agent.testing.StoppedCluster;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stanza-create that is killed at any change of a file is completed by the next one. */
class KilledStanzaIT {
    private static final int KILLS = Integer.getInteger("sounder.kills", 20);

    @TempDir
    Path folder;

    @Test
    void theNextCreateCompletesIt() {
        StoppedCluster cluster =
                StoppedCluster.create(folder, "--repo1-cipher-type=aes-256-cbc", "--repo1-cipher-pass=secret");

        int kills = new Kills(cluster, folder, KILLS).of(List.of("stanza-create", "--no-online"), (killed, _) -> {
            killed.run("stanza-create", "--no-online").orFail();
            killed.requireValid();
            killed.run("backup", "--no-online").orFail();
            killed.requireValid();
            assertThat(killed.restored()).isEqualTo(StoppedCluster.content(killed.data()));
        });

        assertThat(kills).isEqualTo(KILLS);
    }
}
