package io.sounder.controller.template.lookup;

import io.sounder.controller.template.value.EvaluationException;
import io.sounder.controller.template.value.Printing;
import io.sounder.controller.template.value.Undefined;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lookups of the environment, programs and variables. */
final class SystemLookups {
    private static final long LONGEST_COMMAND_MINUTES = 60;

    private SystemLookups() {}

    static @Nullable Lookup find(String name) {
        return switch (name) {
            case "env" -> SystemLookups::environment;
            case "pipe" -> SystemLookups::outputs;
            case "lines" -> SystemLookups::lines;
            case "password" -> SystemLookups::passwords;
            case "vars" -> SystemLookups::variables;
            case "config" -> SystemLookups::settings;
            case "varnames" -> SystemLookups::names;
            default -> null;
        };
    }

    private static List<@Nullable Object> outputs(
            List<@Nullable Object> terms, Map<String, @Nullable Object> options, LookupContext context) {
        List<@Nullable Object> results = new ArrayList<>();
        terms.forEach(term -> results.add(output(Printing.str(term), false, context)));
        return results;
    }

    private static List<@Nullable Object> passwords(
            List<@Nullable Object> terms, Map<String, @Nullable Object> options, LookupContext context) {
        List<@Nullable Object> results = new ArrayList<>();
        terms.forEach(term -> results.add(Password.of(Printing.str(term), options, context)));
        return results;
    }

    private static List<@Nullable Object> environment(
            List<@Nullable Object> terms, Map<String, @Nullable Object> options, LookupContext context) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Object term : terms) {
            String value = System.getenv(Printing.str(term));
            values.add(value != null ? value : options.getOrDefault("default", ""));
        }
        return values;
    }

    private static String output(String command, boolean keepEnd, LookupContext context) {
        try {
            Process process = new ProcessBuilder("/bin/sh", "-c", command)
                    .directory(context.playbookDir().toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String text;
            try (InputStream out = process.getInputStream()) {
                text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            }
            if (!process.waitFor(LONGEST_COMMAND_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new EvaluationException("the command of a lookup failed: '" + command + "'");
            }
            return keepEnd ? text : text.stripTrailing();
        } catch (IOException e) {
            throw new EvaluationException("cannot run the command of a lookup: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EvaluationException("interrupted while the command of a lookup ran", e);
        }
    }

    private static List<@Nullable Object> lines(
            List<@Nullable Object> terms, Map<String, @Nullable Object> options, LookupContext context) {
        List<@Nullable Object> lines = new ArrayList<>();
        terms.forEach(term -> output(Printing.str(term), true, context).lines().forEach(lines::add));
        return lines;
    }

    private static List<@Nullable Object> variables(
            List<@Nullable Object> terms, Map<String, @Nullable Object> options, LookupContext context) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Object term : terms) {
            Object value = context.variable(Printing.str(term));
            if (value instanceof Undefined && options.containsKey("default")) {
                values.add(options.get("default"));
            } else {
                values.add(Undefined.require(value));
            }
        }
        return values;
    }

    private static List<@Nullable Object> settings(
            List<@Nullable Object> terms, Map<String, @Nullable Object> options, LookupContext context) {
        if (options.containsKey("plugin_type") || options.containsKey("plugin_name")) {
            throw new EvaluationException("the lookup 'config' knows no settings of plugins");
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (Object term : terms) {
            Optional<Object> value = context.setting(Printing.str(term));
            if (value.isPresent()) {
                values.add(value.get().equals(LookupContext.UNSET) ? null : value.get());
            } else if (!"skip".equals(options.get("on_missing")) && !"warn".equals(options.get("on_missing"))) {
                throw new EvaluationException("Unable to find setting " + Printing.str(term));
            }
        }
        return values;
    }

    private static List<@Nullable Object> names(
            List<@Nullable Object> terms, Map<String, @Nullable Object> options, LookupContext context) {
        List<@Nullable Object> names = new ArrayList<>();
        for (Object term : terms) {
            Pattern pattern = Pattern.compile(Printing.str(term));
            context.variableNames().stream()
                    .filter(name -> pattern.matcher(name).find())
                    .forEach(names::add);
        }
        return names;
    }
}
