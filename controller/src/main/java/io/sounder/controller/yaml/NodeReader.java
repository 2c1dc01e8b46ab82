package io.sounder.controller.yaml;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.Location;
import io.sounder.controller.base.Verbatim;
import io.sounder.controller.vault.VaultSecrets;
import io.sounder.controller.vault.VaultValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Turns composed SnakeYAML nodes of one file into ours: merge keys, duplicate keys, tags. */
final class NodeReader {
    private static final String STANDARD = Tag.PREFIX;

    private final String file;
    private final Consumer<String> warnings;
    private final VaultSecrets secrets;
    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());

    NodeReader(String file, Consumer<String> warnings, VaultSecrets secrets) {
        this.file = file;
        this.warnings = warnings;
        this.secrets = secrets;
    }

    YamlNode read(Node node) {
        if (!open.add(node)) {
            throw ControllerException.at(at(node), "an alias refers to the node that it is part of");
        }
        try {
            // Not a switch: the JVM would make a class for it at every start, which takes longer than reading the file.
            if (node instanceof ScalarNode scalar) {
                return scalar(scalar);
            }
            if (node instanceof SequenceNode sequence) {
                return sequence(sequence);
            }
            if (node instanceof MappingNode mapping) {
                return mapping(mapping);
            }
            throw ControllerException.at(at(node), "this kind of node is not supported");
        } finally {
            open.remove(node);
        }
    }

    private Location at(Node node) {
        return at(file, node.getStartMark());
    }

    static Location at(String file, @Nullable Mark mark) {
        return mark == null ? new Location(file, 1, 1) : new Location(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private YamlScalar scalar(ScalarNode node) {
        String text = node.getValue();
        return new YamlScalar(at(node), value(node, text), text);
    }

    private @Nullable Object value(ScalarNode node, String text) {
        String tag = node.getTag().getValue();
        boolean plain = node.getScalarStyle() == ScalarStyle.PLAIN;
        return switch (tag) {
            case "!unsafe" -> new Verbatim(text);
            case "!vault", "!vault-encrypted" -> new VaultValue(text, at(node).toString(), secrets);
            case "!" -> text;
            case STANDARD + "str", STANDARD + "binary", STANDARD + "timestamp" -> text;
            case STANDARD + "int" -> ofKind(node, ScalarTag.INT, text);
            case STANDARD + "float" -> asReal(node, text);
            case STANDARD + "bool" -> ofKind(node, ScalarTag.BOOL, text);
            case STANDARD + "null" -> null;
            case STANDARD + "merge" -> text;
            case "?", "%3F" -> plain ? ScalarTag.of(text).value(text) : text;
            default -> throw ControllerException.at(at(node), "the tag '" + tag + "' is not known");
        };
    }

    private @Nullable Object ofKind(ScalarNode node, ScalarTag kind, String text) {
        if (ScalarTag.of(text) != kind) {
            throw ControllerException.at(at(node), "'" + text + "' is not what its tag '" + node.getTag() + "' says");
        }
        return kind.value(text);
    }

    private @Nullable Object asReal(ScalarNode node, String text) {
        return ScalarTag.of(text) == ScalarTag.INT ? Double.valueOf(text) : ofKind(node, ScalarTag.FLOAT, text);
    }

    private YamlList sequence(SequenceNode node) {
        List<YamlNode> items = new ArrayList<>(node.getValue().size());
        for (Node item : node.getValue()) {
            items.add(read(item));
        }
        return new YamlList(at(node), items);
    }

    private YamlMap mapping(MappingNode node) {
        Map<Object, YamlMap.Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            if (isMerge(tuple.getKeyNode())) {
                merge(tuple.getValueNode(), entries);
            }
        }
        Map<Object, Location> own = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            if (isMerge(tuple.getKeyNode())) {
                continue;
            }
            YamlScalar key = key(tuple.getKeyNode());
            Object identity = key.value() == null ? "" : key.value();
            Location earlier = own.put(identity, key.at());
            if (earlier != null) {
                warnings.accept(key.at() + ": the key '" + key.text() + "' stands twice in this map, first in line "
                        + earlier.line() + "; the last value is used");
            }
            entries.put(identity, new YamlMap.Entry(key, read(tuple.getValueNode())));
        }
        return new YamlMap(at(node), List.copyOf(entries.values()));
    }

    private static boolean isMerge(Node key) {
        return key instanceof ScalarNode scalar
                && scalar.getScalarStyle() == ScalarStyle.PLAIN
                && scalar.getValue().equals("<<");
    }

    private YamlScalar key(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar);
        }
        ControllerException error = ControllerException.at(at(node), "a key of a map has to be a single value");
        throw node instanceof MappingNode
                ? error.withHint("a value that starts with '{{' has to stand in quotes: \"{{ name }}\"")
                : error;
    }

    /** The first of several merged maps wins, and every own key wins over all of them. */
    private void merge(Node value, Map<Object, YamlMap.Entry> entries) {
        YamlNode merged = read(value);
        switch (merged) {
            case YamlMap map -> mergeMap(map, entries);
            case YamlList list -> {
                for (YamlNode item : list.items()) {
                    if (!(item instanceof YamlMap map)) {
                        throw ControllerException.at(item.at(), "'<<' merges maps, but this is " + item.kind());
                    }
                    mergeMap(map, entries);
                }
            }
            case YamlScalar scalar ->
                throw ControllerException.at(scalar.at(), "'<<' merges maps, but this is " + scalar.kind());
        }
    }

    private static void mergeMap(YamlMap map, Map<Object, YamlMap.Entry> entries) {
        for (YamlMap.Entry entry : map.entries()) {
            Object value = entry.key().value();
            entries.putIfAbsent(value == null ? "" : value, entry);
        }
    }
}
