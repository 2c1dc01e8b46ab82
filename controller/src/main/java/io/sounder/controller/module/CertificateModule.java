package io.sounder.controller.module;

import static io.sounder.controller.host.ShellQuote.word;

import io.sounder.controller.host.Payload;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code x509_certificate}: a certificate made from a signing request is in a file, signed by its own key or by an
 * authority. A certificate of the same key and names from the same issuer stays. Check mode compares only.
 */
final class CertificateModule implements Module {
    private static final Pattern AFTER =
            Pattern.compile("\\+?(?:(\\d+)w)?(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?");

    @Override
    public ArgSpec spec() {
        return ArgSpec.ofFile(
                "path!",
                "csr_path",
                "privatekey_path",
                "provider",
                "force",
                "state",
                "selfsigned_not_after|selfsigned_notAfter",
                "selfsigned_digest",
                "ownca_path",
                "ownca_privatekey_path",
                "ownca_not_after",
                "ownca_digest",
                "csr_content?",
                "privatekey_content?",
                "privatekey_passphrase?",
                "ownca_content?",
                "ownca_privatekey_content?",
                "ownca_privatekey_passphrase?",
                "selfsigned_not_before?",
                "ownca_not_before?",
                "backup?",
                "return_content?",
                "ignore_timestamps+",
                "acme_accountkey_path?");
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        String path = args.required("path");
        Openssl openssl = new Openssl(call);
        if (args.choice("state", "present", "present", "absent").equals("absent")) {
            return openssl.remove(path);
        }
        boolean own =
                args.choice("provider", "selfsigned", "selfsigned", "ownca").equals("selfsigned");
        String csr = Paths.quoted(args.required("csr_path"));
        String issuer = own ? csr : Paths.quoted(args.required("ownca_path"));
        boolean same = !args.flag("force", false)
                && openssl.said("c=" + Paths.quoted(path) + " r=" + csr + " i=" + issuer + " own=" + (own ? 1 : 0)
                                + "\n" + SAME)
                        .contains("same");
        if (!same && !call.check()) {
            openssl.write(path, make(args, own, csr, issuer), Payload.none(), new FileMode("0644"));
        }
        return openssl.result(path, !same).with("csr", args.required("csr_path"));
    }

    /** Compares key, subject, issuer, alternative names and dates of {@code $c} with the request {@code $r}. */
    private static final String SAME = """
            [ -f "$c" ] || exit 1
            kind=x509; [ "$own" = 1 ] && kind=req
            [ "$(openssl x509 -in "$c" -noout -pubkey)" = "$(openssl req -in "$r" -noout -pubkey)" ] || exit 1
            [ "$(openssl x509 -in "$c" -noout -subject)" = "$(openssl req -in "$r" -noout -subject)" ] || exit 1
            want=$(openssl $kind -in "$i" -noout -subject | sed 's/^subject=//')
            [ "$(openssl x509 -in "$c" -noout -issuer | sed 's/^issuer=//')" = "$want" ] || exit 1
            names() { grep -A1 'Subject Alternative Name' | sed -n 2p | tr -d ' '; }
            [ "$(openssl x509 -in "$c" -noout -text | names)" = "$(openssl req -in "$r" -noout -text | names)" ] || exit 1
            openssl x509 -in "$c" -noout -checkend 0 >/dev/null || exit 1
            echo same
            """;

    private static String make(Args args, boolean own, String csr, String issuer) {
        String prefix = own ? "selfsigned" : "ownca";
        String digest = args.choice(prefix + "_digest", "sha256", "sha256", "sha384", "sha512");
        long days =
                Math.max(1, after(args.text(prefix + "_not_after", "+3650d")).toDays());
        String key = own ? "privatekey_path" : "ownca_privatekey_path";
        String signer = own
                ? "-signkey " + Paths.quoted(args.required(key))
                : "-CA " + issuer + " -CAkey " + Paths.quoted(args.required(key));
        return "openssl x509 -req -in " + csr + " " + signer + " -" + digest + " -days " + word(String.valueOf(days))
                + " -set_serial 0x$(openssl rand -hex 19) -copy_extensions copyall -out \"$t\" </dev/null 2>\"$t.err\""
                + " || { cat \"$t.err\" >&2; exit 1; }";
    }

    private static Duration after(String text) {
        Matcher matcher = AFTER.matcher(text.strip());
        if (!matcher.matches() || text.isBlank()) {
            throw new ModuleException("'" + text + "' is not a time from now like '+3650d'");
        }
        long[] seconds = {7 * 86400L, 86400, 3600, 60, 1};
        long sum = 0;
        for (int i = 0; i < seconds.length; i++) {
            sum += matcher.group(i + 1) == null ? 0 : Long.parseLong(matcher.group(i + 1)) * seconds[i];
        }
        return Duration.ofSeconds(sum);
    }
}
