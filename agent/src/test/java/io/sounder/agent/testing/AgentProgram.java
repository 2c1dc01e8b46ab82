package io.sounder.agent.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Our own program as a process of its own, from the classes under test, for the server's user. Made once for a folder that
 * user can read; its options are in a configuration file, so that each command takes those it knows.
 */
public final class AgentProgram {
    private static final List<String> LIBRARIES = List.of(
            "picocli",
            "postgresql",
            "zstd-jni",
            "lz4-java",
            "commons-compress",
            "commons-io",
            "jspecify",
            "slf4j",
            "reactive-streams");

    private static final String STANZA = "demo";

    private final Path script;
    private final List<String> options;
    private final Path configuration;

    private AgentProgram(Path script, List<String> options) {
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
        try {
            Path home = Files.createDirectories(folder.resolve("agent"));
            List<String> classPath = new ArrayList<>();
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                Path path = Path.of(entry);
                if (Files.isDirectory(path) && Files.exists(path.resolve("io/sounder/agent/Main.class"))) {
                    classPath.add(copyTree(path, home.resolve("classes")).toString());
                } else if (isLibrary(path)) {
                    classPath.add(
                            Files.copy(path, home.resolve(path.getFileName())).toString());
                }
            }
            Path script = home.resolve("pgbackrest");
            Files.writeString(script, """
                    #!/bin/sh
                    exec '%s' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto --enable-native-access=ALL-UNNAMED \
                    -Dsounder.command="$0" -cp '%s' io.sounder.agent.Main "$@"
                    """.formatted(
                            Path.of(System.getProperty("java.home"), "bin", "java"),
                            String.join(File.pathSeparator, classPath)));
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
            Unprivileged.own(home);
            return new AgentProgram(script, List.of(options));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Installs a program that can be killed at each change of a file, see {@link KillPoint}. */
    public static AgentProgram installKillable(Path folder, String... options) {
        AgentProgram program = install(folder, options);
        try {
            KillPoints.weave(program.script.resolveSibling("classes"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Unprivileged.own(program.script.getParent());
        return program;
    }

    private static boolean isLibrary(Path path) {
        String file = path.getFileName().toString();
        return LIBRARIES.stream().anyMatch(file::startsWith) || path.toString().contains("/software/amazon/");
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
        return new AgentProgram(script, all);
    }

    /** The program itself, for others that start it. */
    public Path script() {
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
        List<String> command =
                new ArrayList<>(List.of(script.toString(), "--config=" + configuration, "--stanza=" + STANZA));
        command.addAll(List.of(arguments));
        return command;
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

    private static Path copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Path copy = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(path, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        return to;
    }
}
