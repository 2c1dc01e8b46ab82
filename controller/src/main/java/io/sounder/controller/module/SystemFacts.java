package io.sounder.controller.module;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Facts of the system, its user, and its hardware. */
final class SystemFacts {
    private static final Map<String, String> NAMES = Map.of(
            "debian",
            "Debian",
            "ubuntu",
            "Ubuntu",
            "rhel",
            "RedHat",
            "rocky",
            "Rocky",
            "almalinux",
            "AlmaLinux",
            "centos",
            "CentOS",
            "fedora",
            "Fedora",
            "alpine",
            "Alpine",
            "ol",
            "OracleLinux",
            "amzn",
            "Amazon");

    private SystemFacts() {}

    static void basic(HostReport report, Map<String, @Nullable Object> facts) {
        String node = report.get("nodename");
        facts.put("ansible_nodename", node);
        facts.put("ansible_hostname", node.split("\\.", 2)[0]);
        facts.put("ansible_fqdn", report.get("fqdn"));
        facts.put("ansible_domain", node.contains(".") ? node.split("\\.", 2)[1] : domain(report.get("fqdn")));
        facts.put("ansible_kernel", report.get("kernel"));
        facts.put("ansible_kernel_version", report.get("kernel_version"));
        facts.put("ansible_system", report.get("system"));
        facts.put("ansible_machine", report.get("machine"));
        facts.put("ansible_machine_id", report.get("machine_id"));
        String machine = report.get("machine");
        facts.put("ansible_architecture", machine.matches("i.86") ? "i386" : machine);
        facts.put("ansible_userspace_architecture", machine);
        facts.put("ansible_userspace_bits", machine.endsWith("64") ? "64" : "32");
        user(report, facts);
        facts.put("ansible_pkg_mgr", report.get("pkg_mgr").isEmpty() ? "unknown" : report.get("pkg_mgr"));
        facts.put("ansible_service_mgr", report.get("service_mgr"));
        facts.put("ansible_fips", report.number("fips") == 1);
        facts.put("ansible_apparmor", Map.of("status", report.get("apparmor")));
        boolean selinux = report.get("selinux").matches("(?i)enforcing|permissive");
        Map<String, Object> mode = new LinkedHashMap<>();
        mode.put("status", selinux ? "enabled" : "disabled");
        if (selinux) {
            mode.put("mode", report.get("selinux").toLowerCase(Locale.ROOT));
        }
        facts.put("ansible_selinux", mode);
        facts.put("ansible_env", report.under("env."));
        facts.put("ansible_cmdline", cmdline(report.get("cmdline")));
        facts.put("ansible_dns", dns(report));
        report.under("sshkey_")
                .forEach((kind, key) -> facts.put(
                        "ansible_ssh_host_key_" + kind + "_public",
                        key.split(" ", -1).length > 1 ? key.split(" ", -1)[1] : key));
        time(report, facts);
        distribution(report, facts);
    }

    private static String domain(String fqdn) {
        return fqdn.contains(".") ? fqdn.split("\\.", 2)[1] : "";
    }

    private static void user(HostReport report, Map<String, @Nullable Object> facts) {
        String[] passwd = (report.get("passwd") + "::::::").split(":", -1);
        facts.put("ansible_user_id", report.get("user_id"));
        facts.put("ansible_user_uid", report.number("user_uid"));
        facts.put("ansible_user_gid", report.number("user_gid"));
        facts.put("ansible_user_gecos", passwd[4]);
        facts.put("ansible_user_dir", passwd[5]);
        facts.put("ansible_user_shell", passwd[6]);
        facts.put("ansible_real_user_id", report.number("real_uid"));
        facts.put("ansible_effective_user_id", report.number("user_uid"));
        facts.put("ansible_real_group_id", report.number("real_gid"));
        facts.put("ansible_effective_group_id", report.number("user_gid"));
    }

    private static Map<String, Object> cmdline(String text) {
        Map<String, Object> words = new LinkedHashMap<>();
        for (String word : text.strip().split("\\s+", -1)) {
            String[] pair = word.split("=", 2);
            if (!word.isEmpty()) {
                words.put(pair[0], pair.length > 1 ? pair[1] : true);
            }
        }
        return words;
    }

