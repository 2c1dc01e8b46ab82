package io.sounder.controller.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sounder.controller.base.ControllerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The encrypted files were made by {@code ansible-vault}; see {@code inventory/HOW.md} among the test resources. */
class VaultSecretsTest {
    private static final Path CASE = Path.of("src/test/resources/inventory/cases/vault");
    private static final VaultSecret PLAIN = secret("default", "correct horse");
    private static final VaultSecret PROD = secret("prod", "battery staple");

    @TempDir
    Path folder;

    private static VaultSecret secret(String id, String password) {
        return new VaultSecret(id, password.getBytes(StandardCharsets.UTF_8));
    }

    private static String file(String name) throws IOException {
        return Files.readString(CASE.resolve(name));
    }

    @Test
    void readsBothFormats() throws IOException {
        VaultSecrets secrets = new VaultSecrets(List.of(PLAIN, PROD));
        assertThat(secrets.plain(file("whole.yml"), "whole.yml")).isEqualTo("web: { hosts: { enc: { v: 1 } } }\n");
        assertThat(file("host_vars/h2.yml")).startsWith("$ANSIBLE_VAULT;1.2;AES256;prod\n");
        assertThat(secrets.plain(file("host_vars/h2.yml"), "h2.yml")).isEqualTo("from_prod: 1\n");
    }

    @Test
    void triesPasswordsOfOtherIdsToo() throws IOException {
        VaultSecrets secrets = new VaultSecrets(List.of(PLAIN, secret("other", "battery staple")));
        assertThat(secrets.plain(file("host_vars/h2.yml"), "h2.yml")).isEqualTo("from_prod: 1\n");
    }

    @Test
    void leavesPlainTextAlone() {
        assertThat(VaultSecrets.none().plain("a: 1\n", "a.yml")).isEqualTo("a: 1\n");
    }

    @Test
    void namesTheFileWhenNoPasswordFits() throws IOException {
        String text = file("host_vars/h2.yml");
        assertThatThrownBy(() -> new VaultSecrets(List.of(PLAIN)).plain(text, "h2.yml"))
                .isInstanceOf(ControllerException.class)
                .hasMessage("h2.yml: none of the given vault passwords can decrypt it (its vault id is 'prod')")
                .hasMessageNotContaining("correct horse");
        assertThatThrownBy(() -> VaultSecrets.none().plain(text, "h2.yml"))
                .hasMessageStartingWith("h2.yml: it is encrypted, and no vault password was given\nHINT: ");
    }

    @Test
    void saysWhatIsWrongWithDamagedText() throws IOException {
        VaultSecrets secrets = new VaultSecrets(List.of(PLAIN));
        String whole = file("whole.yml");
        assertThatThrownBy(() -> secrets.plain("$ANSIBLE_VAULT;1.0;AES\n00\n", "f"))
                .hasMessage("f: cannot be decrypted: its format '1.0' is not 1.1 or 1.2");
        assertThatThrownBy(() -> secrets.plain("$ANSIBLE_VAULT;1.1;AES256\nxyz\n", "f"))
                .hasMessage("f: cannot be decrypted: it is damaged: not all of it is hexadecimal");
        assertThatThrownBy(() -> secrets.plain(whole.substring(0, 106), "f"))
                .hasMessage("f: cannot be decrypted: it is not complete");
        assertThatThrownBy(() -> secrets.plain(whole.substring(0, whole.length() - 3) + "36\n", "f"))
                .hasMessageContaining("none of the given vault passwords");
    }

    @Test
    void encryptsWhatItReadsAgain() {
        VaultSecrets secrets = new VaultSecrets(List.of(PLAIN, PROD));
        for (int size : List.of(0, 1, 15, 16, 17, 100_000)) {
            byte[] content = new byte[size];
            new java.util.Random(size).nextBytes(content);
            String text = secrets.encrypt(content, Optional.of("prod"));
            assertThat(text).startsWith("$ANSIBLE_VAULT;1.2;AES256;prod\n");
            assertThat(text.lines().skip(1)).allMatch(line -> line.matches("[0-9a-f]{1,80}"));
            assertThat(secrets.decrypt(text, "f")).isEqualTo(content);
        }
        assertThat(secrets.encrypt(new byte[0], Optional.empty())).startsWith("$ANSIBLE_VAULT;1.1;AES256\n");
        assertThatThrownBy(() -> secrets.encrypt(new byte[0], Optional.of("none")))
                .hasMessageContaining("no vault password of the id 'none'");
    }

    @Test
    void getsPasswordsFromFilesProgramsAndTheUser() throws IOException {
        VaultSources sources = new VaultSources(question -> " typed for " + question);
        assertThat(password(sources.read("prod@prompt"))).isEqualTo("typed for Vault password (prod):");
        Path file = Files.writeString(folder.resolve("file"), "\n secret \r\n");
        assertThat(password(sources.read(file.toString()))).isEqualTo("secret");
        Path program = Files.writeString(folder.resolve("keys-client.sh"), "#!/bin/sh\necho \" $1=$2 \"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        assertThat(password(sources.read("prod@" + program))).isEqualTo(" --vault-id=prod ");
        assertThatThrownBy(() -> sources.read("prod@" + folder.resolve("none")))
                .hasMessage("the vault password file '" + folder.resolve("none") + "' does not exist");
        Files.writeString(file, "\n");
        assertThatThrownBy(() -> sources.read(file.toString())).hasMessageEndingWith("is empty");
        Files.writeString(program, "#!/bin/sh\nexit 2\n");
        assertThatThrownBy(() -> sources.read("prod@" + program)).hasMessageEndingWith("ended with exit code 2");
    }

    @Test
    void neverPrintsAPassword() {
        assertThat(PROD.toString()).isEqualTo("vault id 'prod'");
        assertThat(new VaultValue("$ANSIBLE_VAULT;1.1;AES256\n00", "f", VaultSecrets.none()))
                .hasToString("(encrypted)");
    }

    private static String password(VaultSecret secret) {
        return new String(secret.password(), StandardCharsets.UTF_8);
    }
}
