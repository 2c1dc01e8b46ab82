package io.sounder.agent.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockMapTest {
    private static final int BLOCK = 8192;
    private static final int CHECKSUM = 6;
    private static final int ROUNDS = 20_000;

    private static BlockMap.Shape shape(long fileSize, int references) {
        return new BlockMap.Shape(BLOCK, CHECKSUM, fileSize, references);
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    @Test
    void readsAMapOfOneSuperBlock() {
        BlockMap map = BlockMap.decode(hex("000701dab640e30e04e3c1b9e6c059693c2a4a058f"), shape(2 * BLOCK, 1));

        assertThat(map.blocks()).isEqualTo(2);
        assertThat(map.home(1)).isEqualTo(new SuperBlock(0, 1, 1_055_578, 236, 2 * BLOCK));
        assertThat(map.number(1)).isEqualTo(1);
        assertThat(map.matches(1, hex("693c2a4a058fffff"))).isTrue();
        assertThat(map.matches(1, hex("693c2a4a058effff"))).isFalse();
    }

    @Test
    void readsAMapOfABlockThatChangedInTheMiddle() {
        String stored =
                "000601f3d58001afba020802fb20da8d258a5d4c7dbbe7bd1601c0f301d99f03d0d698e981ad0701010557aa71aec8";
        BlockMap map = BlockMap.decode(hex(stored), shape(4 * BLOCK, 3));

        assertThat(map.home(0)).isEqualTo(map.home(3)).isEqualTo(new SuperBlock(0, 1, 2_108_147, 5029, 4 * BLOCK));
        assertThat(map.home(2)).isEqualTo(new SuperBlock(2, 1, 31_168, 1703, BLOCK));
        assertThat(List.of(map.number(1), map.number(2), map.number(3))).containsExactly(1, 0, 3);
    }

    /** A chain of backups, each of which changes, cuts, or lengthens the file at random. */
    @RepeatedTest(60)
    void roundTripsTheMapsOfAChain(RepetitionInfo info) {
        Random random = new Random(info.getCurrentRepetition());
        int last = 1 + random.nextInt(BLOCK);
        Chains chains = new Chains(random);
        for (int reference = 0; reference < 12; reference++) {
            BlockMap map = chains.backup(reference);
            long size = (map.blocks() - 1L) * BLOCK + last;
            BlockMap read = BlockMap.decode(map.encode(), shape(size, reference + 1));
            assertThat(places(read)).isEqualTo(places(map));
            assertThat(read.encode()).isEqualTo(map.encode());
        }
    }

    private static List<String> places(BlockMap map) {
        List<String> places = new ArrayList<>();
        for (int i = 0; i < map.blocks(); i++) {
            MapOutput checksum = new MapOutput();
            map.writeChecksum(i, checksum);
            places.add(map.home(i) + "/" + map.number(i) + "/" + HexFormat.of().formatHex(checksum.toByteArray()));
        }
        return places;
    }

    /** Plays what a writer does with a file over several backups. */
    private static final class Chains {
        private final Random random;
        private BlockMap prior = new BlockMap.Builder(BLOCK, CHECKSUM).build();

        Chains(Random random) {
            this.random = random;
        }

        BlockMap backup(int reference) {
            int blocks = prior.blocks() == 0 || random.nextInt(5) == 0 ? 1 + random.nextInt(200) : prior.blocks();
            int percent = random.nextInt(60);
            List<Integer> changed = new ArrayList<>();
            for (int i = 0; i < blocks; i++) {
                if (i >= prior.blocks() || random.nextInt(100) < percent) {
                    changed.add(i);
                }
            }
            BlockMap map = merge(blocks, changed, reference);
            prior = map;
            return map;
        }

        private BlockMap merge(int blocks, List<Integer> changed, int reference) {
            BlockMap.Builder map = new BlockMap.Builder(BLOCK, CHECKSUM);
            int inSuper = 1 + random.nextInt(32);
            long bundle = random.nextInt(3);
            long offset = random.nextBoolean() ? 0 : random.nextLong(1L << 40);
            SuperBlock home = null;
            int written = 0;
            for (int i = 0; i < blocks; i++) {
                if (written < changed.size() && changed.get(written) == i) {
                    int number = written % inSuper;
                    if (home == null || number == 0) {
                        offset = home == null ? offset : home.end();
                        int count = Math.min(inSuper, changed.size() - written);
                        long cut = written + count == changed.size() ? random.nextInt(BLOCK) : 0;
                        home = new SuperBlock(
                                reference, bundle, offset, 1 + random.nextInt(1 << 20), (long) count * BLOCK - cut);
                    }
                    byte[] checksum = new byte[CHECKSUM];
                    random.nextBytes(checksum);
                    map.add(home, number, checksum, 0);
                    written++;
                } else {
                    prior.copyBlock(i, map);
                }
            }
            return map.build();
        }
    }

    @Test
    void endsWithAFormatErrorOnRandomBytes() {
        Random random = new Random(1);
        byte[] good =
                hex("000601f3d58001afba020802fb20da8d258a5d4c7dbbe7bd1601c0f301d99f03d0d698e981ad0701010557aa71aec8");
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = i % 2 == 0 ? good.clone() : new byte[random.nextInt(60)];
            if (i % 2 == 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            } else {
                random.nextBytes(bytes);
                if (bytes.length > 0) {
                    bytes[0] = 0;
                }
            }
            try {
                BlockMap map = BlockMap.decode(bytes, shape(4 * BLOCK, 3));
                assertThat(map.blocks()).isEqualTo(4);
            } catch (AgentException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.FORMAT);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "01",
                "00",
                "000701dab640e30e04e3c1b9e6c059693c2a4a05",
                "000701dab640e30e04e3c1b9e6c059693c2a4a058f00",
                "000f01dab640e30e04e3c1b9e6c059693c2a4a058f",
                "000701dab640e30effffffffffffffff7f",
                "000701ffffffffffffffffff01e30e04",
                "000701dab640ffffffffffffffffffffffff",
                "000701dab640e30e06e3c1b9e6c059693c2a4a058fe3c1b9e6c059"
            })
    void refusesImpossibleMaps(String stored) {
        assertThatThrownBy(() -> BlockMap.decode(hex(stored), shape(2 * BLOCK, 1)))
                .isInstanceOfSatisfying(
                        AgentException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FORMAT))
                .hasMessageContaining("block map is invalid");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 63, 64, 127, 128, 16_383, 16_384, 1L << 31, 1L << 35, (1L << 62) - 1, Long.MAX_VALUE})
    void roundTripsIntegers(long value) {
        MapOutput out = new MapOutput();
        out.number(value);
        out.number(MapOutput.zigzag(-(value >> 1)));
        MapInput in = new MapInput(out.toByteArray());
        assertThat(in.number()).isEqualTo(value);
        assertThat(MapInput.unzigzag(in.number())).isEqualTo(-(value >> 1));
        assertThat(in.left()).isZero();
    }
}
