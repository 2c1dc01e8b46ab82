package io.sounder.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.controller.testing.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wrong input gives one clear sentence and an exit code, and nothing is changed. */
final class WrongInputTest {
    @TempDir
    Path folder;

    private Path mark;
    private Path inventory;

    @BeforeEach
    void prepare() throws IOException {
        mark = folder.resolve("mark");
        inventory = write("inventory.yml", """
                all:
                  hosts:
                    one: { ansible_connection: local }
                """);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /** A play whose first task leaves a mark, followed by some task. */
    private Path playbook(String task) throws IOException {
        return write("play.yml", """
                - hosts: all
                  gather_facts: false
                  tasks:
                    - name: mark
                      shell: touch '%s'
                      tags: pg_backup
                %s""".formatted(mark, task.indent(4)));
    }

    private Invocation play(Path playbook, String... more) {
        String[] words = {"play", "-i", inventory.toString(), playbook.toString()};
        String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return Invocation.of(all);
    }

    private void refused(Invocation run, int code, String... parts) {
        assertThat(run.errors()).as(run.err()).hasSize(1);
        assertThat(run.errors().getFirst()).startsWith("ERROR: ").doesNotEndWith(".");
        assertThat(run.err()).contains(parts);
        assertThat(run.code()).isEqualTo(code);
        assertThat(run.out()).isEmpty();
        assertThat(mark).doesNotExist();
    }

    @Test
    void refusesAnUnknownOption() throws IOException {
        refused(play(playbook(""), "--no-such-option"), 2, "unknown option", "'--no-such-option'", "HINT: ");
    }

    @Test
    void refusesAnUnknownTagAndNamesSimilarOnes() throws IOException {
        refused(play(playbook(""), "-t", "pg_backupp"), 1, "'pg_backupp'", "did you mean 'pg_backup'?");
    }

    @Test
    void refusesALimitThatMatchesNoHost() throws IOException {
        refused(play(playbook(""), "-l", "nowhere"), 1, "'nowhere'", "--list-hosts");
    }

    @Test
    void namesThePlaceOfASyntaxErrorInTheInventory() throws IOException {
        write("inventory.yml", "all:\n  hosts:\n    one: { a: 1\n    two: {}\n");
        refused(play(playbook("")), 4, inventory + ":4:");
    }

    @Test
    void namesThePlaceOfAWrongStructureInTheInventory() throws IOException {
        write("inventory.yml", "all:\n  hosts:\n    one: {}\n  children:\n    - pg-meta\n");
        refused(play(playbook("")), 4, inventory + ":5:5: ");
    }

    @Test
    void namesThePlaceOfAnUndefinedGroupInTheInventory() throws IOException {
        inventory = write("hosts.ini", "one ansible_connection=local\n[all:children]\nmissing\n");
        refused(play(playbook("")), 4, inventory + ":3:1: ", "'missing'");
    }

    @Test
    void refusesAnUnknownInventoryPlugin() throws IOException {
        inventory = write("some.yml", "plugin: cloudy\nregion: x\n");
        refused(play(playbook("")), 4, inventory + ":1:9: ", "'cloudy'");
    }

    @Test
    void namesAnExpressionOfAnInventoryThatCannotBeEvaluated() throws IOException {
        inventory = Files.createDirectory(folder.resolve("inventory"));
        Files.writeString(inventory.resolve("a.yml"), "all: { hosts: { one: {} } }\n");
        Files.writeString(
                inventory.resolve("b.yml"), "plugin: constructed\nstrict: true\ncompose: { x: nothing + 1 }\n");
        refused(play(playbook("")), 4, inventory + "/b.yml:1:1: ", "'nothing + 1'", "'one'", "'nothing' is undefined");
    }

    @Test
    void refusesADebugger() throws IOException {
        Path play = playbook("- debug: { msg: x }\n  debugger: on_failed\n");
        refused(play(play), 4, play + ":8:17: ", "'debugger: on_failed'", "interactive");
    }

    @Test
    void refusesAnUnknownModuleBeforeAnythingRuns() throws IOException {
        Path play = playbook("- name: install\n  pigz: state=present\n");
        refused(play(play), 4, play + ":7:7: ", "'pigz'", "'install'");
    }

    @Test
    void refusesAnUnknownKeywordBeforeAnythingRuns() throws IOException {
        Path play = playbook("- name: typo\n  command: id\n  whenn: true\n");
        refused(play(play), 4, play + ":9:7: ", "'whenn'", "'typo'");
    }

    @Test
    void refusesAnArgumentThatItWouldIgnoreBeforeAnythingRuns() throws IOException {
        Path play = playbook("- name: label\n  file: { path: /tmp, setype: tmp_t }\n");
        refused(play(play), 4, play + ":7:7: ", "argument 'setype' of module 'file' is not supported", "'label'");
    }

    @Test
    void refusesAnUnknownArgumentBeforeAnythingRuns() throws IOException {
        Path play = playbook("- name: typo\n  copy: { dset: /tmp/x, content: x }\n");
        refused(play(play), 4, play + ":7:7: ", "module 'copy' has no argument 'dset'", "'typo'");
    }

    @Test
    void refusesAMissingArgumentBeforeAnythingRuns() throws IOException {
        Path play = playbook("- name: nowhere\n  copy: { content: x }\n");
        refused(play(play), 4, play + ":7:7: ", "module 'copy' needs the argument 'dest'", "'nowhere'");
    }

    @Test
    void refusesAnUnknownMetaActionBeforeAnythingRuns() throws IOException {
        Path play = playbook("- meta: end_everything\n");
        refused(play(play), 4, play + ":7:7: ", "invalid meta action 'end_everything'");
    }

    @Test
    void refusesAnUnknownLookupBeforeAnythingRuns() throws IOException {
        Path play = playbook("- name: loops\n  debug: { msg: x }\n  with_nothing: [1]\n");
        refused(play(play), 4, play + ":9:7: ", "there is no lookup for 'with_nothing'", "'loops'");
    }

    @Test
    void namesThePlaceOfASyntaxErrorInThePlaybook() throws IOException {
        Path play = playbook("- debug: { msg: x }\n - debug: { msg: y }\n");
        refused(play(play), 4, play + ":8:");
    }

    @Test
    void namesThePlaceOfARoleThatIsNotThere() throws IOException {
        Path play = playbook("- import_role: { name: nowhere }\n");
        refused(play(play), 1, play + ":7:7: ", "role 'nowhere' not found in ");
    }

    @Test
    void tellsWhichVariableRefersToItself() throws IOException {
        Invocation run =
                play(playbook("- debug: { msg: '{{ a }}' }\n  vars: { a: '{{ b }}', b: '{{ a }}' }\n"), "--check");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).contains("fatal: [one]", "recursive loop", "'a'");
    }

    @Test
    void keepsOutputThatIsLargeOrBinary() throws IOException {
        Invocation run = play(playbook("""
                - shell: head -c 2000000 /dev/zero | tr '\\0' x; printf '\\377\\376'
                  register: large
                - debug: { msg: "length {{ large.stdout | length }}" }
                """));
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("length 2000002");
    }

    @Test
    void namesAnUndefinedVariableWithItsTemplateAndLine() throws IOException {
        write("wrong.j2", "first\n\nport={{ no_such_port }}\n");
        Path target = folder.resolve("target");
        Invocation run =
                play(playbook("- name: config\n  template: { src: wrong.j2, dest: " + target + " }\n"), "--check");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).contains("fatal: [one]", "'no_such_port' is undefined", "wrong.j2", "line 3");
        assertThat(target).doesNotExist();
    }
}
