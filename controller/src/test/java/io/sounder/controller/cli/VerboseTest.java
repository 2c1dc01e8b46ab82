package io.sounder.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sounder.controller.testing.Invocation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code -vvv} shows of what a module was given. */
final class VerboseTest {
    @TempDir
    Path folder;

    private String play(String verbosity) throws IOException {
        Path playbook = Files.writeString(folder.resolve("play.yml"), """
                - hosts: all
                  gather_facts: false
                  vars: { word: said }
                  tasks:
                    - shell: echo {{ word }}
                      register: result
                    - debug: { var: result.invocation is defined }
                    - copy: { content: "{{ word }}-content", dest: "%1$s/{{ word }}", mode: "0600" }
                    - file: { path: "%1$s/{{ word }}", state: hard }
                      ignore_errors: true
                    - get_url: { url: "http://127.0.0.1:1/", dest: "%1$s/got", url_username: x, url_password: hunter2 }
                      ignore_errors: true
                    - command: echo {{ word }}-in-secret
                      no_log: true
                """.formatted(folder));
        Invocation run = Invocation.of("play", verbosity, "-i", "one,", "-c", "local", playbook.toString());
        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out()).contains("\"result.invocation is defined\": false");
        return run.out();
    }

    @Test
    void showsTheArguments() throws IOException {
        assertThat(play("-vvv"))
                .contains("""
                            "invocation": {
                                "module_args": {
                                    "_raw_params": "echo said",
                                    "_uses_shell": true
                                }
                            },
                        """)
                .contains("""
                            "invocation": {
                                "module_args": {
                                    "content": "VALUE_SPECIFIED_IN_NO_LOG_PARAMETER",
                                    "dest": "%1$s/said",
                                    "mode": "0600"
                                }
                            },
                        """.formatted(folder))
                .contains("""
                            "invocation": {
                                "module_args": {
                                    "path": "%1$s/said",
                                    "state": "hard"
                                }
                            },
                        """.formatted(folder))
                .contains("\"url_password\": \"VALUE_SPECIFIED_IN_NO_LOG_PARAMETER\"")
                .doesNotContain("hunter2", "said-in-secret", "said-content");
    }

    @Test
    void showsNoneBefore() throws IOException {
        assertThat(play("-vv")).doesNotContain("module_args");
    }
}
