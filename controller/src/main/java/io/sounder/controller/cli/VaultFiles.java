package io.sounder.controller.cli;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;
import io.sounder.controller.vault.VaultSecret;
import io.sounder.controller.vault.VaultSecrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Files that are or will be encrypted; a file has either its old content or all of the new one.
 *
 * @param id the vault id to encrypt with
 */
record VaultFiles(VaultSecrets secrets, Optional<String> id, Map<String, String> environment) {
    byte[] encrypted(String file) {
        byte[] bytes = read(file);
        if (VaultSecrets.isEncrypted(bytes)) {
            throw new ControllerException(ExitCode.ERROR, "'" + file + "' is already encrypted");
        }
        return ascii(secrets.encrypt(bytes, id));
    }

    byte[] decrypted(String file) {
        byte[] bytes = read(file);
        if (!VaultSecrets.isEncrypted(bytes)) {
            throw new ControllerException(ExitCode.ERROR, "'" + file + "' is not encrypted");
        }
        return secrets.plain(bytes, file);
    }

    void rekey(String file, VaultSecret renewed) {
        write(file, ascii(new VaultSecrets(List.of(renewed)).encrypt(decrypted(file), Optional.empty())));
    }

    void create(String file) {
        if (Files.exists(Path.of(file))) {
            throw new ControllerException(ExitCode.ERROR, "'" + file + "' is there already")
                    .withHint("change it with 'sounder vault edit'");
        }
        write(file, ascii(secrets.encrypt(edited(new byte[0]), id)));
    }

    /** Lets the user change the content; a file that was not changed is not written. */
    void edit(String file) {
        byte[] before = decrypted(file);
        byte[] after = edited(before);
        if (!Arrays.equals(before, after)) {
            Optional<String> label = id.or(() -> secrets.idOf(new String(read(file), StandardCharsets.US_ASCII), file));
            write(file, ascii(secrets.encrypt(after, label)));
        }
    }

    private byte[] edited(byte[] content) {
        String editor = environment.getOrDefault("EDITOR", "vi");
        try {
            Path copy = Files.createTempFile(
                    "sounder-",
                    ".yml",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                Files.write(copy, content);
                Process process = new ProcessBuilder("/bin/sh", "-c", editor + " \"$1\"", "sh", copy.toString())
                        .inheritIO()
                        .start();
                if (process.waitFor() != 0) {
                    throw new ControllerException(
                            ExitCode.ERROR, "the editor '" + editor + "' failed, nothing was changed");
                }
                return Files.readAllBytes(copy);
            } finally {
                Files.write(copy, new byte[(int) Math.min(Files.size(copy), 1 << 20)]);
                Files.delete(copy);
            }
        } catch (IOException e) {
            throw new ControllerException(ExitCode.ERROR, "cannot edit with '" + editor + "': " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ControllerException(ExitCode.INTERRUPTED, "interrupted while '" + editor + "' ran", e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] read(String file) {
        try {
            return file.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file));
        } catch (NoSuchFileException e) {
            throw new ControllerException(ExitCode.ERROR, "cannot read '" + file + "': there is no such file", e);
        } catch (IOException e) {
            throw new ControllerException(ExitCode.ERROR, "cannot read '" + file + "': " + e.getMessage(), e);
        }
    }

    /** Writes a file at once, for the user alone unless it was there before with another mode. */
    static void write(String name, byte[] bytes) {
        Path file = Path.of(name).toAbsolutePath();
        try {
            Set<PosixFilePermission> mode = Files.exists(file)
                    ? Files.getPosixFilePermissions(file)
                    : PosixFilePermissions.fromString("rw-------");
            Path target = Files.exists(file) ? file.toRealPath() : file;
            Path fresh = target.resolveSibling("." + target.getFileName() + ".sounder-new");
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(fresh, bytes);
            Files.setPosixFilePermissions(fresh, mode);
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new ControllerException(ExitCode.ERROR, "cannot write '" + name + "': " + e.getMessage(), e);
        }
    }
}
