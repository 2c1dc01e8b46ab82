package io.sounder.controller.playbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The playbooks are valid Ansible, and both programs see the same tasks in them. */
class PlaybookListingIT {

    @ParameterizedTest
    @ValueSource(strings = {"pgsql.yml", "node.yml", "pgsql-rm.yml", "pgsql-pitr.yml"})
    void passesTheSyntaxCheckOfAnsible(String playbook) {
        assumeAnsible();
        Played.byAnsible(playbook, List.of("--syntax-check")).succeeded();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pgsql.yml", "node.yml", "pgsql-rm.yml", "pgsql-pitr.yml"})
    void passesOurSyntaxCheck(String playbook) {
        Played.bySounder(playbook, List.of("--syntax-check")).succeeded();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pgsql.yml", "node.yml", "pgsql-rm.yml", "pgsql-pitr.yml"})
    void listsTheTasksThatAnsibleLists(String playbook) {
        assumeAnsible();
        assertThat(tasks(Played.bySounder(playbook, List.of("--list-tasks")).succeeded()))
                .isEqualTo(tasks(
                        Played.byAnsible(playbook, List.of("--list-tasks")).succeeded()))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pg_backup", "pgbackrest", "pgbackrest_config", "pg_crontab", "pg_install"})
    void selectsTheTasksThatAnsibleSelects(String tag) {
        assumeAnsible();
        List<String> arguments = List.of("--list-tasks", "-t", tag);
        assertThat(tasks(Played.bySounder("pgsql.yml", arguments).succeeded()))
                .isEqualTo(tasks(Played.byAnsible("pgsql.yml", arguments).succeeded()))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pgsql.yml", "node.yml", "pgsql-rm.yml", "pgsql-pitr.yml"})
    void listsTheTagsThatAnsibleLists(String playbook) {
        assumeAnsible();
        assertThat(tags(Played.bySounder(playbook, List.of("--list-tags")).succeeded()))
                .isEqualTo(
                        tags(Played.byAnsible(playbook, List.of("--list-tags")).succeeded()));
    }

    private static List<String> tasks(Played played) {
        return played.output()
                .lines()
                .filter(line -> line.contains("TAGS:"))
                .map(String::strip)
                .toList();
    }

    private static String tags(Played played) {
        return played.output()
                .lines()
                .filter(line -> line.contains("TASK TAGS:"))
                .map(String::strip)
                .findFirst()
                .orElseThrow(() -> new AssertionError(played.output()));
    }

    private static void assumeAnsible() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/ansible-playbook")), "ansible-playbook is not installed");
    }
}
