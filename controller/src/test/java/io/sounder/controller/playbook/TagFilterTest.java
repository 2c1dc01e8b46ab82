package io.sounder.controller.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

final class TagFilterTest {
    @Test
    void runsEverythingButNeverByDefault() {
        assertThat(TagFilter.ALL.selects(Set.of())).isTrue();
        assertThat(TagFilter.ALL.selects(Set.of("a"))).isTrue();
        assertThat(TagFilter.ALL.selects(Set.of("never"))).isFalse();
    }

    @Test
    void runsWhatIsAskedForAndAlways() {
        TagFilter filter = new TagFilter(Set.of("a"), Set.of());
        assertThat(filter.selects(Set.of("a", "b"))).isTrue();
        assertThat(filter.selects(Set.of("always"))).isTrue();
        assertThat(filter.selects(Set.of("b"))).isFalse();
        assertThat(filter.selects(Set.of("a", "never"))).isTrue();
        assertThat(filter.selects(Set.of())).isFalse();
    }

    @Test
    void skipsWhatIsLeftOutEvenIfAskedFor() {
        TagFilter filter = new TagFilter(Set.of("a"), Set.of("b", "always"));
        assertThat(filter.selects(Set.of("a", "b"))).isFalse();
        assertThat(filter.selects(Set.of("always"))).isFalse();
        assertThat(filter.selects(Set.of("a"))).isTrue();
    }

    @Test
    void knowsTaggedAndUntagged() {
        assertThat(new TagFilter(Set.of("tagged"), Set.of()).selects(Set.of("x")))
                .isTrue();
        assertThat(new TagFilter(Set.of("tagged"), Set.of()).selects(Set.of())).isFalse();
        assertThat(new TagFilter(Set.of("untagged"), Set.of()).selects(Set.of()))
                .isTrue();
    }
}
