package io.sounder.agent.testing;

import static org.assertj.core.api.Assertions.fail;

import io.sounder.agent.base.AgentException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/**
 * Feeds a parser with what it should never get: good content with random changes, and random bytes. It must take it or
 * refuse it with an {@link AgentException}; anything else fails with the seed, by which {@code -Dsounder.seed=N} repeats it.
 */
public final class Damage {
    private static final List<String> TOKENS = List.of(
            "\"",
            "\\",
            "{",
            "}",
            "[",
            "]",
            "=",
            ",",
            ":",
            "-",
            "/",
            "..",
            "\n",
            "\n[",
            "]\n",
            "\0",
            "\\u00",
            "\\ud800",
            "null",
            "true",
            "false",
            "{}",
            "[]",
            "[[]]",
            "0",
            "-1",
            "2147483648",
            "9223372036854775807",
            "18446744073709551615",
            "99999999999999999999",
            "1e9",
            "é",
            "\t",
            " ");
    private static final int LONGEST_NOISE = 2000;
    private static final int MOST_CHANGES = 4;

    /** Takes bytes; what it gives back does not matter. */
    @FunctionalInterface
    public interface Parser {
        void parse(byte[] content) throws IOException;
    }

    private final List<byte[]> good;
    private final int rounds;

    /**
     * @param rounds changed and random contents for each seed
     */
    public Damage(int rounds, byte[]... good) {
        this.good = List.of(good);
        this.rounds = rounds;
    }

    /** Some seeds that never change, and a new one with each run. */
    public void feed(Parser parser) {
        String given = System.getProperty("sounder.seed", "");
        List<Long> seeds = given.isEmpty() ? List.of(1L, 2L, System.nanoTime()) : List.of(Long.valueOf(given));
        for (long seed : seeds) {
            Random random = new Random(seed);
            for (int round = 0; round < rounds; round++) {
                feed(parser, next(random, round), "seed " + seed + ", round " + round);
            }
        }
    }

    private static void feed(Parser parser, byte[] content, String which) {
        try {
            parser.parse(content);
        } catch (AgentException e) {
            if (e.text().isBlank()) {
                fail(which + ": an error without words");
            }
        } catch (IOException | RuntimeException | Error e) {
            fail(which + ": " + e + " for\n" + new String(content, StandardCharsets.ISO_8859_1), e);
        }
    }

    private byte[] next(Random random, int round) {
        if (round % 10 == 0) {
            byte[] noise = new byte[random.nextInt(LONGEST_NOISE)];
            random.nextBytes(noise);
            return noise;
        }
        byte[] content = good.get(random.nextInt(good.size()));
        int changes = 1 + random.nextInt(MOST_CHANGES);
        for (int i = 0; i < changes && content.length > 0; i++) {
            content = changed(content, random);
        }
        return content;
    }

    private static byte[] changed(byte[] content, Random random) {
        int from = random.nextInt(content.length);
        int to = Math.min(content.length, from + 1 + random.nextInt(random.nextInt(20) == 0 ? content.length : 12));
        return switch (random.nextInt(6)) {
            case 0 -> flipped(content, from, random);
            case 1 -> joined(content, from, new byte[0], to);
            case 2 -> joined(content, to, slice(content, from, to), to);
            case 3 -> joined(content, from, new byte[0], content.length);
            default ->
                joined(
                        content,
                        from,
                        TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.UTF_8),
                        random.nextBoolean() ? from : to);
        };
    }

    private static byte[] flipped(byte[] content, int at, Random random) {
        byte[] result = content.clone();
        result[at] ^= (byte) (1 + random.nextInt(255));
        return result;
    }

    private static byte[] slice(byte[] content, int from, int to) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(content, from, to - from);
        return out.toByteArray();
    }

    private static byte[] joined(byte[] content, int end, byte[] middle, int goOn) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(content, 0, end);
        out.writeBytes(middle);
        out.write(content, goOn, content.length - goOn);
        return out.toByteArray();
    }
}
