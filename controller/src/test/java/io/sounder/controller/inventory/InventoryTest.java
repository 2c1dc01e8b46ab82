package io.sounder.controller.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryTest {
    private static final String PIGSTY = """
            all:
              children:
                infra: { hosts: { 10.10.10.10: { infra_seq: 1 } } }
                etcd: { hosts: { 10.10.10.10: { etcd_seq: 1 } }, vars: { etcd_cluster: etcd, who: etcd } }
                pg-meta:
                  hosts: { 10.10.10.10: { pg_seq: 1, pg_role: primary } }
                  vars: { pg_cluster: pg-meta, who: pg-meta }
                pg-test:
                  hosts:
                    10.10.10.11: { pg_seq: 1, pg_role: primary }
                    10.10.10.12: { pg_seq: 2, pg_role: replica }
                    10.10.10.13: { pg_seq: 3, pg_role: replica, who: host }
                  vars: { pg_cluster: pg-test, who: pg-test }
              vars: { version: v4.5.0, who: all }
            """;

    @TempDir
    Path folder;

    private final List<String> warnings = new ArrayList<>();

    private Inventory load(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("pigsty.yml"), text);
        return Inventory.load(List.of(file.toString()), warnings::add);
    }

    private static List<String> names(List<Host> hosts) {
        return hosts.stream().map(Host::name).toList();
    }

    @Test
    void theNearestDefinitionOfAVariableWins() throws IOException {
        Inventory inventory = load(PIGSTY);
        assertThat(inventory.variables(new Host("10.10.10.10", false), folder))
                .containsEntry("who", "pg-meta")
                .containsEntry("pg_seq", 1L)
                .containsEntry("etcd_cluster", "etcd")
                .containsEntry("version", "v4.5.0");
        assertThat(inventory.variables(new Host("10.10.10.13", false), folder)).containsEntry("who", "host");
    }

    @Test
    void filesOfVariablesRankBetweenTheInventorysOwn() throws IOException {
        Files.createDirectories(folder.resolve("group_vars/pg-test"));
        Files.createDirectories(folder.resolve("host_vars"));
        Files.writeString(folder.resolve("group_vars/all.yml"), "who: group_vars/all\nonly_file: 1\n");
        Files.writeString(folder.resolve("group_vars/pg-test/a.yml"), "pg_cluster: from-file\n");
        Files.writeString(folder.resolve("host_vars/10.10.10.11.yml"), "pg_seq: 9\n");
        assertThat(load(PIGSTY).variables(new Host("10.10.10.11", false), folder))
                .containsEntry("who", "group_vars/all")
                .containsEntry("only_file", 1L)
                .containsEntry("pg_cluster", "from-file")
                .containsEntry("pg_seq", 9L);
    }

    @Test
    void patternsFindHosts() throws IOException {
        Inventory inventory = load(PIGSTY);
        assertThat(names(inventory.match("pg-test"))).containsExactly("10.10.10.11", "10.10.10.12", "10.10.10.13");
        assertThat(names(inventory.match("pg-test,!10.10.10.13"))).containsExactly("10.10.10.11", "10.10.10.12");
        assertThat(names(inventory.match("10.10.10.12,10.10.10.10,&pg-test"))).containsExactly("10.10.10.12");
        assertThat(names(inventory.match("10.10.10.1*"))).hasSize(4);
        assertThat(names(inventory.match("infra:etcd:pg-test:!pg-test[1:]")))
                .containsExactly("10.10.10.10", "10.10.10.11");
        assertThat(names(inventory.match("pg-test[-1]"))).containsExactly("10.10.10.13");
        assertThat(names(inventory.match("~10\\.10\\.10\\.1[12]"))).containsExactly("10.10.10.11", "10.10.10.12");
        assertThat(names(inventory.match("all"))).hasSize(4);
        assertThat(names(inventory.match("all", "pg-meta"))).containsExactly("10.10.10.10");
        assertThat(inventory.match("localhost")).containsExactly(new Host("localhost", true));
        assertThat(inventory.match("nothing")).isEmpty();
        assertThat(warnings).singleElement().asString().contains("'nothing'");
    }

    @Test
    void groupsAreKnownByHostAndHostsByGroup() throws IOException {
        Inventory inventory = load(PIGSTY);
        assertThat(inventory.groups())
                .containsEntry("pg-test", List.of("10.10.10.11", "10.10.10.12", "10.10.10.13"))
                .containsKeys("all", "ungrouped");
        assertThat(inventory.groupNames(new Host("10.10.10.10", false))).containsExactly("etcd", "infra", "pg-meta");
    }

    @Test
    void rangesAndPortsBecomeHosts() throws IOException {
        Inventory inventory = load("all: { hosts: { 'web[08:10].x': , 'db-[a:c]:2222': } }");
        assertThat(names(inventory.hosts())).containsExactly("web08.x", "web09.x", "web10.x", "db-a", "db-b", "db-c");
        assertThat(inventory.variables(new Host("db-a", false), folder)).containsEntry("ansible_port", 2222L);
    }

    @Test
    void hostListsAndIniFilesAreInventoriesToo() throws IOException {
        assertThat(names(Inventory.load(List.of("a,b:2200,"), warnings::add).hosts()))
                .containsExactly("a", "b");
        Path ini = Files.writeString(
                folder.resolve("hosts"),
                "one\n[web]\nw[1:2] port=80 name='a b'\n[web:vars]\nx=1\n[top:children]\nweb\n");
        Inventory inventory = Inventory.load(List.of(ini.toString()), warnings::add);
        assertThat(inventory.variables(new Host("w2", false), folder))
                .containsEntry("port", 80L)
                .containsEntry("name", "a b")
                .containsEntry("x", 1L);
        assertThat(inventory.groups()).containsEntry("top", List.of("w1", "w2"));
    }

    @Test
    void priorityBreaksTiesBetweenGroupsOfOneDepth() throws IOException {
        Inventory inventory =
                load("a: {hosts: {h: }, vars: {x: a, ansible_group_priority: 10}}\nb: {hosts: {h: }, vars: {x: b}}");
        assertThat(inventory.variables(new Host("h", false), folder)).containsEntry("x", "a");
    }

    @Test
    void mistakesAreNamedWithFileLineAndColumn() {
        assertThatThrownBy(() -> load("all:\n  hosts:\n    - a\n"))
                .isInstanceOf(ControllerException.class)
                .hasMessage(folder.resolve("pigsty.yml")
                        + ":3:5: 'hosts' of the group 'all' has to be a map of hosts, but this is a list");
        assertThatThrownBy(() -> load("all:\n  hosts: { a: {\n"))
                .hasMessageContaining("pigsty.yml:3:1: not valid YAML")
                .extracting(error -> ((ControllerException) error).exitCode())
                .isEqualTo(ExitCode.PARSE);
        assertThatThrownBy(() -> load("all: { vars: { x: {{ y }} } }"))
                .hasMessageContaining("pigsty.yml:1:")
                .hasMessageContaining("HINT");
        assertThatThrownBy(() -> Inventory.load(List.of(folder.resolve("none").toString()), warnings::add))
                .hasMessageContaining("there is no such file");
    }

    @Test
    void unknownKeysAndDuplicateKeysAreWarnedOf() throws IOException {
        load("all: { host: { a: }, vars: { x: 1, x: 2 } }");
        assertThat(warnings).anySatisfy(text -> assertThat(text).contains("skipped 'host' of the group 'all'"));
        assertThat(warnings).anySatisfy(text -> assertThat(text).contains("the key 'x' stands twice"));
    }

    @Test
    void aLoopOfGroupsIsAnError() {
        assertThatThrownBy(() -> load("a: { children: { b: { children: { a: } } } }"))
                .hasMessageContaining("makes a loop");
    }
}
