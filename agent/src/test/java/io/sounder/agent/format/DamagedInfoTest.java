package io.sounder.agent.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.agent.testing.Damage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Info files with random damage, with the right checksum and without: what is read can be written and read again. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DamagedInfoTest {
    private static final int ROUNDS = 3000;

    private static final String RICH = HostileManifestTest.MANIFEST.replace("[target:file:default]", """
            pg_data/base/5/1={"bi":2,"bic":7,"bim":70,"bni":1,"bno":12,"checksum":"2222222222222222222222222222222222222222",\
            "checksum-page":false,"checksum-page-error":[1,[3,5]],"group":false,"mode":"0640",\
            "rck":"3333333333333333333333333333333333333333","reference":"20261120-203608F","repo-size":99,\
            "size":16384,"szo":8192,"timestamp":1700000000,"user":"o\\"\\u00e4"}

            [target:file:default]""");

    private static byte[] signed(byte[] content) {
        return SignedInfo.bytes(SignedInfo.sign(new String(content, StandardCharsets.UTF_8)));
    }

    private static Manifest manifest(byte[] content) throws IOException {
        return Manifest.read(new ByteArrayInputStream(content));
    }

    private static byte[] written(Manifest manifest) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        manifest.write(out);
        return out.toByteArray();
    }

    private static byte[] backupInfo() throws IOException {
        return BackupInfo.create(new PgDb(-5, "15", 202_209_061, 1300), Optional.of("secret"))
                .with(BackupEntry.of(manifest(signed(SignedInfo.bytes(RICH)))))
                .bytes();
    }

    @Test
    void manifests() throws IOException {
        assertThat(manifest(signed(SignedInfo.bytes(RICH))).files()).hasSize(2);
        new Damage(ROUNDS, SignedInfo.bytes(RICH)).feed(content -> {
            byte[] once = written(manifest(signed(content)));
            assertThat(written(manifest(once))).isEqualTo(once);
        });
        new Damage(ROUNDS / 4, SignedInfo.bytes(RICH)).feed(DamagedInfoTest::manifest);
    }

    @Test
    void backupInfos() throws IOException {
        new Damage(ROUNDS, backupInfo()).feed(content -> {
            byte[] once =
                    BackupInfo.read(new ByteArrayInputStream(signed(content))).bytes();
            assertThat(BackupInfo.read(new ByteArrayInputStream(once)).bytes()).isEqualTo(once);
        });
    }

    @Test
    void archiveInfos() {
        byte[] good =
                ArchiveInfo.create(new PgId(-5, "9.6"), Optional.of("secret")).bytes();
        new Damage(ROUNDS, good).feed(content -> {
            byte[] once =
                    ArchiveInfo.read(new ByteArrayInputStream(signed(content))).bytes();
            assertThat(ArchiveInfo.read(new ByteArrayInputStream(once)).bytes()).isEqualTo(once);
        });
    }

    @Test
    void jsonValues() {
        String good = "{\"a\":[1,-2,18446744073709551615,[],{}],\"b\":\"x\\u00e4\\n\\\\\",\"c\":null,\"d\":true}";
        new Damage(5 * ROUNDS, SignedInfo.bytes(good)).feed(content -> {
            Json value = JsonText.parse(new String(content, StandardCharsets.UTF_8));
            assertThat(JsonText.parse(JsonText.write(value))).isEqualTo(value);
        });
    }

    @RepeatedTest(200)
    void jsonComesBack(RepetitionInfo info) {
        Json value = json(new Random(info.getCurrentRepetition()), 4);
        assertThat(JsonText.parse(JsonText.write(value))).isEqualTo(value);
    }

    private static Json json(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> Json.of(random.nextBoolean());
            case 1 -> new Json.Null();
            case 2 -> Json.ofUnsigned(random.nextLong());
            case 3 -> Json.of(random.nextLong() >> random.nextInt(64));
            case 4 -> Json.of(text(random));
            case 5 -> {
                List<Json> items = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    items.add(json(random, depth - 1));
                }
                yield Json.of(items);
            }
            default -> {
                Json.ObjectBuilder members = Json.object();
                for (int i = random.nextInt(4); i > 0; i--) {
                    members.put(text(random), json(random, depth - 1));
                }
                yield members.build();
            }
        };
    }

    /** Characters of one to four bytes, those that JSON escapes among them. */
    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            int limit = List.of(0x80, 0x80, 0x800, 0xD800, 0x11_0000).get(random.nextInt(5));
            int point = random.nextInt(limit);
            text.appendCodePoint(point >= 0xD800 && point < 0xE000 ? '"' : point);
        }
        return text.toString();
    }
}
