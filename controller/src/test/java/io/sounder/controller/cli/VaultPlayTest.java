package io.sounder.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.controller.testing.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted files and values in a play, and the vault command itself. */
final class VaultPlayTest {
    @TempDir
    Path folder;

    private Path password;

    @BeforeEach
    void prepare() throws IOException {
        password = write("password", "correct horse\n");
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        return Files.writeString(file, text);
    }

    private Invocation vault(String... words) {
        List<String> all = new ArrayList<>(List.of("vault"));
        all.addAll(List.of(words));
        all.addAll(List.of("--vault-password-file", password.toString()));
        return Invocation.of(all.toArray(String[]::new));
    }

    private void encrypt(Path file) throws IOException {
        assertThat(vault("encrypt", file.toString()).code()).isZero();
        assertThat(Files.readString(file)).startsWith("$ANSIBLE_VAULT;1.1;AES256\n");
    }

    private List<String> play() throws IOException {
        encrypt(write("group_vars/all.yml", "whole: from the file\n"));
        encrypt(write("files/secret.txt", "sent {{ x }}\n"));
        encrypt(write("templates/secret.j2", "rendered {{ whole }}\n"));
        encrypt(write("more.yml", "more: from more\n"));
        String inline =
                vault("encrypt_string", "--name", "inline", "{{ no }} template").out();
        Path inventory = write(
                "hosts.yml", "all:\n  hosts: { one: { ansible_connection: local } }\n  vars:\n" + inline.indent(4));
        Path playbook = write("play.yml", """
                - hosts: all
                  gather_facts: false
                  vars_files: [more.yml]
                  tasks:
                    - copy: { src: secret.txt, dest: '%1$s/copied' }
                    - copy: { src: secret.txt, dest: '%1$s/as_is', decrypt: false }
                    - template: { src: secret.j2, dest: '%1$s/rendered' }
                    - copy:
                        dest: '%1$s/values'
                        content: "{{ inline }}|{{ whole }}|{{ more }}|{{ lookup('file', 'secret.txt') }}|{{ inline | length }}"
                """.formatted(folder));
        return new ArrayList<>(List.of("play", "-i", inventory.toString(), playbook.toString()));
    }

    @Test
    void decryptsWhereAnsibleDoes() throws IOException {
        List<String> words = play();
        words.addAll(List.of("--vault-id", "any@" + password));
        Invocation run = Invocation.of(words.toArray(String[]::new));
        assertThat(run.code()).as(run.out() + run.err()).isZero();
        assertThat(folder.resolve("copied")).hasContent("sent {{ x }}\n");
        assertThat(folder.resolve("as_is")).hasSameTextualContentAs(folder.resolve("files/secret.txt"));
        assertThat(folder.resolve("rendered")).hasContent("rendered from the file\n");
        assertThat(Files.readString(folder.resolve("values")))
                .isEqualTo("{{ no }} template|from the file|from more|sent {{ x }}|17");
    }

    @Test
    void namesTheFileThatAWrongPasswordCannotOpen() throws IOException {
        List<String> words = play();
        Path wrong = write("wrong", "battery staple\n");
        List<String> withWrong = new ArrayList<>(words);
        withWrong.addAll(List.of("--vault-password-file", wrong.toString()));
        Invocation run = Invocation.of(withWrong.toArray(String[]::new));
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.errors())
                .containsExactly("ERROR: " + folder.resolve("group_vars/all.yml")
                        + ": none of the given vault passwords can decrypt it");
        assertThat(run.out() + run.err()).doesNotContain("horse").doesNotContain("staple");
        Invocation without = Invocation.of(words.toArray(String[]::new));
        assertThat(without.code()).isEqualTo(4);
        assertThat(without.err()).contains("no vault password was given", "HINT: ");
        assertThat(folder.resolve("copied")).doesNotExist();
    }

    @Test
    void changesFilesAndTheirPasswords() throws IOException {
        Path file = write("data", "a: 1\n");
        encrypt(file);
        assertThat(vault("view", file.toString()).out()).isEqualTo("a: 1\n");
        assertThat(vault("encrypt", file.toString()).err()).contains("'" + file + "' is already encrypted");
        Path fresh = write("fresh", "new\n");
        assertThat(vault("rekey", "--new-vault-id", "prod@" + fresh, file.toString())
                        .code())
                .isZero();
        assertThat(Files.readString(file)).startsWith("$ANSIBLE_VAULT;1.2;AES256;prod\n");
        assertThat(vault("view", file.toString()).err())
                .contains(file + ": none of the given vault passwords can decrypt it (its vault id is 'prod')");
        Files.copy(fresh, password, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(vault("decrypt", file.toString()).code()).isZero();
        assertThat(file).hasContent("a: 1\n");
        assertThat(vault("view", file.toString()).err()).contains("'" + file + "' is not encrypted");
    }

    @Test
    void givesWhatTheEditorLeft() throws IOException {
        Path file = write("data", "a: 1\n");
        encrypt(file);
        Invocation run = Invocation.in(
                java.util.Map.of("EDITOR", "sed -i s/1/2/"),
                "vault",
                "edit",
                file.toString(),
                "--vault-password-file",
                password.toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(vault("view", file.toString()).out()).isEqualTo("a: 2\n");
    }
}
