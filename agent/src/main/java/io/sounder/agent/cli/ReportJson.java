package io.sounder.agent.cli;

import io.sounder.agent.config.ConfigReport;
import io.sounder.agent.format.Json;
import io.sounder.agent.format.JsonText;
import java.io.PrintStream;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A report of the configuration as one JSON object. */
record ReportJson(ConfigReport report) {

    /** Prints the object; no line end follows. */
    void print(PrintStream out) {
        String files = report.files()
                .map(sections -> members(sections, section -> members(section, ReportJson::entry)))
                .orElse("null");
        out.print(
                "{\"cfg\":{\"env\":" + members(report.environment(), ReportJson::entry) + ",\"file\":" + files + "}}");
    }

    private static <T> String members(SortedMap<String, T> values, Function<T, String> text) {
        return values.entrySet().stream()
                .map(each -> JsonText.write(Json.of(each.getKey())) + ":" + text.apply(each.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String entry(ConfigReport.Entry entry) {
        String warning = entry.warning()
                .map(text -> "\"warn\":" + JsonText.write(Json.of(text)))
                .orElse("");
        if (entry.values().isEmpty()) {
            return "{" + warning + "}";
        }
        Json value = entry.list()
                ? Json.texts(entry.values())
                : Json.of(entry.values().getFirst());
        return "{\"val\":" + JsonText.write(value) + (warning.isEmpty() ? "" : ",") + warning + "}";
    }
}
