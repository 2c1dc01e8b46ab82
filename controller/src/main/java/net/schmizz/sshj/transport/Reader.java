package net.schmizz.sshj.transport;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;

/**
 * Takes what a server sends out of the socket and gives it to the decoder, on a thread of its own. It takes the place of the
 * library's class, which keeps 256 kB for each connection from its beginning, as if each packet were as large as they may
 * be: for 1,000 hosts that is half of the controller's memory. Here the room is as large as the largest packet so far.
 */
public final class Reader extends Thread {
    /** Holds the packets of a login and of a script with little to say. */
    private static final int FIRST_ROOM = 1 << 11;

    private final TransportImpl transport;

    /** Called by the library. */
    public Reader(TransportImpl transport) {
        super("sshj-Reader");
        this.transport = transport;
        setDaemon(true);
    }

    @Override
    public void run() {
        try {
            pass(transport.getConnInfo().in, transport.getDecoder());
        } catch (IOException | RuntimeException e) {
            // Who is interrupted was told to end, and the connection with it.
            if (!isInterrupted()) {
                transport.die(e);
            }
        }
    }

    private void pass(InputStream in, Decoder decoder) throws IOException {
        byte[] room = new byte[FIRST_ROOM];
        int wanted = 1;
        while (!isInterrupted()) {
            if (wanted > room.length) {
                room = new byte[Integer.highestOneBit(wanted - 1) << 1];
            }
            int count;
            try {
                count = in.read(room, 0, wanted);
            } catch (SocketTimeoutException e) {
                continue;
            }
            if (count < 0) {
                throw new TransportException("the server ended the connection");
            }
            wanted = decoder.received(room, count);
        }
    }
}
