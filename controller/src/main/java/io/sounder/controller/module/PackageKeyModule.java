package io.sounder.controller.module;

import static io.sounder.controller.host.ShellQuote.word;

import io.sounder.controller.host.ExecResult;
import io.sounder.controller.host.Payload;
import java.util.Locale;

/** {@code apt_key} and {@code rpm_key}: a key for packages is trusted or not. Check mode looks only. */
final class PackageKeyModule implements Module {
    private final boolean rpm;

    PackageKeyModule(boolean rpm) {
        this.rpm = rpm;
    }

    @Override
    public ArgSpec spec() {
        return rpm
                ? ArgSpec.of("key!", "state", "fingerprint", "validate_certs")
                : ArgSpec.of("data", "file", "id", "keyring", "keyserver?", "state", "url", "validate_certs");
    }

    private static final String FETCH = """
            k=$(mktemp) || exit 1
            trap 'rm -f -- "$k" "$k.gpg"' EXIT
            case $key in
            '') cat > "$k" ;;
            http://*|https://*) if command -v curl >/dev/null 2>&1; then curl -fsSL $insecure -o "$k" -- "$key"; else wget -q -O "$k" -- "$key"; fi || { echo "cannot get '$key'" >&2; exit 1; } ;;
            *) cat -- "$key" > "$k" || exit 1 ;;
            esac
            """;

    private static final String APT = """
            command -v gpg >/dev/null 2>&1 || { echo "no gpg on this host" >&2; exit 1; }
            h=$(mktemp -d) || exit 1
            ids() { gpg --homedir "$h" --batch --no-tty --with-colons --show-keys "$1" 2>/dev/null | awk -F: '$1=="fpr"{print $10}'; }
            if grep -q 'BEGIN PGP' "$k"; then gpg --homedir "$h" --batch --no-tty --dearmor < "$k" > "$k.gpg" 2>/dev/null || { echo "the key is not valid" >&2; exit 1; }; mv -f "$k.gpg" "$k"; fi
            [ -n "$id" ] || id=$(ids "$k" | head -n 1)
            [ -n "$id" ] || [ "$state" = absent ] || { echo "the key is not valid" >&2; exit 1; }
            short=$(printf %s "$id" | tail -c 16)
            have=0; for f in /etc/apt/trusted.gpg /etc/apt/trusted.gpg.d/*.gpg /etc/apt/trusted.gpg.d/*.asc $ring; do
            if [ -f "$f" ] && ids "$f" | grep -q "$short\\$"; then have=1; where=$f; fi; done
            rm -rf -- "$h"
            if [ "$state" = present ]; then [ $have = 1 ] && exit 0; echo changed; [ "$check" = 1 ] && exit 0
            d=${ring:-/etc/apt/trusted.gpg.d/$short.gpg}; cat "$k" >> "$d" && chmod 0644 "$d"
            else [ $have = 0 ] && exit 0; echo changed; [ "$check" = 1 ] || rm -f -- "$where"; fi
            """;

    private static final String RPM = """
            command -v rpm >/dev/null 2>&1 || { echo "no rpm on this host" >&2; exit 1; }
            if [ -s "$k" ] && grep -q 'BEGIN PGP' "$k"; then
            id=$(gpg --batch --no-tty --with-colons --show-keys "$k" 2>/dev/null | awk -F: '$1=="pub"{print $5;exit}')
            if [ -n "$finger" ]; then f=$(gpg --batch --no-tty --with-colons --show-keys "$k" 2>/dev/null | awk -F: '$1=="fpr"{print $10;exit}')
            [ "$f" = "$finger" ] || { echo "The specified fingerprint, '$finger', does not match any key fingerprints in '$f'" >&2; exit 1; }; fi
            fi
            [ -n "$id" ] || { echo "Not a valid key $key" >&2; exit 1; }
            short=$(printf %s "$id" | tail -c 8 | tr A-Z a-z)
            pkg=$(rpm -q gpg-pubkey 2>/dev/null | grep "^gpg-pubkey-$short-" | head -n 1)
            if [ "$state" = present ]; then [ -n "$pkg" ] && exit 0; echo changed; [ "$check" = 1 ] || rpm --import "$k"
            else [ -z "$pkg" ] && exit 0; echo changed; [ "$check" = 1 ] || rpm --erase --allmatches "$pkg"; fi
            """;

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        String state = args.choice("state", "present", "present", "absent");
        String key = rpm
                ? args.required("key")
                : args.text("url").or(() -> args.text("file")).orElse("");
        String id = args.text("id", "").replaceFirst("^0x", "").toUpperCase(Locale.ROOT);
        boolean isId = rpm && key.matches("(0x)?[0-9A-Fa-f]{8,40}");
        if (!rpm && state.equals("present") && key.isEmpty() && !args.has("data")) {
            throw new ModuleException("one of data, file or url is needed");
        }
        String head =
                "key=" + (isId ? "" : word(key)) + " id=" + word(isId ? key.replaceFirst("^0x", "") : id) + " state="
                        + state + " check=" + (call.check() ? 1 : 0) + " ring="
                        + args.text("keyring").map(Paths::quoted).orElse("") + " finger="
                        + word(args.text("fingerprint", "").replace(" ", "").toUpperCase(Locale.ROOT)) + " insecure="
                        + (args.flag("validate_certs", true) ? "" : "-k") + "\n";
        ExecResult result = call.node().run(head + FETCH + (rpm ? RPM : APT), Payload.of(args.text("data", "")));
        if (!result.ok()) {
            throw new ModuleException("cannot bring the key to state " + state + ": "
                    + result.err().strip());
        }
        ModuleResult done = ModuleResult.of(result.out().contains("changed"));
        return id.isEmpty() ? done : done.with("id", id);
    }
}
