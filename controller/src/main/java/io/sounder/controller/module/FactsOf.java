package io.sounder.controller.module;

import static io.sounder.controller.host.ShellQuote.word;

import io.sounder.controller.host.ExecResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The modules that only report: {@code package_facts}, {@code service_facts}, {@code getent}; the same in check mode. */
final class FactsOf implements Module {
    /** What is reported. */
    enum Kind {
        PACKAGES,
        SERVICES,
        DATABASE
    }

    private final Kind kind;

    FactsOf(Kind kind) {
        this.kind = kind;
    }

    @Override
    public ArgSpec spec() {
        return switch (kind) {
            case PACKAGES -> ArgSpec.of("manager?", "strategy");
            case SERVICES -> ArgSpec.of();
            case DATABASE -> ArgSpec.of("database!", "key", "split", "service", "fail_key");
        };
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        return switch (kind) {
            case PACKAGES -> {
                call.args().choice("strategy", "first", "first");
                yield packages(call);
            }
            case SERVICES -> services(call);
            case DATABASE -> database(call);
        };
    }

    private static ModuleResult packages(ModuleCall call) {
        String script = """
                if command -v dpkg-query >/dev/null 2>&1; then
                dpkg-query -W -f 'apt\\t${db:Status-Status}\\t${Package}\\t${Version}\\t${Architecture}\\t${Section}\\n'
                elif command -v rpm >/dev/null 2>&1; then
                rpm -qa --qf 'rpm\\tinstalled\\t%{NAME}\\t%{VERSION}\\t%{ARCH}\\t%{RELEASE}\\t%{EPOCH}\\n'
                else echo "neither dpkg nor rpm on this host" >&2; exit 1; fi
                """;
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        for (String line : call.node().output(script).lines().toList()) {
            String[] f = line.split("\t", -1);
            if (f.length < 6 || !f[1].equals("installed")) {
                continue;
            }
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("name", f[2]);
            one.put("version", f[3]);
            if (f[0].equals("rpm")) {
                one.put("release", f[5]);
                one.put("epoch", f[6].equals("(none)") ? null : Long.valueOf(f[6]));
            } else {
                one.put("category", f[5]);
            }
            one.put("arch", f[4]);
            one.put("source", f[0]);
            List<Object> versions = new ArrayList<>(all.get(f[2]) instanceof List<?> known ? known : List.of());
            versions.add(one);
            all.put(f[2], versions);
        }
        return facts("packages", all);
    }

    private static ModuleResult services(ModuleCall call) {
        String script = """
                command -v systemctl >/dev/null 2>&1 || exit 0
                systemctl list-units --no-pager --no-legend --plain --type=service --all 2>/dev/null | while read -r u l a s _; do
                printf 'unit\\t%s\\t%s\\t%s\\t%s\\n' "$u" "$l" "$a" "$s"; done
                systemctl list-unit-files --no-pager --no-legend --type=service --all 2>/dev/null | while read -r u s _; do
                printf 'file\\t%s\\t%s\\n' "$u" "$s"; done
                """;
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        for (String line : call.node().output(script).lines().toList()) {
            String[] f = line.split("\t", -1);
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            if (f[0].equals("unit")) {
                String state = f[4].equals("running") ? "running" : "stopped";
                service(
                        one,
                        f[1],
                        state,
                        f[2].equals("not-found") ? "not-found" : f[3].equals("failed") ? "failed" : "unknown");
            } else if (all.get(f[1]) instanceof Map<?, ?> known) {
                boolean missing = "not-found".equals(known.get("status"));
                service(one, f[1], String.valueOf(known.get("state")), missing ? "not-found" : f[2]);
            } else {
                boolean indirect = List.of("static", "disabled", "enabled", "indirect", "alias")
                        .contains(f[2]);
                service(one, f[1], indirect ? "inactive" : "unknown", f[2]);
            }
            all.put(f[1], one);
        }
        return facts("services", all);
    }

    private static void service(Map<String, @Nullable Object> one, String name, String state, String status) {
        one.put("name", name);
        one.put("state", state);
        one.put("status", status);
        one.put("source", "systemd");
    }

    private static ModuleResult database(ModuleCall call) {
        Args args = call.args();
        String database = args.required("database");
        String key = args.text("key").map(one -> " " + word(one)).orElse("");
        String service =
                args.text("service").map(one -> "-s " + word(one) + " ").orElse("");
        ExecResult result = call.node().run("getent " + service + word(database) + key + "\n");
        Map<String, @Nullable Object> rows = new LinkedHashMap<>();
        if (result.code() == 0) {
            String split = args.text("split")
                    .orElse(List.of("passwd", "shadow", "group", "gshadow").contains(database) ? ":" : "");
            for (String line : result.out().lines().toList()) {
                List<String> fields = new ArrayList<>(Arrays.asList(
                        split.isEmpty()
                                ? line.strip().split("\\s+", -1)
                                : line.split(java.util.regex.Pattern.quote(split), -1)));
                rows.put(fields.getFirst(), new ArrayList<>(fields.subList(1, fields.size())));
            }
        } else if (result.code() == 2 && !args.flag("fail_key", true)) {
            rows.put(args.text("key", ""), null);
            return facts("getent_" + database, rows)
                    .with("msg", "One or more supplied key could not be found in the database.");
        } else {
            throw new ModuleException(
                    switch (result.code()) {
                        case 1 -> "Missing arguments, or database unknown.";
                        case 2 -> "One or more supplied key could not be found in the database.";
                        case 3 -> "Enumeration not supported on this database.";
                        default ->
                            "getent failed with exit code " + result.code() + ": "
                                    + result.err().strip();
                    });
        }
        return facts("getent_" + database, rows);
    }

    private static ModuleResult facts(String name, Map<String, @Nullable Object> value) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put(name, value);
        return ModuleResult.of(false).withFacts(facts);
    }
}