    private static Map<String, Object> dns(HostReport report) {
        Map<String, Object> dns = new LinkedHashMap<>();
        List<String> servers =
                report.list("dns_nameserver").stream().map(String::strip).toList();
        if (!servers.isEmpty()) {
            dns.put("nameservers", servers);
        }
        if (!report.get("dns_search").isBlank()) {
            dns.put("search", List.of(report.get("dns_search").strip().split("\\s+", -1)));
        }
        if (!report.get("dns_domain").isBlank()) {
            dns.put("domain", report.get("dns_domain").strip());
        }
        return dns;
    }

    private static void time(HostReport report, Map<String, @Nullable Object> facts) {
        String[] d = (report.get("date") + " - - - - - - - - - - - - - - -").split(" ", -1);
        String[] utc = (report.get("date_utc") + " -").split(" ", -1);
        String[] basic = (report.get("date_basic") + " -").split(" ", -1);
        Map<String, Object> time = new LinkedHashMap<>();
        String[] names = {
            "date",
            "time",
            "epoch",
            "tz",
            "tz_offset",
            "weekday",
            "weekday_number",
            "weeknumber",
            "year",
            "month",
            "day",
            "hour",
            "minute",
            "second"
        };
        for (int i = 0; i < names.length; i++) {
            time.put(names[i], d[i]);
        }
        time.put("epoch_int", d[2]);
        time.put("tz_dst", report.get("tz_dst"));
        time.put("iso8601", utc[0]);
        time.put("iso8601_micro", utc[1]);
        time.put("iso8601_basic", basic[0]);
        time.put("iso8601_basic_short", basic[1]);
        facts.put("ansible_date_time", time);
    }

    private static void distribution(HostReport report, Map<String, @Nullable Object> facts) {
        String id = report.get("os_id");
        String kin = " " + id + " " + report.get("os_like") + " ";
        boolean precise = id.equals("debian") && report.get("debian").matches("[\\d.]+");
        String version = precise ? report.get("debian") : report.get("os_version");
        String name = NAMES.getOrDefault(id, id);
        facts.put("ansible_distribution", name);
        facts.put("ansible_distribution_version", version);
        facts.put("ansible_distribution_major_version", version.split("\\.", 2)[0]);
        facts.put("ansible_distribution_release", report.get("os_codename"));
        facts.put("ansible_distribution_file_path", "/etc/os-release");
        facts.put("ansible_distribution_file_parsed", true);
        facts.put("ansible_distribution_file_variety", name);
        if (precise) {
            facts.put("ansible_distribution_minor_version", report.get("debian").replaceFirst("^\\d+\\.?", ""));
        }
        Map<String, Object> lsb = new LinkedHashMap<>();
        lsb.put("id", name);
        lsb.put("release", version);
        lsb.put("codename", report.get("os_codename"));
        lsb.put("description", report.get("os_name"));
        lsb.put("major_release", version.split("\\.", 2)[0]);
        facts.put("ansible_lsb", lsb);
        facts.put(
                "ansible_os_family",
                kin.contains("debian")
                        ? "Debian"
                        : kin.contains("rhel") || kin.contains("fedora")
                                ? "RedHat"
                                : kin.contains("suse") ? "Suse" : name);
    }

