package io.sounder.controller.cli;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;
import io.sounder.controller.engine.RunSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What the configuration file says of runs; what it asks for and is not there is an error, not passed over. */
record RunDefaults(Settings settings) {
    /** Keys with the only values that they may have here. */
    private static final Map<String, List<String>> ONLY = Map.of(
            "defaults.jinja2_native", List.of("false", "no", "off", "0"),
            "defaults.error_on_undefined_vars", List.of("true", "yes", "on", "1"),
            "defaults.inject_facts_as_vars", List.of("true", "yes", "on", "1"));

    /** @param inventory the sources of the inventory */
    RunSettings of(List<String> inventory) {
        ONLY.forEach((name, words) -> settings.text(name)
                .filter(value -> !words.contains(value.toLowerCase(java.util.Locale.ROOT)))
                .ifPresent(value -> {
                    throw new ControllerException(
                            ExitCode.ERROR, "the setting '" + name + " = " + value + "' is not supported");
                }));
        return new RunSettings(
                settings.file(),
                inventory.stream().map(RunDefaults::absolute).toList(),
                settings.choice("defaults.gathering", List.of("implicit", "explicit", "smart")),
                settings.choice("defaults.strategy", List.of("linear", "free", "host_pinned")),
                settings.flag("defaults.any_errors_fatal", false),
                settings.flag("defaults.error_on_missing_handler", true),
                settings.text("defaults.ansible_managed").orElse("Ansible managed"),
                settings.number("defaults.poll_interval", 15),
                settings.maps());
    }

    private static String absolute(String source) {
        return source.contains(",")
                ? source
                : Path.of(source).toAbsolutePath().normalize().toString();
    }
}
