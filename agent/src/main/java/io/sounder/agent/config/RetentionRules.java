package io.sounder.agent.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What retention options of one repository mean together: the default of archive retention, and warnings. */
final class RetentionRules {
    private final Settings settings;
    private final int key;
    private final List<String> warnings;

    RetentionRules(Settings settings, int key, List<String> warnings) {
        this.settings = settings;
        this.key = key;
        this.warnings = warnings;
    }

    void apply() {
        String full = settings.value(Option.REPO_RETENTION_FULL, key);
        boolean count = "count".equals(settings.value(Option.REPO_RETENTION_FULL_TYPE, key));
        if (full == null && count) {
            warnings.add("option '" + Option.REPO_RETENTION_FULL.name(key) + "' is not set for '"
                    + Option.REPO_RETENTION_FULL_TYPE.name(key)
                    + "=count', the repository may run out of space\n"
                    + "HINT: to retain full backups indefinitely (without warning), set option '"
                    + Option.REPO_RETENTION_FULL.name(key) + "' to the maximum.");
        }
        String type = settings.value(Option.REPO_RETENTION_ARCHIVE_TYPE, key);
        String diff = settings.value(Option.REPO_RETENTION_DIFF, key);
        if (settings.value(Option.REPO_RETENTION_ARCHIVE, key) != null || type == null) {
            return;
        }
        switch (type) {
            case "full" -> inherit(count ? full : null);
            case "diff" -> {
                inherit(diff);
                if (diff == null) {
                    warnOff(
                            "diff",
                            "neither option '" + Option.REPO_RETENTION_ARCHIVE.name(key) + "' nor option '"
                                    + Option.REPO_RETENTION_DIFF.name(key) + "' is set");
                }
            }
            default -> warnOff(type, "option '" + Option.REPO_RETENTION_ARCHIVE.name(key) + "' is not set");
        }
    }

    private void inherit(@Nullable String number) {
        if (number != null) {
            settings.put(Option.REPO_RETENTION_ARCHIVE, key, Setting.byDefault(number));
        }
    }

    private void warnOff(String type, String because) {
        warnings.add("WAL segments will not be expired: option '" + Option.REPO_RETENTION_ARCHIVE_TYPE.name(key) + "="
                + type + "' but " + because);
    }
}
