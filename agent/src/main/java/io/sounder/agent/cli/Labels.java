package io.sounder.agent.cli;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.BackupLabel;
import io.sounder.agent.base.ErrorCode;

/** Labels as users write them. */
final class Labels {
    private Labels() {}

    /** The label; error 32 if it has not the form of one. */
    static BackupLabel parse(String text) {
        if (!BackupLabel.isLabel(text)) {
            throw new AgentException(
                    ErrorCode.OPTION_INVALID_VALUE, "'" + text + "' is not a valid backup label format");
        }
        return new BackupLabel(text);
    }
}
