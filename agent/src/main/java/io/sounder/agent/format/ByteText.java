package io.sounder.agent.format;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing buffer of UTF-8 text that is cheap to append to. Not for use by several threads. */
final class ByteText {
    private static final byte[] ESCAPES = escapes();

    private byte[] bytes;
    private int length;

    ByteText(int capacity) {
        bytes = new byte[capacity];
    }

    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    ByteText add(char ascii) {
        room(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    ByteText add(byte[] source, int from, int to) {
        room(to - from);
        System.arraycopy(source, from, bytes, length, to - from);
        length += to - from;
        return this;
    }

    /** Appends the text as it is, without escapes. */
    ByteText add(String text) {
        int size = text.length();
        room(size);
        for (int i = 0; i < size; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                byte[] rest = text.substring(i).getBytes(StandardCharsets.UTF_8);
                return add(rest, 0, rest.length);
            }
            bytes[length++] = (byte) c;
        }
        return this;
    }

    ByteText add(long number) {
        return add(Long.toString(number));
    }

    /** Appends a JSON string with quotes and escapes. */
    ByteText quoted(String text) {
        add('"');
        int from = length;
        add(text);
        escape(from);
        return add('"');
    }

    /** Appends raw bytes as a JSON string with quotes and escapes. */
    ByteText quoted(byte[] source, int from, int to) {
        add('"');
        int start = length;
        add(source, from, to);
        escape(start);
        return add('"');
    }

    /** Appends {@code "key":}, after a comma if something stands before it in the object. */
    ByteText key(String key) {
        if (bytes[length - 1] != '{') {
            add(',');
        }
        return quoted(key).add(':');
    }

    ByteText json(Json value) {
        switch (value) {
            case Json.Null() -> add("null");
            case Json.Bool(boolean bool) -> add(bool ? "true" : "false");
            case Json.Int(long number, boolean unsigned) ->
                add(unsigned ? Long.toUnsignedString(number) : Long.toString(number));
            case Json.Text(String text) -> quoted(text);
            case Json.Array(var items) -> {
                add('[');
                for (int i = 0; i < items.size(); i++) {
                    (i == 0 ? this : add(',')).json(items.get(i));
                }
                add(']');
            }
            case Json.Members(var members) -> {
                add('{');
                members.forEach((key, member) -> key(key).json(member));
                add('}');
            }
        }
        return this;
    }

    private void escape(int from) {
        for (int i = from; i < length; i++) {
            byte b = bytes[i];
            if (b >= 0 && ESCAPES[b] != 0) {
                room(1);
                System.arraycopy(bytes, i, bytes, i + 1, length - i);
                length++;
                bytes[i++] = '\\';
                bytes[i] = ESCAPES[b];
            }
        }
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            long wanted = Math.max((long) bytes.length * 2, (long) length + more);
            if ((long) length + more > Integer.MAX_VALUE - 8) {
                throw new AgentException(ErrorCode.MEMORY, "text is longer than 2 GiB");
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
        }
    }

    private static byte[] escapes() {
        byte[] table = new byte[128];
        table['"'] = '"';
        table['\\'] = '\\';
        table['\n'] = 'n';
        table['\r'] = 'r';
        table['\t'] = 't';
        table['\b'] = 'b';
        table['\f'] = 'f';
        return table;
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
