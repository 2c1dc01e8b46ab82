package io.sounder.agent.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseFolderTest {

    @ParameterizedTest
    @CsvSource({
        "pg_data/global,true",
        "pg_data/base/5,true",
        "pg_tblspc/16384/PG_15_202209061/5,true",
        "pg_data/base,false",
        "pg_data/base/pgsql_tmp,false",
        "pg_data/pg_xact,false",
        "pg_tblspc/16384/PG_15_202209061,false"
    })
    void isWhereRelationsAre(String name, boolean expected) {
        assertThat(DatabaseFolder.is(name)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "pg_data/base/5/1259,true",
        "pg_data/base/5/1259.3,true",
        "pg_data/base/5/1259_vm,true",
        "pg_data/base/5/PG_VERSION,false",
        "pg_data/base/5/pg_filenode.map,false",
        "pg_data/global/pg_control,false",
        "pg_data/PG_VERSION,false",
        "pg_data/pg_xact/0000,false"
    })
    void knowsFilesWithPages(String name, boolean expected) {
        assertThat(DatabaseFolder.hasPages(name)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"pg_data/base/5/1259,0", "pg_data/base/5/1259.3,3", "pg_data/base/5/1259_fsm.12,12", "a/b.conf,0"})
    void readsTheSegmentNumber(String name, long expected) {
        assertThat(DatabaseFolder.segment(name)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "t3_16385",
                "t3_16385_fsm",
                "t3_16385.1",
                "pg_internal.init",
                "pg_internal.init.1234",
                "100",
                "100.1",
                "100_vm",
                "100_fsm.2"
            })
    void leavesOutTemporaryAndUnloggedRelations(String name) {
        assertThat(new DatabaseFolder(List.of("100", "100_init", "200")).excludes(name))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"100_init", "200", "200_vm", "1001", "t3_x", "pg_internal.init.x"})
    void keepsEverythingElse(String name) {
        assertThat(new DatabaseFolder(List.of("100", "100_init", "200")).excludes(name))
                .isFalse();
    }

    @Test
    void needsTheInitForkInTheSameFolder() {
        assertThat(new DatabaseFolder(List.of("100")).excludes("100")).isFalse();
    }
}
