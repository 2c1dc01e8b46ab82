package io.sounder.controller.cli;

import io.sounder.controller.base.Verbatim;
import io.sounder.controller.template.value.JsonText;
import io.sounder.controller.vault.VaultValue;
import io.sounder.controller.yaml.YamlWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as JSON or YAML, in the form in which Ansible writes them; encrypted values stay encrypted. */
final class Document {
    private Document() {}

    static String of(@Nullable Object value, boolean yaml) {
        return yaml
                ? YamlWriter.block(value, 2, true, 80)
                : new JsonText(4, true, false, ",", ": ").write(marked(value));
    }

    /** With the markers that a dynamic inventory's answer has for encrypted values and those without templates. */
    private static @Nullable Object marked(@Nullable Object value) {
        return switch (value) {
            case VaultValue vault -> Map.of("__ansible_vault", vault.encrypted());
            case Verbatim unsafe -> Map.of("__ansible_unsafe", String.valueOf(unsafe.value()));
            case Map<?, ?> map -> {
                Map<@Nullable Object, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((key, item) -> copy.put(key, marked(item)));
                yield copy;
            }
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>();
                list.forEach(item -> copy.add(marked(item)));
                yield copy;
            }
            case null, default -> value;
        };
    }
}
