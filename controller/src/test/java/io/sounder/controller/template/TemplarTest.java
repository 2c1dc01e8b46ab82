package io.sounder.controller.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sounder.controller.base.Verbatim;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplarTest {
    private final Templar templar = new Templar();
    private final Map<String, Object> variables = new LinkedHashMap<>();
    private final Scope scope = Scope.of(variables, Path.of("."));

    @Test
    void aSingleVariableKeepsItsType() {
        variables.put("n", 5L);
        variables.put("flag", true);
        variables.put("list", List.of(1L, "a"));
        assertThat(templar.value("{{ n }}", scope)).isEqualTo(5L);
        assertThat(templar.value("{{ flag }}", scope)).isEqualTo(true);
        assertThat(templar.value("{{ list }}", scope)).isEqualTo(List.of(1L, "a"));
        assertThat(templar.value("{{ n + 1 }}", scope)).isEqualTo("6");
    }

    @Test
    void anUndefinedVariableIsNamedWithItsTemplateAndLine() {
        assertThatThrownBy(() -> templar.value("{{ x }}", scope))
                .isInstanceOf(UndefinedException.class)
                .hasMessage("'x' is undefined in \"{{ x }}\"");
        assertThatThrownBy(() -> templar.text("a\n{% if true %}\nb\n{{ x }}\n{% endif %}\n", scope, "t.j2"))
                .isInstanceOf(UndefinedException.class)
                .hasMessage("'x' is undefined in line 4 of 't.j2'");
    }

    @Test
    void anUndefinedVariableWithinAVariableIsNamedToo() {
        variables.put("a", "{{ b }}");
        assertThatThrownBy(() -> templar.value("{{ a }}", scope)).hasMessageContaining("'b' is undefined");
        assertThat(templar.value("{{ a | default('d') }}", scope)).isEqualTo("d");
    }

    @Test
    void aVariableThatRefersToItselfIsAnError() {
        variables.put("a", "{{ b }}");
        variables.put("b", "{{ a }}");
        assertThatThrownBy(() -> templar.value("{{ a }}", scope)).hasMessageContaining("recursive loop");
    }

    @Test
    void verbatimValuesAreNeverTemplated() {
        variables.put("out", new Verbatim(Map.of("stdout", "{{ evil }}")));
        assertThat(templar.value("{{ out.stdout }}", scope)).isEqualTo("{{ evil }}");
        assertThat(templar.value(new Verbatim("{{ evil }}"), scope)).isEqualTo("{{ evil }}");
    }

    @Test
    void conditionsTakeBareExpressionsBooleansAndLists() {
        variables.put("a", 1L);
        assertThat(templar.condition("a == 1", scope)).isTrue();
        assertThat(templar.condition(List.of("a == 1", "a is not defined"), scope))
                .isFalse();
        assertThat(templar.condition(false, scope)).isFalse();
        assertThat(templar.condition(null, scope)).isTrue();
        assertThat(templar.condition("{{ a }} == 1", scope)).isTrue();
        assertThat(templar.condition("b.c == 1 or b is not defined", scope)).isTrue();
        assertThatThrownBy(() -> templar.condition("b == 1", scope)).hasMessageContaining("'b' is undefined");
    }

    @Test
    void otherHostsVariablesAreTemplatedInTheirOwnScope() {
        Map<String, Object> other = Map.of("me", "two", "name", "{{ me }}-x");
        variables.put("me", "one");
        variables.put("hostvars", templar.hostvars(List.of("h2"), host -> Scope.of(other, Path.of("."))));
        assertThat(templar.value("{{ hostvars['h2'].name }} {{ hostvars.h2['me'] }}", scope))
                .isEqualTo("two-x two");
        assertThat(templar.value("{{ hostvars.h3 is defined }}", scope)).isEqualTo(false);
    }

    @Test
    void omitIsRecognized() {
        assertThat(Templar.isOmitted(templar.value("{{ nothing | default(omit) }}", scope)))
                .isTrue();
    }

    @Test
    void statementsKeepJinjasWhiteSpaceAndScopes() {
        variables.put("users", Map.of("a", 1L));
        String template = """
                {% macro greet(name, mark='!') %}Hello {{ name }}{{ mark }}{% endmacro %}
                {% for u, n in users.items() if n > 0 %}
                {{ greet(u) }} {{ loop.index }}{{ '' if loop.last else ',' }}
                {% else %}
                none
                {% endfor %}
                {% if users %}{% set x = 1 %}{% endif %}
                x={{ x }}
                """;
        assertThat(templar.text(template, scope, "t")).isEqualTo("Hello a! 1\nx=1\n");
    }

    @Test
    void brokenBlocksAreNamedWithTheirLine() {
        assertThatThrownBy(() -> templar.text("a\n{% if x %}\nb\n", scope, "t.j2"))
                .hasMessageContaining("'if' is not closed")
                .hasMessageContaining("line 2 of 't.j2'");
        assertThatThrownBy(() -> templar.text("a\n{% frobnicate %}", scope, "t.j2"))
                .hasMessageContaining("the statement 'frobnicate' is not known in line 2 of 't.j2'");
        assertThatThrownBy(() -> templar.text("{% if true %}{% endfor %}", scope, "t.j2"))
                .isInstanceOf(TemplateException.class);
    }
}
