package io.sounder.agent.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sounder.agent.base.AgentException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WalPathTest {
    @TempDir
    Path data;

    @Test
    void takesAnAbsolutePathAsItIs() {
        assertThat(WalPath.resolve("/pg/wal/000000010000000000000001", Optional.empty(), data))
                .isEqualTo(Path.of("/pg/wal/000000010000000000000001"));
    }

    @Test
    void resolvesARelativePathInTheDataFolder() {
        assertThat(WalPath.resolve("pg_wal/RECOVERYXLOG", Optional.of(data), data))
                .isEqualTo(data.resolve("pg_wal/RECOVERYXLOG"));
    }

    @Test
    void refusesARelativePathOutsideOfTheDataFolder() {
        assertThatThrownBy(() -> WalPath.resolve("pg_wal/RECOVERYXLOG", Optional.of(data), Path.of("/tmp")))
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("working directory '/tmp' is not the same as option pg1-path");
    }

    @Test
    void refusesARelativePathWithoutADataFolder() {
        assertThatThrownBy(() -> WalPath.resolve("pg_wal/x", Optional.empty(), data))
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("'pg1-path'");
    }
}
