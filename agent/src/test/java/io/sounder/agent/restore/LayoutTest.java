package io.sounder.agent.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {
    private final Layout layout = new Layout(Path.of("/data"), Map.of("16384", Path.of("/ts")), List.of());

    @Test
    void namesLeadToTheirPlaces() {
        assertThat(layout.path("pg_data")).contains(Path.of("/data"));
        assertThat(layout.path("pg_data/base/5/..x")).contains(Path.of("/data/base/5/..x"));
        assertThat(layout.path("pg_tblspc/16384/PG_15/1")).contains(Path.of("/ts/PG_15/1"));
        assertThat(layout.path("pg_tblspc")).isEmpty();
        assertThat(layout.path("pg_tblspc/../x")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"pg_data/../x", "pg_data//etc/x", "pg_data/a/../../x", "pg_tblspc/16384/../x", "pg_data/a\0b"})
    void namesThatLeadOutAreRefused(String name) {
        assertThatThrownBy(() -> layout.path(name))
                .isInstanceOfSatisfying(
                        AgentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FORMAT));
    }
}
