package io.sounder.agent.format;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Reads the text format of info files line by line and checks format number and checksum. The checksum is over the text as
 * it stands in the file, so values are handed on before it is known to be right: use nothing before {@link #read} returns.
 */
final class InfoReader {
    /** Takes the entries of a file in the order in which they stand. */
    @FunctionalInterface
    interface Entries {
        /** One entry; the cursor stands before its value and is valid during the call only. */
        void entry(String section, String key, JsonCursor value);
    }

    private static final int DIGEST_CHUNK = 64 << 10;
    /**
     * The longest line that is read. The longest that a backup can cause lists the bad pages of a segment of 1 GB, at most
     * 4 MB; all names of it end within the longest path of a system. What goes beyond is no info file.
     */
    private static final int LONGEST_LINE = 16 << 20;

    private static final int LONGEST_KEY = 8 << 10;
    private static final String BACKREST = "backrest";

    private final InputStream in;
    private final Entries entries;
    private final MessageDigest digest = Sha1Hex.digest();
    private final ByteText digested = new ByteText(2 * DIGEST_CHUNK);
    private byte[] line = new byte[DIGEST_CHUNK];
    private String section = "";
    private String digestedSection = "";
    private String checksum = "";
    private String version = "";
    private long format;

    private InfoReader(InputStream in, Entries entries) {
        this.in = in;
        this.entries = entries;
    }

    /** Reads the whole stream and returns the release that wrote the file. Error 26 or 29 if it is damaged. */
    static String read(InputStream in, Entries entries) throws IOException {
        InfoReader reader = new InfoReader(in, entries);
        reader.lines();
        reader.verify();
        return reader.version;
    }

    private void lines() throws IOException {
        digested.add('{');
        int start = 0;
        int end = 0;
        int searched = 0;
        while (true) {
            int feed = indexOf((byte) '\n', searched, end);
            if (feed >= 0) {
                line(start, feed);
                start = feed + 1;
                searched = start;
                continue;
            }
            searched = end - start;
            System.arraycopy(line, start, line, 0, end - start);
            end -= start;
            start = 0;
            if (end == line.length) {
                if (line.length == LONGEST_LINE) {
                    throw new AgentException(
                            ErrorCode.FORMAT, "a line of an info file has more than " + LONGEST_LINE + " bytes");
                }
                line = Arrays.copyOf(line, line.length * 2);
            }
            int count = in.read(line, end, line.length - end);
            if (count < 0) {
                line(0, end);
                return;
            }
            end += count;
        }
    }

    private int indexOf(byte wanted, int from, int to) {
        for (int i = from; i < to; i++) {
            if (line[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    private void line(int from, int to) {
        if (from == to) {
            return;
        }
        if (to - from > 1 && line[from] == '[' && line[to - 1] == ']') {
            section = new String(line, from + 1, to - from - 2, StandardCharsets.UTF_8);
            return;
        }
        int keyEnd = Math.min(to, from + LONGEST_KEY);
        int equals = indexOf((byte) '=', from, keyEnd);
        while (equals >= 0 && !JsonCursor.isComplete(line, equals + 1, to)) {
            equals = indexOf((byte) '=', equals + 1, keyEnd);
        }
        if (equals < 0 || section.isEmpty()) {
            String text = new String(line, from, Math.min(to - from, 80), StandardCharsets.UTF_8);
            throw new AgentException(ErrorCode.FORMAT, "invalid line '" + text + "' in info file");
        }
        entry(from, equals, to);
    }

    private void entry(int from, int equals, int to) {
        String key = new String(line, from, equals - from, StandardCharsets.UTF_8);
        JsonCursor value = new JsonCursor(line, equals + 1, to);
        if (!section.equals(BACKREST)) {
            addToDigest(from, equals, to);
            entries.entry(section, key, value);
            return;
        }
        if (key.equals("backrest-checksum")) {
            checksum = value.text();
            return;
        }
        addToDigest(from, equals, to);
        switch (key) {
            case "backrest-format" -> format = value.number();
            case "backrest-version" -> version = value.text();
            default -> {}
        }
    }

    private void addToDigest(int from, int equals, int to) {
        if (section.equals(digestedSection)) {
            digested.add(',');
        } else {
            digested.add(digestedSection.isEmpty() ? "\"" : "},\"").add(section).add("\":{");
            digestedSection = section;
        }
        digested.quoted(line, from, equals).add(':').add(line, equals + 1, to);
        if (digested.length() >= DIGEST_CHUNK) {
            drain();
        }
    }

    private void drain() {
        digest.update(digested.array(), 0, digested.length());
        digested.clear();
    }

    private void verify() {
        digested.add(digestedSection.isEmpty() ? "}" : "}}");
        drain();
        String actual = HexFormat.of().formatHex(digest.digest());
        if (checksum.isEmpty()) {
            throw new AgentException(
                    ErrorCode.CHECKSUM, "invalid checksum, actual '" + actual + "' but no checksum found");
        }
        if (!checksum.equals(actual)) {
            throw new AgentException(
                    ErrorCode.CHECKSUM, "invalid checksum, actual '" + actual + "' but expected '" + checksum + "'");
        }
        if (format != BackrestVersion.FORMAT) {
            throw new AgentException(
                    ErrorCode.FORMAT, "expected format " + BackrestVersion.FORMAT + " but found " + format);
        }
    }
}
