package io.sounder.controller.playbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.Location;
import org.junit.jupiter.api.Test;

final class FreeFormTest {
    private static final Location HERE = new Location("x.yml", 3, 5);

    private static TaskArgs parse(String module, String text) {
        return FreeForm.parse(module, text, HERE);
    }

    @Test
    void keepsQuotesAndTemplatesTogether() {
        TaskArgs args = parse("file", "path=\"/a b\" owner={{ a | default('x y') }} mode='0644'");
        assertThat(args.named())
                .containsEntry("path", "/a b")
                .containsEntry("owner", "{{ a | default('x y') }}")
                .containsEntry("mode", "0644");
    }

    @Test
    void takesOnlyKnownOptionsOutOfACommand() {
        TaskArgs args = parse("shell", "FOO=1 echo a=b  chdir=/tmp && x --y=z");
        assertThat(args.named()).containsOnlyKeys("chdir");
        assertThat(args.free()).isEqualTo("FOO=1 echo a=b  && x --y=z");
    }

    @Test
    void leavesTheLinesOfAScriptAlone() {
        assertThat(parse("shell", "if true; then\n  echo  'a  b'\nfi\n").free())
                .isEqualTo("if true; then\n  echo  'a  b'\nfi\n");
    }

    @Test
    void refusesTextWhereOnlyArgumentsMayStand() {
        assertThatThrownBy(() -> parse("file", "path=/a nonsense"))
                .isInstanceOf(ControllerException.class)
                .hasMessageContaining("x.yml:3:5")
                .hasMessageContaining("'nonsense'");
    }

    @Test
    void refusesUnbalancedQuotes() {
        assertThatThrownBy(() -> parse("file", "path='/a")).hasMessageContaining("unbalanced quotes");
    }
}
