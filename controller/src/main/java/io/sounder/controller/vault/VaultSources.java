package io.sounder.controller.vault;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Gets vault passwords from where the user says: a file, a program, or the user. */
public final class VaultSources {
    private static final String CLIENT = ".*-client(\\.[^.]*)?";

    private final Prompt prompt;

    public VaultSources(Prompt prompt) {
        this.prompt = prompt;
    }

    /** The password of {@code id@source}, {@code source} alone, or {@code id@prompt}. */
    public VaultSecret read(String vaultId) {
        int at = vaultId.indexOf('@');
        String id = at > 0 ? vaultId.substring(0, at) : VaultSecret.DEFAULT;
        String source = vaultId.substring(at + 1);
        if (source.equals("prompt") || source.equals("prompt_ask_vault_pass")) {
            return asked(id);
        }
        Path path = Path.of(source.startsWith("~/") ? System.getProperty("user.home") + source.substring(1) : source);
        if (!Files.exists(path)) {
            throw new ControllerException(ExitCode.ERROR, "the vault password file '" + source + "' does not exist");
        }
        byte[] password = Files.isExecutable(path) && !Files.isDirectory(path) ? run(path, id) : file(path);
        if (password.length == 0) {
            throw new ControllerException(ExitCode.ERROR, "the vault password from '" + source + "' is empty");
        }
        return new VaultSecret(id, password);
    }

    /** Asks for the password of an id. */
    public VaultSecret asked(String id) {
        String name = id.equals(VaultSecret.DEFAULT) ? "" : " (" + id + ")";
        String answer = prompt.ask("Vault password" + name + ": ").strip();
        if (answer.isEmpty()) {
            throw new ControllerException(ExitCode.ERROR, "the vault password" + name + " is empty");
        }
        return new VaultSecret(id, answer.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] file(Path path) {
        try {
            // A password need not be text: every byte stands for itself here.
            return new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1)
                    .replaceAll("^[ \\t\\r\\n\\f\\x0B]+|[ \\t\\r\\n\\f\\x0B]+$", "")
                    .getBytes(StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new ControllerException(
                    ExitCode.ERROR, "cannot read the vault password file '" + path + "': " + e.getMessage(), e);
        }
    }

    private static byte[] run(Path program, String id) {
        List<String> words = new ArrayList<>(List.of(program.toAbsolutePath().toString()));
        if (program.getFileName().toString().matches(CLIENT)) {
            words.addAll(List.of("--vault-id", id));
        }
        try {
            Process process = new ProcessBuilder(words)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .start();
            byte[] out = process.getInputStream().readAllBytes();
            int code = process.waitFor();
            if (code != 0) {
                throw new ControllerException(
                        ExitCode.ERROR, "the vault password program '" + program + "' ended with exit code " + code);
            }
            return new String(out, StandardCharsets.ISO_8859_1)
                    .replaceAll("^[\\r\\n]+|[\\r\\n]+$", "")
                    .getBytes(StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new ControllerException(
                            ExitCode.ERROR,
                            "cannot run the vault password program '" + program + "': " + e.getMessage(),
                            e)
                    .withHint("a file with the password in it must not be executable");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ControllerException(ExitCode.INTERRUPTED, "interrupted while '" + program + "' ran", e);
        }
    }
}
