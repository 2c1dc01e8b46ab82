package io.sounder.controller.module;

import io.sounder.controller.host.Payload;
import io.sounder.controller.vault.VaultSecrets;
import java.io.IOException;
import java.io.InputStream;
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

    /** The content of a file, decrypted if it is encrypted. */
    static Content of(Path file, VaultSecrets secrets) {
        try (InputStream in = Files.newInputStream(file)) {
            if (VaultSecrets.isEncrypted(in.readNBytes(VaultSecrets.START_SIZE))) {
                return of(file.toString(), secrets.plain(Files.readAllBytes(file), file.toString()));
            }
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
