package io.sounder.controller.module;

import io.sounder.controller.host.Payload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Content for a file on a host.
 *
 * @param name where it comes from, for messages
 * @param sha1 its digest
 */
record Content(String name, Payload payload, long size, String sha1) {
    static Content of(String name, byte[] bytes) {
        return new Content(name, Payload.of(bytes), bytes.length, Digest.sha1(bytes));
    }

    static Content of(Path file) {
        try {
            return new Content(file.toString(), Payload.of(file), Files.size(file), Digest.sha1(file));
        } catch (IOException e) {
            throw new ModuleException("cannot read '" + file + "': " + e.getMessage(), e);
        }
    }

    /** The content as text, for diffs. */
    String text() {
        try (var in = payload.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ModuleException("cannot read '" + name + "': " + e.getMessage(), e);
        }
    }
}
