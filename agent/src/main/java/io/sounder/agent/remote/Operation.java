package io.sounder.agent.remote;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;

/** What one end asks of the other. The numbers are part of the protocol: {@link Greeting#PROTOCOL} counts its changes. */
public enum Operation {
    /** First request: protocol number and arguments. Reply: {@link Opened}. */
    OPEN(1),
    /** Asks for a sign of life. */
    PING(2),
    /** Last request; the other end lets go of its locks before it replies. */
    CLOSE(3),

    INFO(4),
    LIST(5),
    NAMES(6),
    READ(7),
    READ_PART(8),
    WRITE(9),
    REMOVE(10),
    REMOVE_TREE(11),
    CREATE_FOLDER(12),
    SYNC_FOLDER(13),
    LINK(14),
    HARD_LINK(15),

    FILE_LIST(16),
    FILE_STAT(17),
    FILE_FOLLOW(18),
    FILE_LINK(19),
    FILE_READ(20),
    FILE_PAGE(21),
    CONNECT(22);

    private static final int FIRST_CHANGE = 9;
    private static final int LAST_CHANGE = 15;

    private final int number;

    Operation(int number) {
        this.number = number;
    }

    /** The operation with this number. */
    public static Operation of(long number) {
        for (Operation operation : values()) {
            if (operation.number == number) {
                return operation;
            }
        }
        throw new AgentException(ErrorCode.PROTOCOL, "received a request for the unknown operation " + number);
    }

    /** Whether it changes a repository. */
    public boolean changes() {
        return number >= FIRST_CHANGE && number <= LAST_CHANGE;
    }

    /** The begin of a request. */
    public FieldWriter request() {
        return new FieldWriter().number(number);
    }
}
