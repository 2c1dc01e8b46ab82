package io.sounder.controller.module;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code setup}: the most used facts of the host; the same in check mode. */
final class SetupModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.of("gather_subset", "gather_timeout", "filter?", "fact_path?");
    }

    private static final String SCRIPT = """
            . /etc/os-release 2>/dev/null
            p() { printf '%s=%s\\n' "$1" "$2"; }
            p os_id "${ID:-}"; p os_like "${ID_LIKE:-}"; p os_version "${VERSION_ID:-}"; p os_codename "${VERSION_CODENAME:-}"
            p nodename "$(uname -n)"; p kernel "$(uname -r)"; p system "$(uname -s)"; p machine "$(uname -m)"
            p fqdn "$(hostname -f 2>/dev/null || uname -n)"
            p user_id "$(id -un)"; p user_uid "$(id -u)"; p user_gid "$(id -g)"; p user_dir "$HOME"; p user_shell "${SHELL:-/bin/sh}"
            p cpus "$(getconf _NPROCESSORS_ONLN 2>/dev/null)"
            while read -r k v _; do case $k in MemTotal:) p memtotal_kb "$v" ;; MemFree:) p memfree_kb "$v" ;; SwapTotal:) p swaptotal_kb "$v" ;; esac; done < /proc/meminfo
            if command -v apt-get >/dev/null 2>&1; then p pkg_mgr apt; elif command -v dnf >/dev/null 2>&1; then p pkg_mgr dnf
            elif command -v yum >/dev/null 2>&1; then p pkg_mgr yum; fi
            if [ -d /run/systemd/system ]; then p service_mgr systemd; else p service_mgr "$(cat /proc/1/comm 2>/dev/null)"; fi
            p date_iso "$(date -u +%Y-%m-%dT%H:%M:%SZ)"; p date "$(date +%Y-%m-%d)"; p time "$(date +%H:%M:%S)"; p epoch "$(date +%s)"; p tz "$(date +%Z)"
            if command -v ip >/dev/null 2>&1; then
            set -- $(ip -4 route get 255.255.255.255 2>/dev/null || ip -4 route get 8.8.8.8 2>/dev/null)
            while [ $# -gt 1 ]; do case $1 in src) p ipv4 "$2" ;; dev) p interface "$2" ;; via) p gateway "$2" ;; esac; shift; done
            p ipv4_all "$(ip -4 -o addr show 2>/dev/null | while read -r _ _ _ a _; do a=${a%%/*}; case $a in 127.*) ;; *) printf '%s ' "$a" ;; esac; done)"
            else p ipv4_all "$(hostname -I 2>/dev/null)"; fi
            env | while IFS= read -r l; do case $l in [A-Za-z_]*=*) printf 'env.%s\\n' "$l" ;; esac; done
            """;

    @Override
    public ModuleResult run(ModuleCall call) {
        Map<String, String> raw = new LinkedHashMap<>();
        Map<String, Object> env = new LinkedHashMap<>();
        for (String line : call.node().output(SCRIPT).lines().toList()) {
            int equals = line.indexOf('=');
            if (equals > 0 && line.startsWith("env.")) {
                env.put(line.substring(4, equals), line.substring(equals + 1));
            } else if (equals > 0) {
                raw.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        system(raw, facts);
        distribution(raw, facts);
        network(raw, facts);
        facts.put("ansible_env", env);
        facts.put("gather_subset", List.of("all"));
        facts.put("module_setup", true);
        return ModuleResult.of(false).withFacts(facts);
    }

    private static void system(Map<String, String> raw, Map<String, @Nullable Object> facts) {
        String node = raw.getOrDefault("nodename", "");
        facts.put("ansible_nodename", node);
        facts.put("ansible_hostname", node.split("\\.", 2)[0]);
        facts.put("ansible_fqdn", raw.getOrDefault("fqdn", node));
        facts.put("ansible_kernel", raw.get("kernel"));
        facts.put("ansible_system", raw.get("system"));
        facts.put("ansible_machine", raw.get("machine"));
        facts.put("ansible_architecture", raw.get("machine"));
        for (String name : List.of("user_id", "user_dir", "user_shell", "pkg_mgr", "service_mgr")) {
            facts.put("ansible_" + name, raw.get(name));
        }
        facts.put("ansible_user_uid", number(raw, "user_uid"));
        facts.put("ansible_user_gid", number(raw, "user_gid"));
        facts.put("ansible_processor_vcpus", number(raw, "cpus"));
        facts.put("ansible_processor_nproc", number(raw, "cpus"));
        facts.put("ansible_processor_count", number(raw, "cpus"));
        facts.put("ansible_memtotal_mb", number(raw, "memtotal_kb") / 1024);
        facts.put("ansible_memfree_mb", number(raw, "memfree_kb") / 1024);
        facts.put("ansible_swaptotal_mb", number(raw, "swaptotal_kb") / 1024);
        facts.put(
                "ansible_date_time",
                Map.of(
                        "iso8601",
                        raw.getOrDefault("date_iso", ""),
                        "date",
                        raw.getOrDefault("date", ""),
                        "time",
                        raw.getOrDefault("time", ""),
                        "epoch",
                        raw.getOrDefault("epoch", ""),
                        "tz",
                        raw.getOrDefault("tz", "")));
    }

    private static long number(Map<String, String> raw, String name) {
        String text = raw.getOrDefault(name, "").strip();
        return text.matches("\\d+") ? Long.parseLong(text) : 0;
    }

    private static void distribution(Map<String, String> raw, Map<String, @Nullable Object> facts) {
        String id = raw.getOrDefault("os_id", "");
        String all = id + " " + raw.getOrDefault("os_like", "");
        String version = raw.getOrDefault("os_version", "");
        String name = switch (id) {
            case "debian" -> "Debian";
            case "ubuntu" -> "Ubuntu";
            case "rhel" -> "RedHat";
            case "rocky" -> "Rocky";
            case "almalinux" -> "AlmaLinux";
            case "centos" -> "CentOS";
            case "fedora" -> "Fedora";
            case "alpine" -> "Alpine";
            default -> id;
        };
        facts.put("ansible_distribution", name);
        facts.put("ansible_distribution_version", version);
        facts.put("ansible_distribution_major_version", version.split("\\.", 2)[0]);
        facts.put(
                "ansible_distribution_release",
                Optional.ofNullable(raw.get("os_codename")).orElse(""));
        facts.put(
                "ansible_os_family",
                all.contains("debian")
                        ? "Debian"
                        : all.contains("rhel") || all.contains("fedora")
                                ? "RedHat"
                                : all.contains("suse") ? "Suse" : name);
    }

    private static void network(Map<String, String> raw, Map<String, @Nullable Object> facts) {
        List<String> addresses = new ArrayList<>();
        for (String one : raw.getOrDefault("ipv4_all", "").strip().split("\\s+", -1)) {
            if (!one.isEmpty() && !one.contains(":")) {
                addresses.add(one);
            }
        }
        facts.put("ansible_all_ipv4_addresses", addresses);
        Map<String, Object> main = new LinkedHashMap<>();
        for (String name : List.of("interface", "gateway")) {
            Optional.ofNullable(raw.get(name)).ifPresent(value -> main.put(name, value));
        }
        Optional.ofNullable(raw.get("ipv4"))
                .or(() -> addresses.stream().findFirst())
                .ifPresent(value -> main.put("address", value));
        facts.put("ansible_default_ipv4", main);
    }
}
