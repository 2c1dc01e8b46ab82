package io.sounder.controller.host;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes sent to a script's standard input; can be opened any number of times. */
public interface Payload {
    InputStream open() throws IOException;

    static Payload none() {
        return InputStream::nullInputStream;
    }

    static Payload of(byte[] bytes) {
        return () -> new ByteArrayInputStream(bytes);
    }

    static Payload of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    static Payload of(Path file) {
        return () -> Files.newInputStream(file);
    }
}
