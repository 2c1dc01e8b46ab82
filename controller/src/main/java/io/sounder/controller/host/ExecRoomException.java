package io.sounder.controller.host;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;

/** A script whose input or output found no room: on the node, or among what is kept here. */
public final class ExecRoomException extends ControllerException {
    public ExecRoomException(String message) {
        super(ExitCode.HOSTS_FAILED, message);
    }

    /**
     * More output than is kept.
     *
     * @param stream which of the outputs
     */
    public static ExecRoomException tooMuch(String stream, long size, long limit, String host) {
        return new ExecRoomException("the script wrote " + size + " bytes to its standard " + stream + " on host '"
                + host + "', of which at most " + limit + " are taken: send it to a file on the host");
    }
}
