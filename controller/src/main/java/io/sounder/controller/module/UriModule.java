package io.sounder.controller.module;

import static io.sounder.controller.host.ShellQuote.word;

import io.sounder.controller.host.ExecResult;
import io.sounder.controller.host.Payload;
import io.sounder.controller.yaml.YamlReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code uri}: a request to a web server by the host's {@code curl}; skipped in check mode. */
final class UriModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.ofFile(
                "url!",
                "method",
                "body",
                "body_format",
                "headers",
                "status_code",
                "return_content",
                "timeout",
                "validate_certs",
                "follow_redirects",
                "url_username|user",
                "url_password|password",
                "force_basic_auth",
                "dest",
                "creates",
                "removes",
                "src",
                "remote_src",
                "unix_socket",
                "http_agent",
                "use_proxy",
                "ca_path",
                "client_cert",
                "client_key",
                "force",
                "decompress",
                "use_netrc?",
                "ciphers?",
                "unredirected_headers?",
                "use_gssapi?");
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        for (String option : List.of("creates", "removes")) {
            if (args.has(option)) {
                boolean there = call.node()
                        .run("[ -e " + Paths.quoted(args.required(option)) + " ]\n")
                        .ok();
                if (there == option.equals("creates")) {
                    return ModuleResult.of(false)
                            .with(
                                    "stdout",
                                    "skipped, since '" + args.required(option) + "' "
                                            + (there ? "exists" : "does not exist"))
                            .with("rc", 0L);
                }
            }
        }
        if (call.check()) {
            return ModuleResult.skip("remote module (uri) does not support check mode");
        }
        String dest = args.text("dest").map(Paths::quoted).orElse("");
        String head = "dest=" + dest + "\ncred="
                + (args.has("url_username")
                        ? word(args.required("url_username") + ":" + args.text("url_password", ""))
                        : "")
                + "\nset -- " + options(args) + "\nu=" + word(args.required("url")) + "\n";
        ExecResult result = call.node().run(head + SCRIPT, body(call));
        if (!result.ok()) {
            return ModuleResult.failure("Status code was -1 and not " + wanted(args) + ": "
                            + result.err().strip())
                    .with("status", -1L)
                    .with("url", args.required("url"))
                    .with("redirected", false)
                    .with("elapsed", 0L);
        }
        return judged(args, result.out());
    }

    /**
     * Standard input is the body. The credentials are in a configuration file, not in the arguments. Prints the
     * answer's status, address, headers and, after an empty line, its content.
     */
    private static final String SCRIPT = """
            command -v curl >/dev/null 2>&1 || { echo "no curl on this host: uri needs it" >&2; exit 1; }
            w=$(mktemp -d) || exit 1
            trap 'rm -rf -- "$w"' EXIT
            cat > "$w/body"
            if [ -n "$cred" ]; then (umask 077; printf 'user = "%s"\\n' "$cred" > "$w/cred"); set -- -K "$w/cred" "$@"; fi
            if [ -s "$w/body" ]; then set -- --data-binary "@$w/body" "$@"; fi
            meta=$(curl -sS -D "$w/head" -o "$w/out" -w '%{http_code} %{num_redirects} %{url_effective}' "$@" -- "$u") || exit 1
            printf '%s\\n' "$meta"
            tr -d '\\r' < "$w/head" | awk '/^HTTP\\//{n=0} {l[n++]=$0} END{for(i=0;i<n;i++)if(l[i]!="")print l[i]}'
            echo
            if [ -n "$dest" ]; then
            if [ -d "$dest" ]; then n=${u##*/}; n=${n%%\\?*}; dest=$dest/$n; fi
            if ! cmp -s "$w/out" "$dest"; then cat "$w/out" > "$dest" || exit 1; echo changed; fi
            else cat "$w/out" 2>/dev/null || :; fi
            """;

    private static String options(Args args) {
        StringBuilder options = new StringBuilder("--connect-timeout " + (long) args.number("timeout", 30) + " -m "
                + (long) args.number("timeout", 30) + " -A " + word(args.text("http_agent", "ansible-httpget")));
        String method = args.text("method", "GET").toUpperCase(Locale.ROOT);
        options.append(method.equals("HEAD") ? " -I" : " -X " + word(method));
        String follow = args.text("follow_redirects", "safe").toLowerCase(Locale.ROOT);
        boolean follows = switch (follow) {
            case "all", "yes", "true" -> true;
            case "none", "no", "false" -> false;
            default -> method.equals("GET") || method.equals("HEAD");
        };
        options.append(follows ? " -L" : "");
        options.append(args.flag("validate_certs", true) ? "" : " -k");
        options.append(args.flag("use_proxy", true) ? "" : " --noproxy '*'");
        args.text("unix_socket")
                .ifPresent(path -> options.append(" --unix-socket ").append(Paths.quoted(path)));
        args.text("ca_path").ifPresent(path -> options.append(" --cacert ").append(Paths.quoted(path)));
        args.text("client_cert").ifPresent(path -> options.append(" --cert ").append(Paths.quoted(path)));
        args.text("client_key").ifPresent(path -> options.append(" --key ").append(Paths.quoted(path)));
        Http.headers(args).forEach(header -> options.append(" -H ").append(word(header)));
        String type = switch (format(args)) {
            case "json" -> "application/json";
            case "form-urlencoded" -> "application/x-www-form-urlencoded";
            default -> "";
        };
        if (args.has("body") || args.has("src")) {
            boolean given = Http.headers(args).stream()
                    .anyMatch(one -> one.toLowerCase(Locale.ROOT).startsWith("content-type:"));
            options.append(
                    given ? "" : type.isEmpty() ? " -H 'Content-Type:'" : " -H " + word("Content-Type: " + type));
        }
        return options.toString();
    }

    private static String format(Args args) {
        return args.choice("body_format", "raw", "raw", "json", "form-urlencoded");
    }

    private static Payload body(ModuleCall call) {
        Args args = call.args();
        if (args.has("src")) {
            if (args.flag("remote_src", false)) {
                return Payload.of(call.node()
                        .run("cat -- " + Paths.quoted(args.required("src")) + "\n")
                        .stdout());
            }
            return Payload.of(call.files().get("files", args.required("src")));
        }
        Object body = args.raw("body").orElse("");
        return Payload.of(
                switch (format(args)) {
                    case "json" ->
                        body instanceof String text && !text.isEmpty()
                                ? text
                                : body instanceof String ? "" : JsonText.of(body);
                    case "form-urlencoded" -> form(body);
                    default ->
                        body instanceof Map<?, ?> || body instanceof List<?> ? JsonText.of(body) : PythonText.of(body);
                });
    }

    private static String form(Object body) {
        if (!(body instanceof Map<?, ?> map)) {
            return PythonText.of(body);
        }
        return map.entrySet().stream()
                .flatMap(one -> (one.getValue() instanceof List<?> many
                                ? many
                                : java.util.Collections.singletonList(one.getValue()))
                        .stream().map(value -> encoded(one.getKey()) + "=" + encoded(value)))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(@Nullable Object value) {
        return URLEncoder.encode(PythonText.of(value == null ? "" : value), StandardCharsets.UTF_8);
    }

    private static List<String> wanted(Args args) {
        List<String> wanted = args.list("status_code");
        return wanted.isEmpty() ? List.of("200") : wanted;
    }

    private static ModuleResult judged(Args args, String out) {
        int end = out.indexOf("\n\n");
        List<String> lines = out.substring(0, Math.max(end, 0)).lines().toList();
        String content = out.substring(Math.min(end + 2, out.length()));
        String[] meta = lines.getFirst().split(" ", 3);
        long status = Long.parseLong(meta[0]);
        String reason = lines.size() > 1 && lines.get(1).split(" ", 3).length > 2
                ? lines.get(1).split(" ", 3)[2]
                : "";
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (String line : lines.subList(Math.min(2, lines.size()), lines.size())) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                String name = line.substring(0, colon).toLowerCase(Locale.ROOT).replace('-', '_');
                String value = line.substring(colon + 1).strip();
                values.merge(name, value, (one, other) -> one + ", " + other);
            }
        }
        values.put("status", status);
        values.put("url", meta[2]);
        values.put("redirected", !meta[1].equals("0"));
        values.put("elapsed", 0L);
        boolean ok = wanted(args).contains(String.valueOf(status));
        boolean saved = args.has("dest");
        values.put(
                "msg",
                ok
                        ? "OK (" + values.getOrDefault("content_length", "unknown") + " bytes)"
                        : "Status code was " + status + " and not " + wanted(args) + ": HTTP Error " + status + ": "
                                + reason);
        if (saved) {
            values.put("path", args.required("dest"));
        } else {
            if (String.valueOf(values.getOrDefault("content_type", "")).contains("json")) {
                json(content, values);
            }
            if (args.flag("return_content", false) || !ok) {
                values.put("content", content);
            }
        }
        return ModuleResult.of(saved && content.contains("changed"))
                .failing(!ok)
                .withAll(values);
    }

    private static void json(String content, Map<String, @Nullable Object> values) {
        try {
            values.put(
                    "json",
                    new YamlReader(warning -> {})
                            .readText("the answer", content)
                            .getFirst()
                            .value());
        } catch (io.sounder.controller.base.ControllerException e) {
            values.remove("json");
        }
    }
}
