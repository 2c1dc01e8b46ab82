package io.sounder.controller.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.controller.module.ModuleRegistry;
import io.sounder.controller.playbook.KeywordNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever a playbook may say is said by a case that is compared with the original, or stands here with the reason why not. */
final class CoverageTest {
    private static final List<Path> FOLDERS = List.of(
            Path.of("src/test/resources/differential/cases"),
            Path.of("src/test/resources/io/sounder/controller/engine/differential"));

    private static String all() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path folder : FOLDERS) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file :
                        files.filter(one -> one.toString().endsWith(".yml")).toList()) {
                    text.append(Files.readString(file)).append('\n');
                }
            }
        }
        return text.toString();
    }

    private static Set<String> missing(Iterable<String> names) throws IOException {
        String text = all();
        Set<String> missing = new TreeSet<>();
        for (String name : names) {
            String key = "(?m)(^|[\\s{.,\"'])" + Pattern.quote(name) + "[\"']?:(\\s|$)";
            if (!Pattern.compile(key).matcher(text).find()) {
                missing.add(name);
            }
        }
        return missing;
    }

    @Test
    void everyModuleHasACase() throws IOException {
        assertThat(missing(new ModuleRegistry().names()))
                .containsExactlyInAnyOrder(
                        "apt_key", // needs the program of that name, which Debian gives up; ModulesPlayTest
                        "dnf", // needs its library of Python; ModulesPlayTest asks for the commands of yum
                        "hostname", // renames the machine; ModulesPlayTest has a stand-in
                        "modprobe", // looks into the running kernel; ModulesPlayTest has a stand-in
                        "reboot", // restarts the machine; ModulesPlayTest has a stand-in
                        "timezone", // moves the machine; the tests of the playbooks call it
                        "uri"); // needs a server; ModulesPlayTest has one
    }

    @Test
    void everyKeywordHasACase() throws IOException {
        assertThat(missing(KeywordNames.all()))
                .containsExactlyInAnyOrder(
                        "collections", // accepted, since all modules are there without
                        "gather_timeout", // accepted: facts are gathered in one go
                        "remote_user", // needs another machine; SshLoginIT
                        "vars_prompt"); // needs a terminal; the answers are the defaults
    }
}
