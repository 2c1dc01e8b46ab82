package io.sounder.agent.remote;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;

/** What one end asks of the other. The order is part of the protocol: {@link Greeting#PROTOCOL} counts its changes. */
public enum Operation {
    /** First request: protocol number and arguments. Reply: {@link Opened}. */
    OPEN,
    /** Asks for a sign of life. */
    PING,
    /** Last request; the other end lets go of its locks before it replies. */
    CLOSE,

    INFO,
    LIST,
    NAMES,
    READ,
    READ_PART,
    WRITE,
    REMOVE,
    REMOVE_TREE,
    CREATE_FOLDER,
    SYNC_FOLDER,
    LINK,
    HARD_LINK,

    FILE_LIST,
    FILE_STAT,
    FILE_FOLLOW,
    FILE_LINK,
    FILE_READ,
    FILE_PAGE,
    CONNECT;

    /** The operation with this number. */
    public static Operation of(long number) {
        if (number < 0 || number >= values().length) {
            throw new AgentException(ErrorCode.PROTOCOL, "received a request for the unknown operation " + number);
        }
        return values()[(int) number];
    }

    /** The begin of a request. */
    public FieldWriter request() {
        return new FieldWriter().number(ordinal());
    }
}
