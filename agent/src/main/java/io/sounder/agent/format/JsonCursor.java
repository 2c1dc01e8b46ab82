package io.sounder.agent.format;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads JSON from bytes token by token, without building a tree unless {@link #value} asks for one. After an opening
 * brace or bracket ask {@link #more} before each member or item; it consumes the closing one. Not for several threads.
 */
final class JsonCursor {
    private static final int DEEPEST = 64;

    private final byte[] bytes;
    private final int end;
    private int at;
    private int depth;
    private boolean first;

    JsonCursor(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
    }

    /** Whether these bytes are exactly one JSON value. */
    static boolean isComplete(byte[] bytes, int from, int to) {
        try {
            JsonCursor cursor = new JsonCursor(bytes, from, to);
            cursor.skip();
            cursor.end();
            return true;
        } catch (AgentException e) {
            return false;
        }
    }

    void end() {
        if (peek() != -1) {
            throw bad("nothing more");
        }
    }

    void openObject() {
        expect('{');
        first = true;
    }

    void openArray() {
        expect('[');
        first = true;
    }

    /** Whether another member or item follows; if not, the closing character is consumed. */
    boolean more(char close) {
        int c = peek();
        if (c == close) {
            at++;
            first = false;
            return false;
        }
        if (!first) {
            expect(',');
        }
        first = false;
        return true;
    }

    String key() {
        String key = text();
        expect(':');
        return key;
    }

    boolean bool() {
        if (peek() == 't') {
            word("true");
            return true;
        }
        word("false");
        return false;
    }

    /** A string, or empty for {@code false}, which info files write for a name that is not known. */
    Optional<String> textOrFalse() {
        if (peek() == 'f') {
            word("false");
            return Optional.empty();
        }
        return Optional.of(text());
    }

    long number() {
        return integer().value();
    }

    Json.Int integer() {
        boolean negative = peek() == '-';
        if (negative) {
            at++;
        }
        int start = at;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        boolean leadingZero = at - start > 1 && bytes[start] == '0';
        if (at == start || leadingZero || (at < end && (bytes[at] == '.' || bytes[at] == 'e' || bytes[at] == 'E'))) {
            throw bad("an integer");
        }
        if (at - start <= 18) {
            long value = 0;
            for (int i = start; i < at; i++) {
                value = value * 10 + (bytes[i] - '0');
            }
            return new Json.Int(negative ? -value : value, false);
        }
        return large(start, negative);
    }

    private Json.Int large(int start, boolean negative) {
        String digits = new String(bytes, start, at - start, StandardCharsets.US_ASCII);
        try {
            if (negative) {
                return new Json.Int(Long.parseLong("-" + digits), false);
            }
            long value = Long.parseUnsignedLong(digits);
            return new Json.Int(value, value < 0);
        } catch (NumberFormatException e) {
            throw new AgentException(ErrorCode.JSON_FORMAT, "number '" + digits + "' has more than 64 bits", e);
        }
    }

    String text() {
        int start = skipText();
        int stop = at - 1;
        for (int i = start; i < stop; i++) {
            if (bytes[i] == '\\' || bytes[i] < 0) {
                return decode(start, stop);
            }
        }
        return new String(bytes, start, stop - start, StandardCharsets.ISO_8859_1);
    }

    Json value() {
        if (++depth > DEEPEST) {
            throw bad("less depth");
        }
        Json result = switch (peek()) {
            case '{' -> members();
            case '[' -> array();
            case '"' -> Json.of(text());
            case 't', 'f' -> Json.of(bool());
            case 'n' -> {
                word("null");
                yield new Json.Null();
            }
            default -> integer();
        };
        depth--;
        return result;
    }

    private Json members() {
        Json.ObjectBuilder result = Json.object();
        openObject();
        while (more('}')) {
            result.put(key(), value());
        }
        return result.build();
    }

    private Json array() {
        List<Json> items = new ArrayList<>();
        openArray();
        while (more(']')) {
            items.add(value());
        }
        return Json.of(items);
    }

    /** Passes over one value. */
    void skip() {
        if (++depth > DEEPEST) {
            throw bad("less depth");
        }
        switch (peek()) {
            case '{' -> {
                openObject();
                while (more('}')) {
                    skipText();
                    expect(':');
                    skip();
                }
            }
            case '[' -> {
                openArray();
                while (more(']')) {
                    skip();
                }
            }
            case '"' -> skipText();
            case 't', 'f' -> bool();
            case 'n' -> word("null");
            default -> integer();
        }
        depth--;
    }

    /** Passes over a string and returns where its content starts; it ends before the quote that was consumed. */
    private int skipText() {
        expect('"');
        int start = at;
        while (at < end && bytes[at] != '"') {
            at += bytes[at] == '\\' ? 2 : 1;
        }
        if (at >= end) {
            throw bad("the end of a string");
        }
        at++;
        return start;
    }

    private String decode(int start, int stop) {
        ByteText out = new ByteText(stop - start);
        int i = start;
        while (i < stop) {
            if (bytes[i] == '\\') {
                i = unescape(out, i + 1, stop);
            } else {
                out.add((char) bytes[i++]);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(out.array(), 0, out.length()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new AgentException(ErrorCode.JSON_FORMAT, "string '" + out + "' is not valid UTF-8", e);
        }
    }

    /** Appends what the escape with this letter stands for; returns where the text goes on. */
    private int unescape(ByteText out, int letter, int stop) {
        switch (bytes[letter]) {
            case '"', '\\', '/' -> out.add((char) bytes[letter]);
            case 'n' -> out.add('\n');
            case 'r' -> out.add('\r');
            case 't' -> out.add('\t');
            case 'b' -> out.add('\b');
            case 'f' -> out.add('\f');
            case 'u' -> {
                out.add(String.valueOf(unicode(letter + 1, stop)));
                return letter + 5;
            }
            default -> throw bad("a known escape");
        }
        return letter + 1;
    }

    private char unicode(int from, int stop) {
        try {
            String digits = new String(bytes, from, Math.min(4, stop - from), StandardCharsets.ISO_8859_1);
            return (char) Integer.parseInt(digits, 16);
        } catch (NumberFormatException e) {
            throw new AgentException(ErrorCode.JSON_FORMAT, "invalid unicode escape in a string", e);
        }
    }

    private int peek() {
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\t' || bytes[at] == '\r')) {
            at++;
        }
        return at < end ? bytes[at] : -1;
    }

    private void expect(char c) {
        if (peek() != c) {
            throw bad("'" + c + "'");
        }
        at++;
    }

    private void word(String word) {
        for (int i = 0; i < word.length(); i++, at++) {
            if (at >= end || bytes[at] != word.charAt(i)) {
                throw bad("'" + word + "'");
            }
        }
    }

    private AgentException bad(String expected) {
        String rest = new String(bytes, Math.min(at, end), Math.clamp(end - at, 0, 40), StandardCharsets.UTF_8);
        return new AgentException(ErrorCode.JSON_FORMAT, "expected " + expected + " at '" + rest + "'");
    }
}
