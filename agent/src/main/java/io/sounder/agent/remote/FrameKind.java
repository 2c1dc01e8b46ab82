package io.sounder.agent.remote;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;

/** What a frame carries; its letter is the frame's first byte. */
public enum FrameKind {
    /** One operation and its arguments. */
    REQUEST('Q'),
    /** The result of a request. */
    REPLY('R'),
    /** The error that ended a request: its code and its text. */
    ERROR('X'),
    /** A piece of a stream. */
    DATA('D'),
    /** A piece of a stream, compressed. */
    PACKED('Z'),
    /** The stream is complete. */
    END('E'),
    /** The stream is to be forgotten. */
    ABORT('A');

    private final char letter;

    FrameKind(char letter) {
        this.letter = letter;
    }

    byte code() {
        return (byte) letter;
    }

    static FrameKind of(int code) {
        for (FrameKind kind : values()) {
            if (kind.letter == code) {
                return kind;
            }
        }
        throw new AgentException(
                ErrorCode.PROTOCOL, "received a byte of value " + code + " where a frame should begin");
    }
}
