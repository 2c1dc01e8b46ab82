package io.sounder.controller.module;

import io.sounder.controller.host.Payload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code openssl_csr}: a certificate signing request for a key is in a file, with these names and extensions. Made anew if
 * it says anything else; check mode compares only.
 */
final class SigningRequestModule implements Module {
    private static final Map<String, String> NAMES = names();

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("country_name", "C");
        names.put("state_or_province_name", "ST");
        names.put("locality_name", "L");
        names.put("organization_name", "O");
        names.put("organizational_unit_name", "OU");
        names.put("common_name", "CN");
        names.put("email_address", "emailAddress");
        return names;
    }

    @Override
    public ArgSpec spec() {
        return ArgSpec.ofFile(
                "path!",
                "privatekey_path",
                "digest",
                "force",
                "state",
                "country_name|C|countryName",
                "state_or_province_name|ST|stateOrProvinceName",
                "locality_name|L|localityName",
                "organization_name|O|organizationName",
                "organizational_unit_name|OU|organizationalUnitName",
                "common_name|CN|commonName",
                "email_address|E|emailAddress",
                "subject_alt_name|subjectAltName",
                "subject_alt_name_critical|subjectAltName_critical",
                "use_common_name_for_san|useCommonNameForSAN",
                "key_usage|keyUsage",
                "key_usage_critical|keyUsage_critical",
                "extended_key_usage|extKeyUsage",
                "extended_key_usage_critical|extKeyUsage_critical",
                "basic_constraints|basicConstraints",
                "basic_constraints_critical|basicConstraints_critical",
                "privatekey_passphrase?",
                "privatekey_content?",
                "subject?",
                "backup?",
                "return_content?",
                "version?");
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        String path = args.required("path");
        Openssl openssl = new Openssl(call);
        if (args.choice("state", "present", "present", "absent").equals("absent")) {
            return openssl.remove(path);
        }
        String key = Paths.quoted(args.required("privatekey_path"));
        String config = config(args);
        String make = "cat > \"$t.conf\" || exit 1\nopenssl req -new -utf8 -sha" + digest(args) + " -key " + key
                + " -config \"$t.conf\" -out \"$t\" </dev/null || exit 1";
        boolean same = !args.flag("force", false) && same(call, path, key, config);
        if (!same && !call.check()) {
            openssl.write(path, make, Payload.of(config), new FileMode("0644"));
        }
        return openssl.result(path, !same)
                .with("privatekey", args.required("privatekey_path"))
                .with("subject", subject(args))
                .with("subjectAltName", altNames(args).isEmpty() ? null : altNames(args));
    }

    private static String digest(Args args) {
        return args.choice("digest", "sha256", "sha256", "sha384", "sha512").substring(3);
    }

    /** A request of the same key and settings says the same but for its signature. */
    private static boolean same(ModuleCall call, String path, String key, String config) {
        String script = "[ -f " + Paths.quoted(path)
                + " ] || exit 1\nt=$(mktemp) || exit 1\ntrap 'rm -f -- \"$t\"' EXIT\n"
                + "cat > \"$t\"\na=$(openssl req -in " + Paths.quoted(path)
                + " -noout -text | sed '/Signature Alg/,$d')\n"
                + "b=$(openssl req -new -utf8 -key " + key + " -config \"$t\" </dev/null | openssl req -noout -text"
                + " | sed '/Signature Alg/,$d')\n[ -n \"$a\" ] && [ \"$a\" = \"$b\" ]\n";
        return call.node().run(script, Payload.of(config)).ok();
    }

    private static List<List<String>> subject(Args args) {
        List<List<String>> subject = new ArrayList<>();
        NAMES.forEach((argument, name) -> args.text(argument).ifPresent(value -> subject.add(List.of(name, value))));
        return subject;
    }

    private static List<String> altNames(Args args) {
        List<String> names = new ArrayList<>(args.list("subject_alt_name"));
        if (names.isEmpty() && args.has("common_name") && args.flag("use_common_name_for_san", true)) {
            names.add("DNS:" + args.required("common_name"));
        }
        return names;
    }

    private static final String HEAD = """
            [req]
            prompt=no
            string_mask=utf8only
            distinguished_name=dn
            req_extensions=ext
            [dn]
            """;

    private static String config(Args args) {
        StringBuilder text = new StringBuilder(HEAD);
        NAMES.forEach((argument, name) -> args.text(argument)
                .ifPresent(value ->
                        text.append(name).append('=').append(escaped(value)).append('\n')));
        text.append("[ext]\n");
        extension(text, args, "basic_constraints", "basicConstraints", args.list("basic_constraints"));
        extension(text, args, "key_usage", "keyUsage", args.list("key_usage"));
        extension(text, args, "extended_key_usage", "extendedKeyUsage", args.list("extended_key_usage"));
        extension(text, args, "subject_alt_name", "subjectAltName", altNames(args));
        return text.toString();
    }

    private static void extension(StringBuilder text, Args args, String argument, String name, List<String> values) {
        if (!values.isEmpty()) {
            text.append(name)
                    .append('=')
                    .append(args.flag(argument + "_critical", false) ? "critical," : "")
                    .append(String.join(",", values))
                    .append('\n');
        }
    }

    private static String escaped(@Nullable String value) {
        return String.valueOf(value).replace("\\", "\\\\").replace("$", "\\$").replace("#", "\\#");
    }
}
