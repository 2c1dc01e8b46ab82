package io.sounder.agent.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockHashTest {
    private final List<BlockHash> ways = List.of(new JavaBlockHash(), BlockHash.create());

    private static byte[] sample(int length, int offset) {
        byte[] bytes = new byte[length + offset];
        for (int i = 0; i < length; i++) {
            bytes[offset + i] = (byte) (i * 31 + (i >> 8) * 7 + 3);
        }
        return bytes;
    }

    /** The values were computed by the tool {@code xxhsum -H2}: all recipes by length with their borders. */
    @ParameterizedTest
    @CsvSource({
        "0, 99aa06d3014798d86001c324468d497f",
        "1, 22bbb76b211a39ba13e608bc156defed",
        "2, a05ab6c5c93bfdc39713a9730fa5f94b",
        "3, cc8e6820ecf50fe2b2b06c45ef888ef4",
        "4, c2e8f5bee169d3ffe7ea35c8a05fd642",
        "5, d665bb33856b0d9f5940e0800dcd1f7e",
        "8, 0f238d3fc560bb1a12e241011ffab4e5",
        "9, 58711b00574a082f5056e4731396878b",
        "12, a0e5755068748ad68a316b4120bf4ee4",
        "16, fa8e1ee37592ac17bfa5ac136f1376f1",
        "17, 30d7da366a2b446f40f868aac59f9268",
        "32, 7cd5740e86fbb7767a05abc0ae3e16b3",
        "33, 9a9e6ab767dfe373cad0f5512fac5d1e",
        "64, 958f5a2fde0fd0f789afcc05178f7fa3",
        "65, 875a2aeff962cd74bac70ec464f346d4",
        "96, f33110ddcfe111e4e03ed69a040cfde8",
        "97, bdd6f6bf6703bd6a413ccf6374bf7bf8",
        "128, d3dc17d936899db2a9a5367cc1b43f75",
        "129, 9315e521fcaabe8b9885cdb0a0ec06b5",
        "160, 33da0e0ef330187ed82ff838121f669f",
        "161, 80b551aa2621e214bc7dd0af16615b2c",
        "191, c82dc25a75bdee986d5c9fbe6649fee2",
        "192, fd39964e438830db42f1e93f1d5bb207",
        "239, 3c9d5c90b0f998f1021e64527c2b6abc",
        "240, 194749e7d4d166df8f89bbf10bab74b5",
        "241, 9c69ed72bec1a81497e5b5fc5f62db0f",
        "255, 718c076707347ff667d88304ffd17a4b",
        "256, 3c3e72928f219257f20cedd8eaab48f2",
        "512, 8f058e91ca02421e6a74e6b8022cdf07",
        "1023, e786434fbc12e8e4533cc9b412565cbb",
        "1024, 6334d28989ce6889d38154ac0516b446",
        "1025, d72aad0a97974600f3e2180e6cd8e4e5",
        "1088, 9bec2624f96855d7425531cbe3abb1ff",
        "4096, 685808ee45ad25835333d984f5b9b46b",
        "8191, 17291de1324354c272b6a5b6095f83ad",
        "8192, 052198d3f2119ff052257a1a75923cb8",
        "8193, 5ebb08896c55a821a2896a01304f4ee1",
        "16384, 540fc6a7b8ea3b064266fa441fdea8b0",
        "90112, fd1426e18045e64c91972c02c967f581"
    })
    void hashesAsTheToolDoes(int length, String expected) {
        byte[] result = new byte[BlockHash.LENGTH];
        for (BlockHash hash : ways) {
            hash.hash(sample(length, 0), 0, length, result);
            assertThat(HexFormat.of().formatHex(result)).isEqualTo(expected);
            hash.hash(sample(length, 5), 5, length, result);
            assertThat(HexFormat.of().formatHex(result)).isEqualTo(expected);
        }
    }

    @Test
    void theLibraryOfTheMachineIsUsed() {
        assumeThat(Path.of("/usr/bin/apt")).exists(); // it brings the library
        assertThat(BlockHash.create()).isInstanceOf(LibraryBlockHash.class);
    }
}
