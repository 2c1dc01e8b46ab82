package io.sounder.agent.testing;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The classes under test as a jar, the libraries, and AOT caches trained on them, as a node has them: tests start hundreds
 * of processes, and without caches each takes twice as long. Made once for each JVM of tests, in a folder that all users
 * can read, and removed when that JVM ends.
 */
final class AgentBuild {
    private static final Path ROOT =
            Path.of(System.getProperty("sounder.root", "..")).toAbsolutePath();
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final Duration TRAINING = Duration.ofMinutes(10);
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

    private final Path folder;
    private final List<String> classPath = new ArrayList<>();

    private AgentBuild(boolean killable) throws IOException {
        folder = Files.createTempDirectory(Scratch.parent(), "sounder-agent");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            if (Files.isDirectory(path) && Files.exists(path.resolve("io/sounder/agent/Main.class"))) {
                pack(path, killable);
            } else if (isLibrary(path)) {
                library(path);
            }
        }
        Files.copy(ROOT.resolve("bin/lib/agent-flags.sh"), folder.resolve("agent-flags.sh"));
        train();
    }

    private void train() {
        String program = ROOT.resolve("bin/lib/train-agent").toString();
        String caches = folder.resolve("agent.aot").toString();
        List<String> command = List.of(program, JAVA, String.join(File.pathSeparator, classPath), caches);
        ProcessResult.of(command, folder, TRAINING).orFail();
    }

    /** The classes as they are. */
    static AgentBuild plain() {
        return Plain.BUILD;
    }

    /** The classes woven so that their process can be killed at each change of a file, see {@link KillPoint}. */
    static AgentBuild killable() {
        return Killable.BUILD;
    }

    private static final class Plain {
        private static final AgentBuild BUILD = make(false);
    }

    private static final class Killable {
        private static final AgentBuild BUILD = make(true);
    }

    private static AgentBuild make(boolean killable) {
        try {
            return new AgentBuild(killable);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A shell script that runs the program as the launchers do. */
    String script() {
        return """
                #!/bin/sh
                . '%1$s/agent-flags.sh'
                exec '%2$s' -Xlog:disable -Xlog:all=error:stderr --enable-native-access=ALL-UNNAMED $flags \
                "-XX:AOTCache=%1$s/agent$cache.aot" "-Dsounder.command=$0" -cp '%3$s' io.sounder.agent.Main "$@"
                """.formatted(folder, JAVA, String.join(File.pathSeparator, classPath));
    }

    private void pack(Path classes, boolean killable) throws IOException {
        Path from = killable ? woven(classes) : classes;
        Path jar = folder.resolve("agent.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> all = Files.walk(from)) {
            out.setLevel(0);
            for (Path path : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                out.putNextEntry(new JarEntry(from.relativize(path).toString()));
                Files.copy(path, out);
            }
        }
        classPath.add(jar.toString());
    }

    private Path woven(Path classes) throws IOException {
        Path woven = folder.resolve("classes");
        ProcessResult.of(List.of("cp", "-r", classes.toString(), woven.toString()))
                .orFail();
        KillPoints.weave(woven);
        return woven;
    }

    private void library(Path jar) throws IOException {
        Path copy = folder.resolve(jar.getFileName());
        if (jar.getFileName().toString().startsWith("picocli")) {
            Path raise = ROOT.resolve("bin/lib/RaiseClasses.java");
            ProcessResult.of(List.of(JAVA, raise.toString(), jar.toString(), copy.toString()))
                    .orFail();
        } else {
            Files.copy(jar, copy);
        }
        classPath.add(copy.toString());
    }

    private static boolean isLibrary(Path path) {
        String file = path.getFileName().toString();
        return LIBRARIES.stream().anyMatch(file::startsWith) || path.toString().contains("/software/amazon/");
    }

    private static void remove(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
