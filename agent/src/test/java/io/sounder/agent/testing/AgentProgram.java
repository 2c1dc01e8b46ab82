package io.sounder.agent.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Our own program as a process of its own, from the classes under test, for the server's user. Made once for a folder that
 * user can read; its options are in a configuration file, so that each command takes those it knows.
 */
public final class AgentProgram {
    private static final String STANZA = "demo";

    private final Supplier<AgentBuild> build;
    private final Path script;
    private final List<String> options;
    private final Path configuration;

    private AgentProgram(Supplier<AgentBuild> build, Path script, List<String> options) {
        this.build = build;
        this.script = script;
        this.options = List.copyOf(options);
        this.configuration = configure(script, options);
    }

    /**
     * Installs the program into a new folder.
     *
     * @param options for the stanza {@code demo}, written as on the command line
     */
    public static AgentProgram install(Path folder, String... options) {
        return install(AgentBuild::plain, folder, options);
    }

    /** Installs a program that can be killed at each change of a file, see {@link KillPoint}. */
    public static AgentProgram installKillable(Path folder, String... options) {
        return install(AgentBuild::killable, folder, options);
    }

    private static AgentProgram install(Supplier<AgentBuild> build, Path folder, String... options) {
        try {
            Path home = Files.createDirectories(folder.resolve("agent"));
            Unprivileged.own(home);
            return new AgentProgram(build, home.resolve("pgbackrest"), List.of(options));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same program with more options, which replace those of the same name. */
    public AgentProgram with(String... more) {
        List<String> given = List.of(more);
        List<String> all = new ArrayList<>();
        for (String option : options) {
            String name = option.contains("=") ? option.substring(0, option.indexOf('=') + 1) : option;
            if (given.stream().noneMatch(each -> each.startsWith(name))) {
                all.add(option);
            }
        }
        all.addAll(given);
        return new AgentProgram(build, script, all);
    }

    /** The program itself, for others that start it; made when it is asked for, because that takes a while. */
    public Path script() {
        if (!Files.exists(script)) {
            try {
                Path complete = Files.createTempFile(script.getParent(), "pgbackrest", ".sh");
                Files.writeString(complete, build.get().script());
                Files.setPosixFilePermissions(complete, PosixFilePermissions.fromString("rwxr-xr-x"));
                Unprivileged.own(complete);
                Files.move(complete, script, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return script;
    }

    /** The file with its options. */
    public Path configuration() {
        return configuration;
    }

    /** Runs a command as the user of the tests. */
    public ProcessResult runHere(String... arguments) {
        return ProcessResult.of(line(arguments));
    }

    /** Runs a command as the server's user. */
    public ProcessResult run(String... arguments) {
        return ProcessResult.of(Unprivileged.command(line(arguments)));
    }

    /** The whole command line, for callers that start the process themselves. */
    public List<String> line(String... arguments) {
        List<String> command = new ArrayList<>(List.of(script().toString()));
        command.addAll(arguments(arguments));
        return command;
    }

    /** The command line without the program. */
    public List<String> arguments(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--config=" + configuration, "--stanza=" + STANZA));
        all.addAll(List.of(arguments));
        return all;
    }

    /** The value for {@code archive_command}. */
    public String archiveCommand(String... more) {
        return String.join(" ", line(more)) + " archive-push \"%p\"";
    }

    private static Path configure(Path script, List<String> options) {
        StringBuilder text = new StringBuilder("[" + STANZA + "]\n");
        for (String option : options) {
            String name = option.substring(2);
            boolean negated = name.startsWith("no-");
            text.append(negated ? name.substring(3) + "=n" : name.contains("=") ? name : name + "=y")
                    .append('\n');
        }
        try {
            Path file = Files.createTempFile(script.getParent(), "pgbackrest", ".conf");
            Files.writeString(file, text);
            Unprivileged.own(file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
