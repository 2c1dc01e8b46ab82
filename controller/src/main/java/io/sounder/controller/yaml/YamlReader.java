package io.sounder.controller.yaml;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;
import io.sounder.controller.base.Location;
import io.sounder.controller.vault.VaultSecrets;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads YAML 1.1 into located nodes; thread-safe as far as its warnings' receiver is. */
public final class YamlReader {
    private static final int LARGEST_DOCUMENT = 256 * 1024 * 1024;

    private final Consumer<String> warnings;
    private final VaultSecrets secrets;

    /** @param warnings receives one sentence for each thing that Ansible only warns of, such as a duplicate key */
    public YamlReader(Consumer<String> warnings) {
        this(warnings, VaultSecrets.none());
    }

    /**
     * @param warnings receives one sentence for each thing that Ansible only warns of, such as a duplicate key
     * @param secrets for files and values that are encrypted
     */
    public YamlReader(Consumer<String> warnings, VaultSecrets secrets) {
        this.warnings = warnings;
        this.secrets = secrets;
    }

    /** What the encrypted files and values of this run are decrypted with. */
    public VaultSecrets secrets() {
        return secrets;
    }

    /** The documents of a file, decrypted if needed; an empty file has none, an empty document is a null scalar. */
    public List<YamlNode> read(Path file) {
        return readText(file.toString(), secrets.plain(text(file), file.toString()));
    }

    /** The documents of a text. */
    public List<YamlNode> readText(String name, String text) {
        try {
            LoaderOptions options = new LoaderOptions();
            options.setCodePointLimit(LARGEST_DOCUMENT);
            Composer composer =
                    new Composer(new ParserImpl(new StreamReader(text), options), new PlainResolver(), options);
            List<YamlNode> documents = new ArrayList<>();
            while (composer.checkNode()) {
                documents.add(new NodeReader(name, warnings, secrets).read(composer.getNode()));
            }
            return documents;
        } catch (MarkedYAMLException e) {
            throw syntaxError(name, e);
        } catch (YAMLException e) {
            throw new ControllerException(ExitCode.PARSE, name + ": " + firstLine(e), e);
        }
    }

    /** The one document of a file; an empty file is a null scalar, more than one document an error. */
    public YamlNode readOne(Path file) {
        List<YamlNode> documents = read(file);
        if (documents.size() > 1) {
            throw ControllerException.at(documents.get(1).at(), "this file may have only one document");
        }
        return documents.isEmpty() ? new YamlScalar(new Location(file.toString(), 1, 1), null, "") : documents.get(0);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new ControllerException(ExitCode.PARSE, "cannot read '" + file + "': there is no such file", e);
        } catch (CharacterCodingException e) {
            throw new ControllerException(ExitCode.PARSE, "cannot read '" + file + "': it is not UTF-8 text", e);
        } catch (IOException e) {
            String reason = Files.isDirectory(file) ? "it is a folder" : String.valueOf(e.getMessage());
            throw new ControllerException(ExitCode.PARSE, "cannot read '" + file + "': " + reason, e);
        }
    }

    private static ControllerException syntaxError(String name, MarkedYAMLException e) {
        Location at = NodeReader.at(name, e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark());
        String problem = e.getProblem() == null ? firstLine(e) : e.getProblem().replace("\n", " ");
        String context = e.getContext() == null ? "" : " (" + e.getContext().replace("\n", " ") + ")";
        return new ControllerException(ExitCode.PARSE, at + ": not valid YAML: " + problem + context, e);
    }

    private static String firstLine(YAMLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("not valid YAML");
    }

    /** Leaves the meaning of plain scalars open, so that it can be told from an explicit tag. */
    private static final class PlainResolver extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            // none: NodeReader decides
        }

        @Override
        public Tag resolve(NodeId kind, String value, boolean implicit) {
            return kind == NodeId.scalar && implicit ? new Tag("?") : super.resolve(kind, value, implicit);
        }
    }
}
