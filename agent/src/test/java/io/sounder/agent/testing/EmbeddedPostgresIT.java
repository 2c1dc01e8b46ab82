package io.sounder.agent.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedPostgresIT {

    @ParameterizedTest
    @ValueSource(ints = {13, 14, 15, 16, 17, 18})
    void startsAndAnswersOverTheUnixSocket(int major) {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.create(major).start()) {
            assertThat(postgres.query("show server_version")).startsWith(major + ".");
            assertThat(postgres.running()).isTrue();
        }
    }
}
