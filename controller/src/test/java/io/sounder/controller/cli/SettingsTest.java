package io.sounder.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sounder.controller.base.ControllerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    Path folder;

    private Settings settings(String text, Map<String, String> environment) throws IOException {
        Path file = Files.writeString(folder.resolve("any.cfg"), text);
        Map<String, String> all = new HashMap<>(environment);
        all.put("ANSIBLE_CONFIG", file.toString());
        return Settings.here(all, warning -> {});
    }

    @Test
    void readsTheFormOfTheFile() throws IOException {
        Settings settings = settings("""
                # comment
                [defaults]
                Inventory = a.yml , ../b ; and a comment
                forks: 7
                remote_user = me # not a comment
                roles_path = one:
                   two
                ; comment
                [ssh_connection]
                ssh_args = -o A=b
                """, Map.of());
        assertThat(settings.inventory())
                .containsExactly(
                        folder.resolve("a.yml").toString(),
                        folder.resolve("../b").normalize().toString());
        assertThat(settings.number("defaults.forks", 5)).isEqualTo(7);
        assertThat(settings.text("defaults.remote_user")).contains("me # not a comment");
        assertThat(settings.text("defaults.roles_path")).contains("one:\ntwo");
        assertThat(settings.text("ssh_connection.ssh_args")).contains("-o A=b");
    }

    @Test
    void theEnvironmentGoesBeforeTheFile() throws IOException {
        Settings settings = settings(
                "[defaults]\nforks=7\nhost_key_checking=True\ninventory=a.yml\n",
                Map.of("ANSIBLE_FORKS", "9", "ANSIBLE_HOST_KEY_CHECKING", "no", "ANSIBLE_INVENTORY", "x,y"));
        assertThat(settings.number("defaults.forks", 5)).isEqualTo(9);
        assertThat(settings.flag("defaults.host_key_checking", true)).isFalse();
        assertThat(settings.inventory()).containsExactly("x", "y");
    }

    @Test
    void vaultIdsAreRelativeToTheFile() throws IOException {
        assertThat(settings("[defaults]\nvault_identity_list = dev@pass, prod@prompt, alone\n", Map.of())
                        .vaultIds())
                .containsExactly(
                        "dev@" + folder.resolve("pass"),
                        "prod@prompt",
                        folder.resolve("alone").toString());
    }

    @Test
    void namesTheLineThatIsNoSetting() {
        assertThatThrownBy(() -> settings("[defaults]\nforks\n", Map.of()))
                .isInstanceOf(ControllerException.class)
                .hasMessage(folder.resolve("any.cfg") + ":2:1: a setting has to be written as 'name = value'");
    }
}
