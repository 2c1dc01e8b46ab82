package io.sounder.agent.remote.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.testing.Damage;
import io.sounder.agent.testing.ProcessResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys in every form that openssl writes them without pass phrase; in PKCS#8 they must be the same keys. */
class PemKeyIT {
    private static final Path NAME = Path.of("test.key");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "genrsa -traditional 2048",
                "genrsa 2048",
                "ecparam -name prime256v1 -genkey",
                "ecparam -name secp384r1 -genkey -noout",
                "ecparam -name secp521r1 -genkey -noout",
                "genpkey -algorithm ed25519"
            })
    void readsWhatOpensslWrites(String command) throws Exception {
        Path key = folder.resolve("key.pem");
        openssl(command, key);
        Path same = folder.resolve("same.pem");
        openssl("pkcs8 -topk8 -nocrypt -in " + key, same);

        PrivateKey read = PemKey.parse(Files.readString(key), NAME);
        PrivateKey expected = PemKey.parse(Files.readString(same), NAME);
        if (read instanceof ECPrivateKey curve && expected instanceof ECPrivateKey other) {
            assertThat(curve.getS()).isEqualTo(other.getS());
            assertThat(curve.getParams().getCurve()).isEqualTo(other.getParams().getCurve());
        } else {
            assertThat(read).isEqualTo(expected);
        }
    }

    @Test
    void refusesWhatItCannotRead() throws Exception {
        Path key = folder.resolve("key.pem");
        openssl("genrsa -traditional -aes128 -passout pass:word 2048", key);
        assertThatThrownBy(() -> PemKey.parse(Files.readString(key), NAME))
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("test.key");

        Path good = folder.resolve("good.pem");
        openssl("ecparam -name prime256v1 -genkey -noout", good);
        new Damage(2000, Files.readAllBytes(good))
                .feed(content -> PemKey.parse(new String(content, StandardCharsets.ISO_8859_1), NAME));
    }

    private static void openssl(String command, Path to) {
        List<String> line = new ArrayList<>(List.of("openssl"));
        line.addAll(List.of(command.split(" ", -1)));
        int at = command.startsWith("genrsa") ? line.size() - 1 : line.size();
        line.addAll(at, List.of("-out", to.toString()));
        ProcessResult.of(line).orFail();
    }
}
