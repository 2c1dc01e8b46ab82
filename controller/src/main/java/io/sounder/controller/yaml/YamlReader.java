package io.sounder.controller.yaml;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Reads YAML 1.1 into located nodes; thread-safe as far as its warnings' receiver is. */
@SuppressWarnings("DoNotCallSuggester")
public final class YamlReader {
    private final Consumer<String> warnings;

    /** @param warnings receives one sentence for each thing that Ansible only warns of, such as a duplicate key */
    public YamlReader(Consumer<String> warnings) {
        this.warnings = warnings;
    }

    /** The documents of a file; an empty file has none, an empty document is a null scalar. */
    public List<YamlNode> read(Path file) {
        throw new UnsupportedOperationException(file + warnings.toString());
    }

    /** The documents of a text. */
    public List<YamlNode> readText(String name, String text) {
        throw new UnsupportedOperationException(name + text);
    }

    /** The one document of a file; an empty file is a null scalar, more than one document an error. */
    public YamlNode readOne(Path file) {
        throw new UnsupportedOperationException(file.toString());
    }
}
