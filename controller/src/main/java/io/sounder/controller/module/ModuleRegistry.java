package io.sounder.controller.module;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All modules by name. Modules are made when they are first asked for. */
public final class ModuleRegistry {
    private static final Set<String> META = Set.of(
            "noop",
            "flush_handlers",
            "refresh_inventory",
            "clear_facts",
            "clear_host_errors",
            "end_play",
            "end_host",
            "end_batch",
            "reset_connection");

    private static final Map<String, Supplier<Module>> MODULES = Map.ofEntries(
            Map.entry("command", () -> new CommandModule(false)),
            Map.entry("shell", () -> new CommandModule(true)),
            Map.entry("raw", () -> new RawModule(false)),
            Map.entry("script", () -> new RawModule(true)),
            Map.entry("set_fact", SetFactModule::new),
            Map.entry("validate_argument_spec", ValidateArgumentSpecModule::new),
            Map.entry("fail", FailModule::new),
            Map.entry("debug", DebugModule::new),
            Map.entry("assert", AssertModule::new),
            Map.entry("include_vars", IncludeVarsModule::new),
            Map.entry("copy", CopyModule::new),
            Map.entry("template", TemplateModule::new),
            Map.entry("file", FileModule::new),
            Map.entry("lineinfile", LineInFileModule::new),
            Map.entry("blockinfile", BlockInFileModule::new),
            Map.entry("replace", ReplaceModule::new),
            Map.entry("stat", StatModule::new),
            Map.entry("slurp", SlurpModule::new),
            Map.entry("fetch", FetchModule::new),
            Map.entry("find", FindModule::new),
            Map.entry("unarchive", UnarchiveModule::new),
            Map.entry("systemd", ServiceModule::new),
            Map.entry("service", ServiceModule::new),
            Map.entry("wait_for", WaitForModule::new),
            Map.entry("package", () -> new PackageModule(true)),
            Map.entry("apt", AptModule::new),
            Map.entry("dnf", () -> new PackageModule(false)),
            Map.entry("yum", () -> new PackageModule(false)),
            Map.entry("timezone", TimezoneModule::new),
            Map.entry("hostname", HostnameModule::new),
            Map.entry("user", UserModule::new),
            Map.entry("group", GroupModule::new),
            Map.entry("tempfile", TempfileModule::new),
            Map.entry("ping", PingModule::new),
            Map.entry("pause", PauseModule::new),
            Map.entry("setup", SetupModule::new),
            Map.entry("cron", CronModule::new),
            Map.entry("gather_facts", SetupModule::new),
            Map.entry("async_status", AsyncStatusModule::new),
            Map.entry("authorized_key", AuthorizedKeyModule::new),
            Map.entry("sysctl", SysctlModule::new),
            Map.entry("modprobe", ModprobeModule::new),
            Map.entry("mount", MountModule::new),
            Map.entry("openssl_privatekey", PrivateKeyModule::new),
            Map.entry("openssl_csr", SigningRequestModule::new),
            Map.entry("x509_certificate", CertificateModule::new),
            Map.entry("get_url", GetUrlModule::new),
            Map.entry("uri", UriModule::new),
            Map.entry("archive", ArchiveModule::new),
            Map.entry("wait_for_connection", WaitForConnectionModule::new),
            Map.entry("reboot", RebootModule::new),
            Map.entry("git", GitModule::new),
            Map.entry("known_hosts", KnownHostsModule::new),
            Map.entry("package_facts", () -> new FactsOf(FactsOf.Kind.PACKAGES)),
            Map.entry("service_facts", () -> new FactsOf(FactsOf.Kind.SERVICES)),
            Map.entry("getent", () -> new FactsOf(FactsOf.Kind.DATABASE)),
            Map.entry("apt_repository", AptRepositoryModule::new),
            Map.entry("apt_key", () -> new PackageKeyModule(false)),
            Map.entry("rpm_key", () -> new PackageKeyModule(true)),
            Map.entry("yum_repository", YumRepositoryModule::new),
            Map.entry("ini_file", IniFileModule::new),
            Map.entry("assemble", AssembleModule::new),
            Map.entry("dpkg_selections", DpkgSelectionsModule::new),
            Map.entry("debconf", DebconfModule::new),
            Map.entry("iptables", IptablesModule::new),
            Map.entry("pip", PipModule::new),
            Map.entry("synchronize", SynchronizeModule::new));

    /** The steps that the engine itself carries out. */
    private static final Map<String, ArgSpec> OF_THE_ENGINE = Map.ofEntries(
            Map.entry("meta", ArgSpec.of("free_form")),
            Map.entry("include_tasks", ArgSpec.of("file", "apply")),
            Map.entry("import_tasks", ArgSpec.of("file")),
            Map.entry("include_role", role("apply", "public")),
            Map.entry("import_role", role()),
            Map.entry("add_host", ArgSpec.any()),
            Map.entry("set_stats", ArgSpec.of("data!", "per_host", "aggregate")),
            Map.entry("group_by", ArgSpec.of("key!", "parents")));

    private static ArgSpec role(String... more) {
        List<String> all = new ArrayList<>(List.of(more));
        all.addAll(List.of(
                "name|role!",
                "tasks_from",
                "vars_from",
                "defaults_from",
                "handlers_from",
                "allow_duplicates",
                "rolespec_validate"));
        return ArgSpec.of(all.toArray(String[]::new));
    }

    /** The names of everything a task may call. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>(new TreeSet<>(MODULES.keySet()));
        names.addAll(OF_THE_ENGINE.keySet());
        return names;
    }

    /** The module of that name, or null if the engine carries it out. */
    public @Nullable Module get(String name) {
        Supplier<Module> maker = MODULES.get(name);
        return maker == null ? null : maker.get();
    }

    /**
     * What is wrong with the arguments of a call before templates are evaluated.
     *
     * @param complete whether no more arguments can come
     */
    public Optional<String> complaint(
            String name, Map<String, @Nullable Object> given, @Nullable String free, boolean complete) {
        if (name.equals("meta") && free != null && !META.contains(free)) {
            return Optional.of(
                    "invalid meta action '" + free + "'; there are " + String.join(", ", new TreeSet<>(META)));
        }
        Map<String, @Nullable Object> plain = new LinkedHashMap<>(given);
        plain.keySet().removeIf(one -> one.startsWith("_"));
        ArgSpec engine = OF_THE_ENGINE.get(name);
        Supplier<Module> maker = MODULES.get(name);
        ArgSpec spec = engine != null || maker == null ? engine : maker.get().spec();
        return spec == null ? Optional.empty() : spec.complaint(name, plain, complete);
    }

    /** Arguments under their main names. */
    public Args check(String name, Module module, Args given) {
        return new Args(module.spec().checked(name, given.values()), given.free());
    }
}
