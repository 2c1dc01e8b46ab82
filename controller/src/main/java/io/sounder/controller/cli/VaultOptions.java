package io.sounder.controller.cli;

import io.sounder.controller.vault.Prompt;
import io.sounder.controller.vault.VaultSecret;
import io.sounder.controller.vault.VaultSecrets;
import io.sounder.controller.vault.VaultSources;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ParseResult;

/** Where the vault passwords come from, by command line, environment and configuration file. */
record VaultOptions(ParseResult parsed, Settings settings, Prompt prompt) {
    VaultSecrets secrets() {
        VaultSources sources = new VaultSources(prompt);
        List<VaultSecret> secrets = new ArrayList<>();
        settings.vaultIds().forEach(id -> secrets.add(sources.read(id)));
        parsed.matchedOptionValue("--vault-id", List.<String>of()).forEach(id -> secrets.add(sources.read(id)));
        List<String> files = new ArrayList<>(parsed.matchedOptionValue("--vault-password-file", List.<String>of()));
        boolean asks = parsed.hasMatchedOption("-J");
        if (files.isEmpty() && !asks) {
            files.addAll(settings.paths("defaults.vault_password_file", "\n"));
        }
        files.forEach(file -> secrets.add(sources.read("@" + file)));
        if (asks || settings.flag("defaults.ask_vault_pass", false)) {
            secrets.add(sources.asked(VaultSecret.DEFAULT));
        }
        return new VaultSecrets(secrets);
    }
}
