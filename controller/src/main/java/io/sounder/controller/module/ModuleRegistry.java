package io.sounder.controller.module;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All modules by name. Modules are made when they are first asked for. */
public final class ModuleRegistry {
    private static final Map<String, Supplier<Module>> MODULES = Map.ofEntries(
            Map.entry("command", () -> new CommandModule(false)),
            Map.entry("shell", () -> new CommandModule(true)),
            Map.entry("raw", () -> new RawModule(false)),
            Map.entry("script", () -> new RawModule(true)),
            Map.entry("set_fact", SetFactModule::new),
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
            Map.entry("package", PackageModule::new),
            Map.entry("apt", PackageModule::new),
            Map.entry("dnf", PackageModule::new),
            Map.entry("yum", PackageModule::new),
            Map.entry("timezone", TimezoneModule::new),
            Map.entry("hostname", HostnameModule::new),
            Map.entry("user", UserModule::new),
            Map.entry("group", GroupModule::new),
            Map.entry("tempfile", TempfileModule::new),
            Map.entry("ping", PingModule::new),
            Map.entry("pause", PauseModule::new),
            Map.entry("setup", SetupModule::new),
            Map.entry("cron", CronModule::new));

    /** The steps that the engine itself carries out. */
    private static final Set<String> OF_THE_ENGINE = Set.of(
            "meta",
            "include_tasks",
            "import_tasks",
            "include_role",
            "import_role",
            "include_vars",
            "add_host",
            "group_by");

    /** The names of everything a task may call. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>(new TreeSet<>(MODULES.keySet()));
        names.addAll(OF_THE_ENGINE);
        return names;
    }

    /** The module of that name, or null if the engine carries it out. */
    public @Nullable Module get(String name) {
        Supplier<Module> maker = MODULES.get(name);
        return maker == null ? null : maker.get();
    }

    /** Arguments under their main names. */
    public Args check(String name, Module module, Args given) {
        return new Args(module.spec().checked(name, given.values()), given.free());
    }
}
