package io.sounder.controller.engine;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.Verbatim;
import io.sounder.controller.inventory.Host;
import io.sounder.controller.module.Questions;
import io.sounder.controller.playbook.Play;
import io.sounder.controller.yaml.YamlMap;
import io.sounder.controller.yaml.YamlNode;
import io.sounder.controller.yaml.YamlReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Brings together what a play asks for at its start: answers to {@code vars_prompt}, and {@code vars_files}. */
final class PlayVariables {
    private static final Set<String> KNOWN = Set.of("name", "prompt", "default", "private", "confirm", "unsafe");

    private final RunParts parts;
    private final YamlReader reader;

    PlayVariables(RunParts parts, YamlReader reader) {
        this.parts = parts;
        this.reader = reader;
    }

    /** The answers to the questions of a play; a variable of the command line answers its question. */
    Map<String, @Nullable Object> answers(Play play) {
        Map<String, @Nullable Object> answers = new LinkedHashMap<>();
        Optional<YamlNode> node = play.keywords().own("vars_prompt");
        if (node.isPresent() && node.get().value() instanceof List<?> prompts) {
            for (Object one : prompts) {
                if (!(one instanceof Map<?, ?> prompt) || prompt.get("name") == null) {
                    throw ControllerException.at(node.get().at(), "an entry of 'vars_prompt' has no name");
                }
                String name = String.valueOf(prompt.get("name"));
                for (Object option : prompt.keySet()) {
                    if (!KNOWN.contains(String.valueOf(option))) {
                        throw ControllerException.at(
                                node.get().at(), "option '" + option + "' of 'vars_prompt' is not supported");
                    }
                }
                if (!parts.options().extraVars().containsKey(name)) {
                    answers.put(name, new Verbatim(answer(prompt, name)));
                }
            }
        }
        return answers;
    }

    private @Nullable Object answer(Map<?, ?> prompt, String name) {
        Object fallback = prompt.get("default");
        String text = prompt.get("prompt") == null ? name : String.valueOf(prompt.get("prompt"));
        String shown = fallback == null ? text + ": " : text + " [" + fallback + "]: ";
        boolean hidden = prompt.get("private") == null || TaskSettings.truth(prompt.get("private"));
        Questions questions = parts.options().questions();
        while (true) {
            Optional<String> first = questions.ask(shown, hidden);
            boolean confirm = prompt.get("confirm") != null && TaskSettings.truth(prompt.get("confirm"));
            if (first.isEmpty() || !confirm || first.equals(questions.ask("confirm " + shown, hidden))) {
                return first.filter(said -> !said.isEmpty())
                        .<Object>map(said -> said)
                        .orElse(fallback == null ? "" : fallback);
            }
        }
    }

    /** Reads the files of variables for a host, which may name them; of a list of files the first that exists counts. */
    void read(PlayFrame frame, Host host, Map<String, @Nullable Object> answers) {
        Map<String, @Nullable Object> variables = new LinkedHashMap<>(answers);
        frame.filesVars(host.name(), new LinkedHashMap<>(variables));
        for (Object raw : frame.play().varsFiles()) {
            List<?> names = raw instanceof List<?> many ? many : List.of(raw);
            YamlNode node = reader.readOne(first(frame, host, names));
            if (node instanceof YamlMap map) {
                variables.putAll(map.variables());
            } else if (node.value() != null) {
                throw ControllerException.at(node.at(), "expected a map of variables, but found " + node.kind());
            }
            frame.filesVars(host.name(), new LinkedHashMap<>(variables));
        }
    }

    private Path first(PlayFrame frame, Host host, List<?> names) {
        Path file = frame.play().folder();
        for (Object raw : names) {
            String name =
                    String.valueOf(parts.templar().value(raw, parts.variables().scope(frame, host, null)));
            file = frame.play().folder().resolve(name);
            Path beside = frame.play().folder().resolve("vars").resolve(name);
            if (Files.isRegularFile(file) || Files.isRegularFile(beside)) {
                return Files.isRegularFile(file) ? file : beside;
            }
        }
        throw ControllerException.absent(frame.play().at(), "vars file '" + file + "' was not found");
    }
}
