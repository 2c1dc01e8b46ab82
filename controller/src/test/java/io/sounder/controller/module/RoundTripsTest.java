package io.sounder.controller.module;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.controller.host.Become;
import io.sounder.controller.host.ExecRequest;
import io.sounder.controller.host.ExecResult;
import io.sounder.controller.host.HostConnection;
import io.sounder.controller.host.LocalConnection;
import io.sounder.controller.template.Scope;
import io.sounder.controller.template.Templar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many scripts a module sends to a host: each is a round trip. */
final class RoundTripsTest {
    @TempDir
    Path folder;

    private final Counted host = new Counted();

    /** This machine, with a count of the scripts that ran on it. */
    private final class Counted implements HostConnection {
        private int scripts;

        @Override
        public ExecResult exec(ExecRequest request) {
            scripts++;
            return new LocalConnection("node", folder).exec(request);
        }

        @Override
        public String loginUser() {
            return System.getProperty("user.name");
        }

        @Override
        public void reset() {}

        @Override
        public void close() {}
    }

    @BeforeEach
    void files() throws IOException {
        Files.writeString(folder.resolve("text"), "one\ntwo\n");
        Files.writeString(folder.resolve("template.j2"), "{{ 1 + 1 }}\n");
        Files.createDirectory(folder.resolve("many"));
        for (int i = 0; i < 20; i++) {
            Files.writeString(folder.resolve("many/file" + i), "content " + i);
        }
    }

    /** Runs a module twice: once with something to do, once with nothing. */
    private void costs(int changing, int again, String module, Map<String, Object> args) {
        assertThat(scripts(module, args, true)).as(module + " " + args).isEqualTo(changing);
        assertThat(scripts(module, args, false))
                .as(module + " " + args + " again")
                .isEqualTo(again);
    }

    private int scripts(String name, Map<String, Object> args, boolean changed) {
        ModuleRegistry modules = new ModuleRegistry();
        Module module = Objects.requireNonNull(modules.get(name));
        ModuleCall call = new ModuleCall(
                modules.check(name, module, new Args(Map.copyOf(args), null)),
                new Node(() -> host, Become.NOBODY_ELSE, Map.of(), Duration.ZERO),
                false,
                false,
                new Templar(),
                Scope.of(Map.of(), folder),
                new FileSearch(List.of(folder)),
                Questions.NOBODY);
        host.scripts = 0;
        ModuleResult result = module.run(call);
        assertThat(result.failed()).isFalse();
        assertThat(result.changed()).as(name + " " + args).isEqualTo(changed);
        return host.scripts;
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void aFileWithContentIsOne() {
        costs(1, 1, "copy", Map.of("content", "text\n", "dest", at("copied"), "mode", "0640"));
        costs(1, 1, "copy", Map.of("src", at("text"), "dest", at("copied"), "backup", true));
        costs(1, 1, "template", Map.of("src", "template.j2", "dest", at("templated"), "mode", "0600"));
        costs(2, 1, "copy", Map.of("src", at("copied"), "dest", at("third"), "remote_src", true));
    }

    @Test
    void anotherModeIsOneMore() {
        costs(1, 1, "copy", Map.of("content", "text\n", "dest", at("copied"), "mode", "0640"));
        costs(2, 1, "copy", Map.of("content", "text\n", "dest", at("copied"), "mode", "0600"));
        costs(2, 1, "file", Map.of("path", at("copied"), "mode", "0644"));
    }

    @Test
    void aFolderIsOne() {
        costs(1, 1, "file", Map.of("path", at("a/b/c"), "state", "directory", "mode", "0750"));
        costs(1, 1, "file", Map.of("path", at("a"), "state", "absent"));
        costs(2, 1, "file", Map.of("path", at("link"), "src", at("text"), "state", "link"));
        assertThat(scripts("file", Map.of("path", at("touched"), "state", "touch", "mode", "0600"), true))
                .isEqualTo(1);
    }

    @Test
    void aCommandThatMayBeDoneAlreadyIsOne() {
        costs(1, 1, "command", Map.of("argv", List.of("touch", at("made")), "creates", at("mad*")));
        costs(1, 1, "shell", Map.of("cmd", "rm made", "chdir", folder.toString(), "removes", "made"));
    }

    @Test
    void anEditIsTwo() {
        costs(2, 1, "lineinfile", Map.of("path", at("text"), "line", "three"));
        costs(2, 1, "blockinfile", Map.of("path", at("new/text"), "block", "four", "create", true));
        costs(2, 1, "replace", Map.of("path", at("text"), "regexp", "o.e", "replace", "1"));
        costs(2, 1, "ini_file", Map.of("path", at("ini"), "section", "a", "option", "b", "value", "c"));
    }

    @Test
    void aFolderOfTwentyFilesIsLookedAtOnce() {
        costs(22, 1, "copy", Map.of("src", at("many"), "dest", at("copy")));
    }
}
