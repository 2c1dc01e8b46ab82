package io.sounder.agent.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Manifests with a right checksum that no backup makes. */
class HostileManifestTest {
    private static final String FILE = "pg_data/PG_VERSION";
    private static final String SIZES = "\"size\":3,\"timestamp\":1700000000}";
    static final String MANIFEST = """
            [backup]
            backup-archive-start="000000010000000000000002"
            backup-label="20261120-203608F"
            backup-timestamp-copy-start=1795207008
            backup-timestamp-start=1795207007
            backup-timestamp-stop=1795207009
            backup-type="full"

            [backup:db]
            db-catalog-version=202209061
            db-control-version=1300
            db-id=1
            db-system-id=7710355174995933372
            db-version="15"

            [backup:option]
            option-archive-check=true
            option-archive-copy=false
            option-compress=false
            option-hardlink=false
            option-online=true

            [backup:target]
            pg_data={"path":"/data","type":"path"}
            pg_tblspc/16384={"path":"/ts","tablespace-id":"16384","tablespace-name":"ts","type":"link"}

            [target:file]
            pg_data/PG_VERSION={"checksum":"1111111111111111111111111111111111111111",SIZES

            [target:file:default]
            group="postgres"
            mode="0600"
            user="postgres"

            [target:link]
            pg_data/pg_tblspc/16384={"destination":"/ts"}

            [target:link:default]
            group="postgres"
            user="postgres"

            [target:path]
            pg_data={}
            pg_tblspc={}

            [target:path:default]
            group="postgres"
            mode="0700"
            user="postgres"

            [backrest]
            backrest-format=5
            backrest-version="2.59.1"
            backrest-checksum="?"
            """.replace("SIZES", SIZES);

    private static Manifest read(String text) throws IOException {
        return Manifest.read(new ByteArrayInputStream(SignedInfo.bytes(SignedInfo.sign(text))));
    }

    @Test
    void theUnchangedOneIsRead() throws IOException {
        assertThat(read(MANIFEST).file(FILE)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pg_data/../../x",
                "pg_data//etc/x",
                "pg_data/..",
                "pg_data/.",
                "pg_data/",
                "pg_data/a/",
                "../pg_data",
                "/etc/x",
                "other/x",
                "pg_tblspc/../x",
                "pg_tblspc/16384/../../x",
                "bundle/1"
            })
    void namesThatLeadOutAreRefused(String name) {
        refuse(MANIFEST.replace(FILE + "=", name + "="), "'" + name + "'");
        refuse(MANIFEST.replace("pg_tblspc={}", name + "={}"), "'" + name + "'");
        refuse(MANIFEST.replace("pg_data/pg_tblspc/16384=", name + "="), "'" + name + "'");
        refuse(MANIFEST.replace("pg_tblspc/16384={\"path", name + "={\"path"), "'" + name + "'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"tablespace-id\":\"16384\" | \"tablespace-id\":\"../../x\" | '../../x'",
                "\"tablespace-id\":\"16384\" | \"tablespace-id\":\"1\" | 'pg_tblspc/16384'",
                "\"path\":\"/data\" | \"path\":\"/data\",\"file\":\"../x\" | '../x'",
                "db-version=\"15\" | db-version=\"../../x\" | '../../x'"
            })
    void otherPartsOfPathsAreRefused(String from, String to, String named) {
        refuse(MANIFEST.replace(from, to), named);
    }

    @Test
    void aNameMayNotBeThereTwice() {
        String line = MANIFEST.lines()
                .filter(each -> each.startsWith(FILE))
                .findFirst()
                .orElseThrow();
        refuse(MANIFEST.replace(line, line + "\n" + line), "'" + FILE + "' twice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"bi\":4294967296",
                "\"bi\":-1",
                "\"bi\":100000",
                "\"bic\":99999999999",
                "\"bim\":-7",
                "\"bim\":9223372036854775807",
                "\"bni\":-1",
                "\"bno\":-1",
                "\"bno\":18446744073709551615",
                "\"checksum-page-error\":[[]]",
                "\"checksum-page-error\":[[7,3]]",
                "\"checksum-page-error\":[-3]",
                "\"checksum-page-error\":7",
                "\"mode\":\"rwx\"",
                "\"reference\":\"../x\"",
                "\"repo-size\":-1",
                "\"size\":-1",
                "\"szo\":true"
            })
    void impossibleNumbersAreRefusedWithFileAndKey(String member) {
        String key = member.substring(1, member.indexOf(':') - 1);
        refuse(
                MANIFEST.replace(SIZES, SIZES.replace("}", "," + member + "}")),
                "invalid '" + key + "' of file '" + FILE + "'");
    }

    @Test
    void aBlockMapNeedsABlockSize() {
        refuse(MANIFEST.replace(SIZES, SIZES.replace("}", ",\"bim\":7}")), "invalid 'bi' of file '" + FILE + "'");
    }

    @Test
    void aMissingNumberIsNamed() {
        refuse(MANIFEST.replace("\"size\":3,", ""), "invalid 'size' of file '" + FILE + "'");
        refuse(MANIFEST.replace(",\"timestamp\":1700000000", ""), "invalid 'timestamp' of file '" + FILE + "'");
    }

    @Test
    void numbersOfClustersHave32Bits() {
        assertThatThrownBy(() -> read(MANIFEST.replace("db-id=1", "db-id=4294967296")))
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("4294967296");
    }

    @Test
    void aLineWithoutEndIsRefusedBeforeItFillsTheMemory() {
        byte[] endless = new byte[20 << 20];
        Arrays.fill(endless, (byte) 'x');
        assertThatThrownBy(() -> Manifest.read(new ByteArrayInputStream(endless)))
                .isInstanceOfSatisfying(
                        AgentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FORMAT))
                .hasMessageContaining("a line of an info file has more than");
    }

    private static void refuse(String text, String named) {
        assertThat(text).isNotEqualTo(MANIFEST);
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        AgentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FORMAT))
                .hasMessageContaining(named);
    }
}
