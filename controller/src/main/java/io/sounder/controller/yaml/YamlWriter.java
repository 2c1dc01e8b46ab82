package io.sounder.controller.yaml;

import io.sounder.controller.base.Verbatim;
import io.sounder.controller.vault.VaultValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/** Writes plain values as YAML 1.1, in the form of PyYAML's dumper. */
public final class YamlWriter {
    private YamlWriter() {}

    /**
     * How the text looks.
     *
     * @param flow all on one line, or all in blocks; empty for one line where nothing lies within
     */
    public record Style(
            Optional<Boolean> flow,
            int indent,
            int width,
            boolean sortKeys,
            boolean unicode,
            boolean explicitStart,
            boolean explicitEnd) {}

    /** Block style only. */
    public static String block(@Nullable Object value, int indent, boolean sortKeys, int width) {
        return write(value, new Style(Optional.of(false), indent, width, sortKeys, true, false, false));
    }

    public static String write(@Nullable Object value, Style style) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(style.flow
                .map(flow -> flow ? DumperOptions.FlowStyle.FLOW : DumperOptions.FlowStyle.BLOCK)
                .orElse(DumperOptions.FlowStyle.AUTO));
        options.setIndent(Math.max(2, style.indent));
        options.setWidth(style.width);
        options.setAllowUnicode(style.unicode);
        options.setExplicitStart(style.explicitStart);
        options.setExplicitEnd(style.explicitEnd);
        options.setSplitLines(true);
        return new Yaml(
                        new SafeConstructor(new LoaderOptions()),
                        new ValueRepresenter(options),
                        options,
                        new LoaderOptions(),
                        new PythonResolver())
                .dump(copied(value, style.sortKeys));
    }

    /** Writes encrypted values and those that are no templates with their tags. */
    private static final class ValueRepresenter extends Representer {
        ValueRepresenter(DumperOptions options) {
            super(options);
            representers.put(
                    VaultValue.class,
                    value -> representScalar(
                            new Tag("!vault"), ((VaultValue) value).encrypted(), DumperOptions.ScalarStyle.LITERAL));
            representers.put(Double.class, value -> representScalar(Tag.FLOAT, real((Double) value)));
            representers.put(
                    Verbatim.class,
                    value -> representScalar(new Tag("!unsafe"), String.valueOf(((Verbatim) value).value())));
        }
    }

    private static String real(double value) {
        if (Double.isNaN(value)) {
            return ".nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? ".inf" : "-.inf";
        }
        double size = Math.abs(value);
        if (size == 0 || (size >= 1e-4 && size < 1e16)) {
            return new BigDecimal(Double.toString(value)).toPlainString().replaceFirst("^([^.]+)$", "$1.0");
        }
        String[] parts = Double.toString(value).split("E", 2);
        int exponent = Integer.parseInt(parts[1]);
        return parts[0] + "e" + (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }

    /** Copies, so that nothing stands twice (which would become an alias), with keys in order. */
    private static @Nullable Object copied(@Nullable Object value, boolean sortKeys) {
        if (value instanceof List<?> items) {
            List<@Nullable Object> copy = new ArrayList<>();
            items.forEach(item -> copy.add(copied(item, sortKeys)));
            return copy;
        }
        if (value instanceof Map<?, ?> map) {
            List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
            if (sortKeys) {
                entries.sort(Comparator.comparing(entry -> String.valueOf(entry.getKey())));
            }
            Map<@Nullable Object, @Nullable Object> copy = new LinkedHashMap<>();
            entries.forEach(entry -> copy.put(entry.getKey(), copied(entry.getValue(), sortKeys)));
            return copy;
        }
        return value;
    }
}
