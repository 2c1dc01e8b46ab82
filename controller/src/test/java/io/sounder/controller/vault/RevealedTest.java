package io.sounder.controller.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RevealedTest {
    @Test
    void whatWasDecryptedIsTakenOut() {
        Revealed revealed = new Revealed();
        revealed.add("s3cret".getBytes(StandardCharsets.UTF_8));
        revealed.add("db_password: 'pass word'\nshort: a\nport = 5432\n".getBytes(StandardCharsets.UTF_8));
        assertThat(revealed.hide("s3cret, pass word, 5432 and a word"))
                .isEqualTo("********, ********, ******** and a word");
    }
}
