package io.sounder.controller.cli;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;
import io.sounder.controller.vault.VaultSecret;
import io.sounder.controller.vault.VaultSecrets;
import io.sounder.controller.vault.VaultSources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code sounder vault}: encrypts and decrypts files and values, as {@code ansible-vault} does. */
final class VaultCommand {
    private final ParseResult parsed;
    private final Terminal terminal;
    private final ConsolePrompt prompt;
    private final Settings settings;
    private final List<String> words;

    VaultCommand(ParseResult parsed, Terminal terminal) {
        this.parsed = parsed;
        this.terminal = terminal;
        this.prompt = new ConsolePrompt(terminal.err());
        this.settings =
                Settings.here(terminal.environment(), sentence -> terminal.err().println("[WARNING]: " + sentence));
        this.words = new ArrayList<>(parsed.matchedPositionalValue(0, List.<String>of()));
    }

    static CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name("vault");
        spec.usageMessage().description("Encrypts and decrypts files and values.");
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("ACTION FILE")
                .arity("1..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description("encrypt, decrypt, view, edit, create, rekey with files; encrypt_string with values")
                .build());
        spec.addMixin("vault", OptionList.ofVault());
        OptionList options = new OptionList(spec);
        options.one("ID", "the vault id to encrypt with", "--encrypt-vault-id");
        options.one("ID@SOURCE", "with rekey: the new vault id", "--new-vault-id");
        options.one("FILE", "with rekey: file with the new password", "--new-vault-password-file");
        options.one("FILE", "with encrypt and decrypt: write to this file, - is standard output", "--output");
        options.one("NAME", "with encrypt_string: the name of the variable", "-n", "--name");
        options.one("NAME", "with encrypt_string: read the value from standard input", "--stdin-name");
        options.help();
        return spec;
    }

    ExitCode run() {
        String action = words.removeFirst();
        if (!List.of("encrypt", "decrypt", "view", "edit", "create", "rekey", "encrypt_string")
                .contains(action)) {
            throw new ControllerException(ExitCode.USAGE, "'" + action + "' is nothing that can be done to a vault")
                    .withHint("see 'sounder vault --help'");
        }
        VaultSecrets secrets = secrets();
        VaultFiles files = new VaultFiles(secrets, encryptWith(), terminal.environment());
        if (action.equals("encrypt_string")) {
            strings(secrets);
            return ExitCode.OK;
        }
        if (words.isEmpty()) {
            throw new ControllerException(ExitCode.USAGE, "'" + action + "' needs a file");
        }
        Optional<String> output = Optional.ofNullable(parsed.matchedOptionValue("--output", (String) null));
        for (String file : words) {
            switch (action) {
                case "encrypt" -> output(files.encrypted(file), output.orElse(file));
                case "decrypt" -> output(files.decrypted(file), output.orElse(file));
                case "view" -> output(files.decrypted(file), "-");
                case "create" -> files.create(file);
                case "rekey" -> files.rekey(file, renewed());
                default -> files.edit(file);
            }
        }
        return ExitCode.OK;
    }

    /** The passwords given; if none is, the user is asked. */
    private VaultSecrets secrets() {
        VaultSecrets given = new VaultOptions(parsed, settings, prompt).secrets();
        return given.isEmpty() ? new VaultSecrets(List.of(new VaultSources(prompt).asked(VaultSecret.DEFAULT))) : given;
    }

    private Optional<String> encryptWith() {
        return Optional.ofNullable(parsed.matchedOptionValue("--encrypt-vault-id", (String) null))
                .or(() -> settings.text("defaults.vault_encrypt_identity"));
    }

    private VaultSecret renewed() {
        VaultSources sources = new VaultSources(prompt);
        String id = parsed.matchedOptionValue("--new-vault-id", "");
        String file = parsed.matchedOptionValue("--new-vault-password-file", "");
        if (!id.isEmpty()) {
            return sources.read(id);
        }
        return file.isEmpty() ? sources.asked(VaultSecret.DEFAULT) : sources.read("@" + file);
    }

    private void output(byte[] bytes, String file) {
        if (file.equals("-")) {
            terminal.out().write(bytes, 0, bytes.length);
            terminal.out().flush();
        } else {
            VaultFiles.write(file, bytes);
        }
    }

    private void strings(VaultSecrets secrets) {
        String name = parsed.matchedOptionValue("-n", "");
        List<String> values = new ArrayList<>(words);
        if (values.isEmpty()) {
            name = parsed.matchedOptionValue("--stdin-name", name);
            values.add(standardInput());
        }
        for (String value : values) {
            String text = secrets.encrypt(value.getBytes(StandardCharsets.UTF_8), encryptWith());
            terminal.out()
                    .println((name.isEmpty() ? "" : name + ": ") + "!vault |\n"
                            + text.strip().indent(10).stripTrailing());
        }
    }

    private static String standardInput() {
        try {
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ControllerException(ExitCode.ERROR, "cannot read standard input: " + e.getMessage(), e);
        }
    }
}
