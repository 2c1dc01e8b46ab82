package io.sounder.agent.backup;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sounder.agent.base.AgentException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LinkTargetsTest {
    private final LinkTargets links = new LinkTargets(Path.of("/data/pg"));

    @Test
    void acceptsSeparatePlaces() {
        assertThatCode(() -> {
                    links.folder("pg_tblspc/1", Path.of("/mnt/a"));
                    links.folder("pg_tblspc/2", Path.of("/mnt/ab"));
                    links.file("pg_data/postgresql.conf", Path.of("/etc/pg/postgresql.conf"));
                    links.file("pg_data/pg_hba.conf", Path.of("/etc/pg/pg_hba.conf"));
                })
                .doesNotThrowAnyException();
    }

    @Test
    void refusesTheDataFolderItself() {
        refused(() -> links.folder("pg_data/x", Path.of("/data/pg/base")), "is in PGDATA");
        refused(() -> links.file("pg_data/y", Path.of("/data/pg/y2")), "is in PGDATA");
        refused(() -> links.folder("pg_data/z", Path.of("/data")), "is in PGDATA");
    }

    @Test
    void refusesPlacesThatContainEachOther() {
        links.folder("pg_tblspc/1", Path.of("/mnt/a"));
        links.file("pg_data/c", Path.of("/etc/c"));
        refused(() -> links.folder("pg_tblspc/2", Path.of("/mnt/a")), "'pg_tblspc/1'");
        refused(() -> links.folder("pg_tblspc/2", Path.of("/mnt/a/b")), "'/mnt/a'");
        refused(() -> links.folder("pg_tblspc/2", Path.of("/mnt")), "'/mnt/a'");
        refused(() -> links.file("pg_data/f", Path.of("/mnt/a/f")), "'/mnt/a'");
        refused(() -> links.file("pg_data/f", Path.of("/etc/c")), "'pg_data/c'");
        refused(() -> links.folder("pg_data/f", Path.of("/etc")), "'pg_data/c'");
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String part) {
        assertThatThrownBy(call).isInstanceOf(AgentException.class).hasMessageContaining(part);
    }
}
