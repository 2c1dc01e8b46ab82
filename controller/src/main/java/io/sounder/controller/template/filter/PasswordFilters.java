package io.sounder.controller.template.filter;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.template.expression.Filter;
import io.sounder.controller.template.value.Arguments;
import io.sounder.controller.template.value.EvaluationException;
import io.sounder.controller.template.value.PasswordHash;
import io.sounder.controller.template.value.Printing;
import io.sounder.controller.vault.VaultSecret;
import io.sounder.controller.vault.VaultSecrets;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Filters for secrets: what the system's user table keeps of a password, and vaults. */
final class PasswordFilters {
    private PasswordFilters() {}

    static @Nullable Filter find(String name) {
        return switch (name) {
            case "password_hash" ->
                (in, args, env) ->
                        hash(Printing.str(in), args.accept("hashtype", "salt", "salt_size", "rounds", "ident"));
            case "vault" -> (in, args, env) -> encrypt(Printing.str(in), args.accept("secret", "salt", "vault_id"));
            case "unvault" -> (in, args, env) -> decrypt(Printing.str(in), args.accept("secret", "vault_id"));
            default -> null;
        };
    }

    private static VaultSecrets secrets(Arguments arguments, String id) {
        byte[] password = arguments.text(0, "secret").getBytes(StandardCharsets.UTF_8);
        return new VaultSecrets(List.of(new VaultSecret(id, password)));
    }

    private static String encrypt(String text, Arguments arguments) {
        String id = arguments.text(2, "vault_id", "filter_default");
        if (arguments.get(1, "salt", null) != null) {
            throw new EvaluationException("the salt of a vault cannot be chosen");
        }
        return secrets(arguments, id).encrypt(text.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    private static String decrypt(String text, Arguments arguments) {
        VaultSecrets secrets = secrets(arguments, arguments.text(1, "vault_id", "filter_default"));
        try {
            return secrets.plain(text, "the value");
        } catch (ControllerException e) {
            throw new EvaluationException(e.text(), e);
        }
    }

    private static String hash(String password, Arguments arguments) {
        Object salt = arguments.get(1, "salt", null);
        Object rounds = arguments.get(3, "rounds", null);
        return PasswordHash.of(
                password,
                arguments.text(0, "hashtype", "sha512"),
                salt == null ? null : Printing.str(salt),
                (int) arguments.integer(2, "salt_size", 0),
                rounds == null ? 0 : (int) arguments.integer(3, "rounds", 0));
    }
}
