package io.sounder.controller.module;

import static io.sounder.controller.host.ShellQuote.word;

import io.sounder.controller.host.ExecResult;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code get_url}: a file comes from an address, by the host's {@code curl} or {@code wget}. A file that is there stays,
 * unless its checksum differs or {@code force} is given. Check mode looks only.
 */
final class GetUrlModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.ofFile(
                "url!",
                "dest!",
                "checksum",
                "force",
                "headers",
                "timeout",
                "validate_certs",
                "url_username|username",
                "url_password|password",
                "force_basic_auth",
                "http_agent",
                "tmp_dest",
                "use_proxy",
                "backup",
                "decompress",
                "use_netrc?",
                "client_cert?",
                "client_key?",
                "ciphers?",
                "unredirected_headers?",
                "use_gssapi?");
    }

    /** {@code $u} is the address, {@code $d} the file; the options of both programs are in {@code $curl}, {@code $wget}. */
    private static final String SCRIPT = """
            dir=$(dirname -- "$d")
            [ -d "$dir" ] || { echo "Destination $dir does not exist" >&2; exit 1; }
            t=$(mktemp "${tmp:-$dir}/.sounder.XXXXXXXX") || exit 1
            trap 'rm -f -- "$t"' EXIT
            if command -v curl >/dev/null 2>&1; then code=$(fetch_curl) || { echo "Request failed: $code" >&2; exit 1; }
            elif command -v wget >/dev/null 2>&1; then fetch_wget || { echo "Request failed" >&2; exit 1; }; code=200
            else echo "neither curl nor wget on this host" >&2; exit 1; fi
            [ "$code" = 000 ] && code=
            got=$(${algorithm}sum < "$t") || exit 1; got=${got%% *}
            if [ -n "$sum" ] && [ "$got" != "$sum" ]; then
            echo "The checksum for $d did not match $sum; it was $got." >&2; exit 1; fi
            one=$(sha1sum < "$t"); one=${one%% *}; had=; [ -f "$d" ] && { had=$(sha1sum < "$d"); had=${had%% *}; }
            echo "code=$code"; echo "src=$one"; echo "size=$(wc -c < "$t")"; echo "had=$had"
            [ "$had" = "$one" ] && exit 0
            if [ "$backup" = 1 ] && [ -f "$d" ]; then b="$d.$$.$(date +%Y-%m-%d@%H:%M:%S)~"; cp -p -- "$d" "$b" || exit 1; echo "backup=$b"; fi
            if [ -f "$d" ]; then chmod --reference="$d" -- "$t"; chown --reference="$d" -- "$t" 2>/dev/null || :
            else chmod "$(printf %o $((0666 & ~0$(umask))))" "$t" || exit 1; fi
            mv -fT -- "$t" "$d" && echo changed=1
            """;

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        String url = args.required("url");
        String dest = args.required("dest");
        String[] checksum = checksum(args);
        RemoteFile now = RemoteFile.probe(call.node(), dest);
        boolean folder = now.isFolder() || dest.endsWith("/");
        if (folder) {
            dest = FileWriter.inside(dest, nameIn(url));
            now = RemoteFile.probe(call.node(), dest);
        }
        boolean matches = now.exists() && !checksum[1].isEmpty() && checksum[1].equals(sum(call, checksum[0], dest));
        boolean stays = matches || (now.exists() && checksum[1].isEmpty() && !folder && !args.flag("force", false));
        if (stays) {
            Optional<RemoteFile> then = Ownership.of(args).brought(call, now);
            return told(ModuleResult.of(then.isPresent()), then.orElse(now), url)
                    .with("msg", "file already exists");
        }
        if (call.check()) {
            return ModuleResult.of(true).with("url", url).with("dest", dest);
        }
        Map<String, String> said = download(call, url, dest, checksum);
        RemoteFile put = RemoteFile.probe(call.node(), dest);
        Optional<RemoteFile> owned = Ownership.of(args).brought(call, put);
        boolean changed = owned.isPresent() || said.containsKey("changed");
        String had = said.getOrDefault("had", "");
        String code = said.getOrDefault("code", "");
        ModuleResult result = ModuleResult.of(changed)
                .with("checksum_src", said.get("src"))
                .with("checksum_dest", had.isEmpty() ? null : had)
                .with("status_code", code.isEmpty() ? null : Long.valueOf(code))
                .with("msg", "OK (" + said.get("size") + " bytes" + ")");
        if (said.containsKey("backup")) {
            result = result.with("backup_file", said.get("backup"));
        }
        return told(result, owned.orElse(put), url);
    }

    private static ModuleResult told(ModuleResult result, RemoteFile then, String url) {
        return result.with("url", url)
                .with("dest", then.path())
                .with("elapsed", 0L)
                .withAll(then.facts());
    }

    private static Map<String, String> download(ModuleCall call, String url, String dest, String[] checksum) {
        Args args = call.args();
        StringBuilder curl = new StringBuilder("-sSL -f -m 0 --connect-timeout " + seconds(args));
        StringBuilder wget = new StringBuilder("-q -T " + seconds(args));
        if (!args.flag("validate_certs", true)) {
            curl.append(" -k");
            wget.append(" --no-check-certificate");
        }
        if (!args.flag("use_proxy", true)) {
            curl.append(" --noproxy '*'");
            wget.append(" --no-proxy");
        }
        for (String header : Http.headers(args)) {
            curl.append(" -H ").append(word(header));
            wget.append(" --header=").append(word(header));
        }
        String agent = word(args.text("http_agent", "ansible-httpget"));
        String secret = args.has("url_username")
                ? "cred=" + word(args.required("url_username") + ":" + args.text("url_password", "")) + "\n"
                : "cred=\n";
        String functions = "fetch_curl() { printf 'user = \"%s\"\\n' \"$cred\" | { [ -n \"$cred\" ] && set -- -K -; "
                + "curl \"$@\" " + curl + " -A " + agent + " -w '%{http_code}' -o \"$t\" -- \"$u\" 2>&1; }; }\n"
                + "fetch_wget() { if [ -n \"$cred\" ]; then set -- --user=\"${cred%%:*}\" --password=\"${cred#*:}\"; fi; "
                + "wget \"$@\" " + wget + " -U " + agent + " -O \"$t\" -- \"$u\"; }\n";
        String head = secret + "u=" + word(url) + " d=" + Paths.quoted(dest) + " algorithm=" + checksum[0] + " sum="
                + word(checksum[1]) + " backup=" + (args.flag("backup", false) ? 1 : 0) + " tmp="
                + args.text("tmp_dest").map(Paths::quoted).orElse("") + "\n";
        ExecResult result = call.node().run(head + functions + SCRIPT);
        if (!result.ok()) {
            throw new ModuleException(
                    "cannot get '" + url + "': " + result.err().strip());
        }
        return Http.pairs(result.out());
    }

    private static long seconds(Args args) {
        return (long) args.number("timeout", 10);
    }

    private static String sum(ModuleCall call, String algorithm, String path) {
        return call.node()
                .run(algorithm + "sum < " + Paths.quoted(path) + " | cut -d' ' -f1\n")
                .out()
                .strip();
    }

    /** The algorithm and the wanted sum; the sum is empty if none is wanted. */
    private static String[] checksum(Args args) {
        String text = args.text("checksum", "");
        if (text.isBlank()) {
            return new String[] {"sha1", ""};
        }
        int colon = text.indexOf(':');
        String algorithm = colon < 0 ? "" : text.substring(0, colon);
        String sum = text.substring(colon + 1).strip().toLowerCase(Locale.ROOT);
        if (!algorithm.matches("md5|sha1|sha224|sha256|sha384|sha512") || !sum.matches("[0-9a-f]+")) {
            throw new ModuleException(
                    "checksum must be an algorithm and a sum, like 'sha256:…'; a file of sums is not supported: '"
                            + text + "'");
        }
        return new String[] {algorithm, sum};
    }

    private static String nameIn(String url) {
        String path = url.replaceAll("[?#].*", "").replaceAll("/+$", "");
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
