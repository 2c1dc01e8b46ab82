package io.sounder.agent.format;

import java.util.Optional;

/** Reads the value of a folder or link of a manifest. Not for use by several threads. */
final class AttributeReader {
    private final AttributePool pool;
    private String destination = "";

    AttributeReader(AttributePool pool) {
        this.pool = pool;
    }

    Attributes read(JsonCursor value) {
        int mode = AttributePool.DEFAULT_MODE;
        Optional<String> user = AttributePool.DEFAULT_NAME;
        Optional<String> group = AttributePool.DEFAULT_NAME;
        destination = "";
        value.openObject();
        while (value.more('}')) {
            switch (value.key()) {
                case "destination" -> destination = value.text();
                case "group" -> group = pool.name(value.textOrFalse());
                case "mode" -> mode = AttributePool.mode(value.text());
                case "user" -> user = pool.name(value.textOrFalse());
                default -> value.skip();
            }
        }
        return new Attributes(mode, user, group);
    }

    /** What the link read last points to. */
    String destination() {
        return destination;
    }
}
