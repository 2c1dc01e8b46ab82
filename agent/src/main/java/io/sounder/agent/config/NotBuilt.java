package io.sounder.agent.config;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.util.List;

/**
 * Options that are known and checked but not honoured by this version. They are error 67: nothing is ignored
 * in silence.
 */
final class NotBuilt {
    private static final List<Option> NEEDED = List.of(Option.REPO_TARGET_TIME);

    private final Settings settings;

    NotBuilt(Settings settings) {
        this.settings = settings;
    }

    void check() {
        for (Option option : NEEDED) {
            for (int key : settings.keys(option.group())) {
                if (settings.value(option, key) != null) {
                    throw new AgentException(
                            ErrorCode.FEATURE_NOT_SUPPORTED, "option '" + option.name(key) + "' is not supported");
                }
            }
        }
    }
}
