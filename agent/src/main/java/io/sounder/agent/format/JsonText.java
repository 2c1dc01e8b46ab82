package io.sounder.agent.format;

import java.nio.charset.StandardCharsets;

/** JSON as text: no white space, sorted keys, the short escapes only. Stateless. */
public final class JsonText {
    private JsonText() {}

    public static String write(Json value) {
        ByteText out = new ByteText(256);
        out.json(value);
        return out.toString();
    }

    /** Reads one complete value; white space around tokens is accepted. Error 99 for anything else. */
    public static Json parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        JsonCursor cursor = new JsonCursor(bytes, 0, bytes.length);
        Json value = cursor.value();
        cursor.end();
        return value;
    }
}
