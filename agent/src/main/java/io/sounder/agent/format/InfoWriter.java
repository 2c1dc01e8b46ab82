package io.sounder.agent.format;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Writes the text format of info files: sections and keys must come in ascending order of their bytes, since readers rely
 * on it. The first section and the checksum at the end are added. Not for use by several threads.
 */
final class InfoWriter {
    private static final int CHUNK = 64 << 10;

    private final OutputStream out;
    private final MessageDigest digest = Sha1Hex.digest();
    private final ByteText text = new ByteText(2 * CHUNK);
    private final ByteText digested = new ByteText(2 * CHUNK);
    private String section = "";
    private String lastKey = "";

    InfoWriter(OutputStream out, String backrestVersion) throws IOException {
        this.out = out;
        digested.add('{');
        section("backrest");
        entry("backrest-format", Json.of(BackrestVersion.FORMAT));
        entry("backrest-version", Json.of(backrestVersion));
    }

    /** Begins a section, which must get at least one entry. */
    void section(String name) {
        requireAscending(section, name);
        boolean first = section.isEmpty();
        text.add(first ? "[" : "\n[").add(name).add("]\n");
        digested.add(first ? "\"" : "},\"").add(name).add("\":{");
        section = name;
        lastKey = "";
    }

    void entry(String key, Json value) throws IOException {
        begin(key).json(value);
        end();
    }

    /** Begins an entry whose JSON value the caller appends, before {@link #end}. */
    ByteText begin(String key) {
        requireAscending(lastKey, key);
        if (!lastKey.isEmpty()) {
            digested.add(',');
        }
        lastKey = key;
        text.add(key).add('=');
        digested.quoted(key).add(':');
        valueStart = text.length();
        return text;
    }

    private int valueStart;

    void end() throws IOException {
        digested.add(text.array(), valueStart, text.length());
        text.add('\n');
        if (text.length() >= CHUNK) {
            drain();
        }
    }

    /** Writes the checksum; the stream stays open. */
    void finish() throws IOException {
        digested.add("}}");
        digest.update(digested.array(), 0, digested.length());
        digested.clear();
        String checksum = HexFormat.of().formatHex(digest.digest());
        text.add("\n[backrest]\nbackrest-checksum=").quoted(checksum).add('\n');
        drain();
    }

    private void drain() throws IOException {
        out.write(text.array(), 0, text.length());
        text.clear();
        digest.update(digested.array(), 0, digested.length());
        digested.clear();
    }

    private static void requireAscending(String before, String next) {
        if (!before.isEmpty() && Utf8Order.INSTANCE.compare(before, next) >= 0) {
            throw new AgentException(
                    ErrorCode.ASSERT, "'" + next + "' must not follow '" + before + "' in an info file");
        }
    }
}
