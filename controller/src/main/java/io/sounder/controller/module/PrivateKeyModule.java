package io.sounder.controller.module;

import io.sounder.controller.host.Payload;

/** {@code openssl_privatekey}: a private key is in a file; an existing key of that kind stays. Check mode looks only. */
final class PrivateKeyModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.ofFile(
                "path!",
                "size",
                "type",
                "curve",
                "state",
                "force",
                "regenerate?",
                "backup?",
                "passphrase?",
                "cipher?",
                "format?",
                "return_content?");
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        String path = args.required("path");
        Openssl openssl = new Openssl(call);
        if (args.choice("state", "present", "present", "absent").equals("absent")) {
            return openssl.remove(path);
        }
        String type = args.choice("type", "RSA", "RSA", "ECC", "Ed25519", "Ed448", "X25519", "X448");
        long size = (long) args.number("size", 4096);
        String now = openssl.said("openssl pkey -in " + Paths.quoted(path) + " -noout -text </dev/null 2>/dev/null\n");
        boolean fits = !args.flag("force", false) && fits(now, type, size);
        if (!fits && !now.isEmpty() && !args.flag("force", false)) {
            throw new ModuleException("'" + path + "' holds a key of another kind; it is kept unless force is given");
        }
        if (!fits && !call.check()) {
            openssl.write(
                    path,
                    "openssl genpkey " + algorithm(args, type, size) + " -out \"$t\" 2>/dev/null || "
                            + "{ echo 'openssl genpkey failed' >&2; exit 1; }",
                    Payload.none(),
                    new FileMode("0600"));
        }
        return openssl.result(path, !fits).with("size", size).with("type", type);
    }

    private static boolean fits(String described, String type, long size) {
        String first = described.lines().findFirst().orElse("");
        return switch (type) {
            case "RSA" -> first.contains("(" + size + " bit") && described.contains("rime1:");
            case "ECC" -> described.contains("ASN1 OID");
            default -> first.toLowerCase(java.util.Locale.ROOT).startsWith(type.toLowerCase(java.util.Locale.ROOT));
        };
    }

    private static String algorithm(Args args, String type, long size) {
        return switch (type) {
            case "RSA" -> "-algorithm RSA -pkeyopt rsa_keygen_bits:" + size;
            case "ECC" ->
                "-algorithm EC -pkeyopt ec_paramgen_curve:"
                        + io.sounder.controller.host.ShellQuote.word(args.required("curve"))
                        + " -pkeyopt ec_param_enc:named_curve";
            default -> "-algorithm " + type;
        };
    }
}