    static void hardware(HostReport report, Map<String, @Nullable Object> facts) {
        long mib = 1024;
        facts.put("ansible_memtotal_mb", report.number("mem_MemTotal") / mib);
        facts.put("ansible_memfree_mb", report.number("mem_MemFree") / mib);
        facts.put("ansible_swaptotal_mb", report.number("mem_SwapTotal") / mib);
        facts.put("ansible_swapfree_mb", report.number("mem_SwapFree") / mib);
        long total = report.number("mem_MemTotal") / mib;
        long free = report.number("mem_MemFree") / mib;
        long cached = (report.number("mem_Cached") + report.number("mem_Buffers")) / mib;
        facts.put(
                "ansible_memory_mb",
                Map.of(
                        "real", Map.of("total", total, "used", total - free, "free", free),
                        "nocache", Map.of("free", free + cached, "used", total - free - cached),
                        "swap",
                                Map.of(
                                        "total", report.number("mem_SwapTotal") / mib,
                                        "free", report.number("mem_SwapFree") / mib,
                                        "used", (report.number("mem_SwapTotal") - report.number("mem_SwapFree")) / mib,
                                        "cached", report.number("mem_SwapCached") / mib)));
        facts.put("ansible_uptime_seconds", report.number("uptime"));
        processor(report, facts);
        mounts(report, facts);
        report.under("dmi_")
                .forEach((name, value) -> facts.put(
                        name.equals("sys_vendor") ? "ansible_system_vendor" : "ansible_" + name,
                        value.isEmpty() ? "NA" : value));
    }

    private static void processor(HostReport report, Map<String, @Nullable Object> facts) {
        List<String> list = new ArrayList<>();
        java.util.Set<String> sockets = new java.util.LinkedHashSet<>();
        long cores = 1;
        long siblings = 1;
        for (String line : report.list("cpuinfo")) {
            String[] pair = line.split("\\s*:\\s*", 2);
            String value = pair.length > 1 ? pair[1].strip() : "";
            switch (pair[0].strip()) {
                case "processor", "vendor_id", "model name" -> list.add(value);
                case "physical id" -> sockets.add(value);
                case "cpu cores" -> cores = value.matches("\\d+") ? Long.parseLong(value) : cores;
                case "siblings" -> siblings = value.matches("\\d+") ? Long.parseLong(value) : siblings;
                default -> {}
            }
        }
        long count = sockets.isEmpty() ? report.number("cpus") : sockets.size();
        long threads = Math.max(1, siblings / Math.max(1, cores));
        facts.put("ansible_processor", list);
        facts.put("ansible_processor_count", count);
        facts.put("ansible_processor_cores", cores);
        facts.put("ansible_processor_threads_per_core", threads);
        facts.put("ansible_processor_vcpus", sockets.isEmpty() ? report.number("cpus") : threads * count * cores);
        facts.put("ansible_processor_nproc", report.number("nproc"));
    }

    private static void mounts(HostReport report, Map<String, @Nullable Object> facts) {
        List<Object> mounts = new ArrayList<>();
        for (String line : report.list("mount")) {
            String[] f = line.split(" ", -1);
            Map<String, Object> mount = new LinkedHashMap<>();
            mount.put("device", f[0]);
            mount.put("mount", f[1].replace("\\040", " "));
            mount.put("fstype", f[2]);
            mount.put("options", f[3]);
            if (f.length > 8) {
                long block = Long.parseLong(f[4]);
                mount.put("block_size", block);
                mount.put("block_total", Long.parseLong(f[5]));
                mount.put("block_available", Long.parseLong(f[6]));
                mount.put("size_total", block * Long.parseLong(f[5]));
                mount.put("size_available", block * Long.parseLong(f[6]));
                mount.put("inode_total", Long.parseLong(f[7]));
                mount.put("inode_available", Long.parseLong(f[8]));
            }
            mounts.add(mount);
        }
        facts.put("ansible_mounts", mounts);
        Map<String, Object> devices = new LinkedHashMap<>();
        for (String line : report.list("device")) {
            String[] f = (line + "   ").split(" ", -1);
            devices.put(f[0], Map.of("sectors", f[1], "removable", f[2], "rotational", f[3], "sectorsize", "512"));
        }
        facts.put("ansible_devices", devices);
    }

    static void virtualization(HostReport report, Map<String, @Nullable Object> facts) {
        String type = report.get("virt");
        boolean docker = report.number("docker") == 1;
        boolean guest = docker || (!type.isEmpty() && !type.equals("none"));
        String name = docker ? "docker" : guest ? type : "";
        facts.put("ansible_virtualization_role", guest ? "guest" : "host");
        facts.put("ansible_virtualization_type", name.isEmpty() ? "kvm".equals(type) ? "kvm" : "" : name);
    }
}
