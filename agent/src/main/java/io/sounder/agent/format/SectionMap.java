package io.sounder.agent.format;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A small info file as a whole: JSON values by section and key. Not for use by several threads. */
final class SectionMap {
    private final SortedMap<String, SortedMap<String, Json>> sections = new TreeMap<>(Utf8Order.INSTANCE);
    private final String backrestVersion;

    SectionMap(String backrestVersion) {
        this.backrestVersion = backrestVersion;
    }

    private SectionMap(InputStream in) throws IOException {
        backrestVersion = InfoReader.read(in, (section, key, value) -> put(section, key, value.value()));
    }

    static SectionMap read(InputStream in) throws IOException {
        return new SectionMap(in);
    }

    String backrestVersion() {
        return backrestVersion;
    }

    void put(String section, String key, Json value) {
        sections.computeIfAbsent(section, _ -> new TreeMap<>(Utf8Order.INSTANCE))
                .put(key, value);
    }

    Map<String, Json> section(String name) {
        return sections.getOrDefault(name, Collections.emptySortedMap());
    }

    Optional<Json> get(String section, String key) {
        return Optional.ofNullable(section(section).get(key));
    }

    Json required(String section, String key) {
        return get(section, key)
                .orElseThrow(() -> new AgentException(
                        ErrorCode.FORMAT, "required key '" + key + "' is missing in section '" + section + "'"));
    }

    /** The number of a cluster in the history, from 1; error 29 for any other key. */
    static int historyId(String key) {
        try {
            int id = Integer.parseInt(key);
            if (id > 0) {
                return id;
            }
        } catch (NumberFormatException e) {
            // reported below
        }
        throw new AgentException(ErrorCode.FORMAT, "key '" + key + "' in section 'db:history' is not a number");
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            InfoWriter writer = new InfoWriter(out, backrestVersion);
            for (Map.Entry<String, SortedMap<String, Json>> section : sections.entrySet()) {
                writer.section(section.getKey());
                for (Map.Entry<String, Json> entry : section.getValue().entrySet()) {
                    writer.entry(entry.getKey(), entry.getValue());
                }
            }
            writer.finish();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return out.toByteArray();
    }
}
