package io.sounder.controller.cli;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;
import io.sounder.controller.engine.PlaybookRun;
import io.sounder.controller.engine.RunListener;
import io.sounder.controller.engine.RunOptions;
import io.sounder.controller.inventory.Inventory;
import io.sounder.controller.module.ModuleRegistry;
import io.sounder.controller.playbook.ParseContext;
import io.sounder.controller.playbook.Play;
import io.sounder.controller.playbook.PlaybookParser;
import io.sounder.controller.playbook.TagFilter;
import io.sounder.controller.template.Scope;
import io.sounder.controller.template.Templar;
import io.sounder.controller.yaml.YamlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code sounder play}: reads playbooks and inventory, then lists or runs. */
final class PlayCommand {
    private final PlayOptions options;
    private final Terminal terminal;
    private final Path folder;
    private final Settings settings;
    private final ConsolePrompt prompt;
    private final YamlReader reader;
    private final Listeners listeners;
    private final RunListener listener;
    private final Set<String> warned = new HashSet<>();
    private @Nullable Inventory inventory;
    private boolean handedOut;

    PlayCommand(PlayOptions options, Terminal terminal) {
        this.options = options;
        this.terminal = terminal;
        Path parent = Path.of(options.playbooks().getFirst())
                .toAbsolutePath()
                .normalize()
                .getParent();
        this.folder = parent == null ? Path.of("/") : parent;
        this.listeners = new Listeners(options, terminal);
        this.listener = listeners.console();
        this.settings = Settings.beside(Path.of(options.playbooks().getFirst()), terminal.environment(), this::warn);
        this.prompt = new ConsolePrompt(terminal.err());
        this.reader = new YamlReader(this::warn, options.vault(settings, prompt).secrets());
    }

    private synchronized void warn(String sentence) {
        if (warned.add(sentence)) {
            listener.warns(sentence);
        }
    }

    ExitCode run() {
        Map<String, @Nullable Object> extraVars = ExtraVars.parse(options.all("-e"), reader, settings.maps());
        TagFilter tags = new TagFilter(tags("-t", "tags.run"), tags("--skip-tags", "tags.skip"));
        PlaybookParser parser = new PlaybookParser(context(extraVars));
        Map<String, List<Play>> plays = new LinkedHashMap<>();
        options.playbooks().forEach(file -> plays.put(file, parser.parse(Path.of(file))));
        List<Play> all = plays.values().stream().flatMap(List::stream).toList();
        TagIndex.check(options.words("-t"), all, parser.steps());
        if (options.has("--syntax-check")
                || options.has("--list-hosts")
                || options.has("--list-tasks")
                || options.has("--list-tags")) {
            list(plays, tags);
            return ExitCode.OK;
        }
        checkLimit();
        RunOptions run = runOptions(extraVars, tags);
        RunListener heard = listeners.all(listener, settings, reader.secrets());
        try (PlaybookRun playbooks = new PlaybookRun(
                this::freshInventory,
                new Templar(reader.secrets(), new NamedSettings(settings)::value),
                parser.steps(),
                reader,
                run,
                heard)) {
            return playbooks.run(all);
        }
    }

    /** Tags of the command line, else of the configuration file. */
    private Set<String> tags(String option, String setting) {
        Set<String> given = options.words(option);
        return given.isEmpty()
                ? Set.copyOf(PlayOptions.split(settings.text(setting).stream().toList()))
                : given;
    }

    private void list(Map<String, List<Play>> plays, TagFilter tags) {
        boolean onlySyntax = options.has("--syntax-check");
        if (options.has("--list-hosts")) {
            checkLimit();
        }
        Listing listing = new Listing(
                terminal.out(),
                options.has("--list-hosts"),
                options.has("--list-tasks"),
                options.has("--list-tags"),
                tags,
                options.text("-l"),
                this::inventory);
        plays.forEach((file, some) -> listing.print(file, onlySyntax ? List.of() : some));
    }

    /** A limit that leaves no host is an error before anything runs. */
    private void checkLimit() {
        Optional<String> limit = options.text("-l");
        if (limit.isPresent()
                && inventory().match("all", limit.get()).isEmpty()
                && inventory().match(limit.get()).isEmpty()) {
            throw new ControllerException(
                            ExitCode.ERROR, "the limit '" + limit.get() + "' matches no host of the inventory")
                    .withHint("list the hosts with --list-hosts");
        }
    }

    private ParseContext context(Map<String, @Nullable Object> extraVars) {
        List<Path> roles = new ArrayList<>();
        settings.paths("defaults.roles_path", ":").forEach(path -> roles.add(Path.of(path)));
        return new ParseContext(reader, new Catalog(new ModuleRegistry()), roles, (raw, vars) -> {
            Map<String, @Nullable Object> known = new LinkedHashMap<>(vars);
            known.putAll(extraVars);
            known.put("playbook_dir", folder.toString());
            return String.valueOf(new Templar().value(raw, Scope.of(known, folder)));
        });
    }

    /** The inventory; asked for again, it is read again. */
    private Inventory freshInventory() {
        Inventory read = handedOut ? null : inventory;
        handedOut = true;
        inventory = read;
        return inventory();
    }

    private List<String> sources() {
        List<String> sources = options.all("-i");
        return sources.isEmpty() ? settings.inventory() : sources;
    }

    private Inventory inventory() {
        Inventory read = inventory;
        if (read == null) {
            List<String> sources = sources();
            if (sources.isEmpty()) {
                throw new ControllerException(ExitCode.ERROR, "no inventory: neither -i nor ansible.cfg names one")
                        .withHint("give one with -i FILE");
            }
            read = Inventory.load(sources, reader, this::warn, settings.maps());
            inventory = read;
        }
        return read;
    }

    private RunOptions runOptions(Map<String, @Nullable Object> extraVars, TagFilter tags) {
        int forks = options.text("-f").map(PlayCommand::number).orElse(settings.number("defaults.forks", 5));
        return new RunOptions(
                options.has("--check"),
                options.has("--diff") || settings.flag("diff.always", false),
                tags,
                options.text("-l"),
                forks,
                extraVars,
                new ConnectionVariables(options, settings, prompt).defaults(),
                options.has("--force-handlers") || settings.flag("defaults.force_handlers", false),
                options.text("--start-at-task"),
                options.has("--step"),
                new AtTerminal(),
                options.verbosity(),
                new RunDefaults(settings).of(sources()));
    }

    static int number(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new ControllerException(ExitCode.COMMAND_LINE, "'" + text + "' is not a number", e);
        }
    }
}
