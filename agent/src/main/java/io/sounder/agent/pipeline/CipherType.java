package io.sounder.agent.pipeline;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;

/** How a repository is encrypted. */
public enum CipherType {
    NONE("none"),
    AES_256_CBC("aes-256-cbc");

    private final String label;

    CipherType(String label) {
        this.label = label;
    }

    /** The word in options and output. */
    public String label() {
        return label;
    }

    public static CipherType of(String label) {
        for (CipherType type : values()) {
            if (type.label.equals(label)) {
                return type;
            }
        }
        throw new AgentException(ErrorCode.OPTION_INVALID_VALUE, "'" + label + "' is not a cipher type");
    }
}
