package io.sounder.agent.archive;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;

/**
 * What a status file of the spool says about a WAL file: nothing, or a code, a line feed and a message.
 *
 * @param file the name of the status file
 * @param done whether the file is done with, well or not
 * @param code 0 for a mere warning
 * @param message empty when there is nothing to say
 */
record SpoolStatus(String file, boolean done, int code, String message) {

    /** Reads the content of a status file; error 29 if it has not this form. */
    static SpoolStatus parse(String file, boolean done, String content) {
        if (content.isEmpty()) {
            if (!done) {
                throw malformed(file, "has no content");
            }
            return new SpoolStatus(file, true, 0, "");
        }
        int lineEnd = content.indexOf('\n');
        if (lineEnd < 0) {
            throw malformed(file, "must have at least two lines");
        }
        String message = content.substring(lineEnd + 1).strip();
        if (message.isEmpty()) {
            throw malformed(file, "has no message");
        }
        try {
            return new SpoolStatus(file, done, Integer.parseInt(content.substring(0, lineEnd)), message);
        } catch (NumberFormatException e) {
            throw malformed(file, "does not start with an error code");
        }
    }

    private static AgentException malformed(String file, String what) {
        return new AgentException(ErrorCode.FORMAT, "status file '" + file + "' " + what)
                .withHint("remove the file and let the server try again");
    }

    /** The content by which this is read again. */
    static String content(int code, String message) {
        return code + "\n" + message;
    }

    /** The error that kept the WAL file from being done. */
    AgentException error() {
        return new AgentException(ErrorCode.ofNumber(code).orElse(ErrorCode.UNKNOWN), message);
    }

    /** What to tell about a file that is done with. Somebody may have renamed an error file to go on without the WAL. */
    String warning(String wal) {
        return code == 0
                ? message
                : "WAL segment '" + wal + "' was not pushed due to error [" + code + "] and was manually skipped: "
                        + message;
    }
}
