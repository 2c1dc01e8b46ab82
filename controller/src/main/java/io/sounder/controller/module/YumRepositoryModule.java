package io.sounder.controller.module;

import static io.sounder.controller.host.ShellQuote.word;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code yum_repository}: a section of a file of repositories says this, or is not there. Check mode compares only. */
final class YumRepositoryModule implements Module {
    private static final Set<String> FLAGS = Set.of(
            "enabled",
            "enablegroups",
            "gpgcheck",
            "keepalive",
            "module_hotfixes",
            "protect",
            "repo_gpgcheck",
            "s3_enabled",
            "skip_if_unavailable",
            "ssl_check_cert_permissions",
            "sslverify");

    private static final List<String> SETTINGS = List.of(
            "bandwidth",
            "baseurl",
            "cost",
            "deltarpm_metadata_percentage",
            "deltarpm_percentage",
            "enabled",
            "enablegroups",
            "exclude",
            "failovermethod",
            "gpgcakey",
            "gpgcheck",
            "gpgkey",
            "http_caching",
            "include",
            "includepkgs",
            "ip_resolve",
            "keepalive",
            "keepcache",
            "metadata_expire",
            "metadata_expire_filter",
            "metalink",
            "mirrorlist",
            "mirrorlist_expire",
            "module_hotfixes",
            "password",
            "priority",
            "protect",
            "proxy",
            "proxy_password",
            "proxy_username",
            "repo_gpgcheck",
            "retries",
            "s3_enabled",
            "skip_if_unavailable",
            "ssl_check_cert_permissions",
            "sslcacert|ca_cert",
            "sslclientcert|client_cert",
            "sslclientkey|client_key",
            "sslverify|validate_certs",
            "throttle",
            "timeout",
            "ui_repoid_vars",
            "username");

    @Override
    public ArgSpec spec() {
        List<String> all = new ArrayList<>(SETTINGS);
        all.addAll(List.of("name!", "description", "file", "reposdir", "state", "async"));
        return ArgSpec.ofFile(all.toArray(String[]::new));
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        boolean present = args.choice("state", "present", "present", "absent").equals("present");
        String name = args.required("name");
        if (present
                && (!args.has("description")
                        || !(args.has("baseurl") || args.has("mirrorlist") || args.has("metalink")))) {
            throw new ModuleException("description and one of baseurl, mirrorlist or metalink are needed");
        }
        String file = args.text("reposdir", "/etc/yum.repos.d") + "/" + args.text("file", name) + ".repo";
        String before = call.node().output("cat -- " + Paths.quoted(file) + " 2>/dev/null || :\n");
        Map<String, List<String>> sections = IniText.sections(before);
        if (present) {
            sections.put("[" + name + "]", settings(args));
        } else {
            sections.remove("[" + name + "]");
        }
        String after = IniText.text(sections);
        boolean changed =
                !after.strip().equals(IniText.text(IniText.sections(before)).strip());
        if (changed && !call.check()) {
            if (after.isBlank()) {
                call.node().output("rm -f -- " + word(file) + "\n");
            } else {
                Placement.of(call.node(), Ownership.of(args)).put(file, after);
            }
        } else if (present && !changed) {
            changed = Ownership.of(args).bring(call, RemoteFile.probe(call.node(), file));
        }
        ModuleResult result = ModuleResult.of(changed).with("repo", name).with("state", present ? "present" : "absent");
        return changed && call.diff() ? result.with(new Diff(before, after, file, file)) : result;
    }

    private static List<String> settings(Args args) {
        Map<String, String> values = new LinkedHashMap<>();
        if (args.has("async")) {
            values.put("async", args.flag("async", true) ? "1" : "0");
        }
        for (String setting : SETTINGS) {
            String main = setting.split("\\|", -1)[0];
            if (args.has(main)) {
                values.put(main, value(args, main));
            }
        }
        values.put("name", args.required("description"));
        List<String> lines = new ArrayList<>();
        new java.util.TreeMap<>(values).forEach((key, value) -> lines.add(key + " = " + value));
        return lines;
    }

    private static String value(Args args, String name) {
        if (FLAGS.contains(name)) {
            return args.flag(name, false) ? "1" : "0";
        }
        if (args.raw(name).orElse("") instanceof List<?>) {
            return String.join(List.of("exclude", "includepkgs").contains(name) ? " " : "\n", args.list(name));
        }
        return args.required(name);
    }
}
