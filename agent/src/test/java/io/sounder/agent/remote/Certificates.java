package io.sounder.agent.remote;

import io.sounder.agent.testing.ProcessResult;
import io.sounder.agent.testing.Unprivileged;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** An authority and certificates that it signs, made by openssl. */
final class Certificates {
    private final Path folder;

    /** Makes the authority in a new folder. */
    Certificates(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command = new ArrayList<>(List.of("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes"));
        command.addAll(List.of("-days", "2", "-subj", "/CN=authority"));
        command.addAll(
                List.of("-keyout", key("ca").toString(), "-out", authority().toString()));
        ProcessResult.of(command).orFail();
    }

    /** Signs a certificate for localhost with this common name. */
    Certificates sign(String name) {
        List<String> command = new ArrayList<>(List.of("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes"));
        command.addAll(List.of("-days", "2", "-subj", "/CN=" + name, "-addext", "basicConstraints=critical,CA:FALSE"));
        command.addAll(List.of("-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"));
        command.addAll(
                List.of("-CA", authority().toString(), "-CAkey", key("ca").toString()));
        command.addAll(List.of(
                "-keyout", key(name).toString(), "-out", certificate(name).toString()));
        ProcessResult.of(command).orFail();
        return this;
    }

    /** Gives a key to the server's user. */
    Certificates give(String name) {
        Unprivileged.own(key(name));
        return this;
    }

    Path authority() {
        return folder.resolve("ca.crt");
    }

    Path certificate(String name) {
        return folder.resolve(name + ".crt");
    }

    Path key(String name) {
        return folder.resolve(name + ".key");
    }
}
