package io.sounder.controller.ssh;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.schmizz.sshj.common.Buffer;

/** The agent that holds the user's keys; each question opens its socket anew. Thread-safe. */
final class SshAgent {
    private static final byte LIST = 11;
    private static final byte IDENTITIES = 12;
    private static final byte SIGN = 13;
    private static final byte SIGNATURE = 14;
    private static final int LONGEST_ANSWER = 1 << 20;

    private final Path socket;

    SshAgent(Path socket) {
        this.socket = socket;
    }

    /** The public keys that the agent can sign with, as they go over the wire. */
    List<byte[]> keys() throws IOException {
        Buffer.PlainBuffer answer = ask(new Buffer.PlainBuffer().putByte(LIST), IDENTITIES);
        List<byte[]> keys = new ArrayList<>();
        for (long left = answer.readUInt32(); left > 0; left--) {
            keys.add(answer.readBytes());
            answer.readBytes();
        }
        return keys;
    }

    /** The signature of some data with one of the keys, as it goes over the wire. */
    byte[] sign(byte[] key, byte[] data, int flags) throws IOException {
        Buffer.PlainBuffer question = new Buffer.PlainBuffer()
                .putByte(SIGN)
                .putBytes(key)
                .putBytes(data)
                .putUInt32(flags);
        return ask(question, SIGNATURE).readBytes();
    }

    private Buffer.PlainBuffer ask(Buffer.PlainBuffer question, byte expected) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            byte[] body = question.getCompactData();
            ByteBuffer whole = ByteBuffer.allocate(4 + body.length)
                    .putInt(body.length)
                    .put(body)
                    .flip();
            while (whole.hasRemaining()) {
                channel.write(whole);
            }
            DataInputStream in = new DataInputStream(Channels.newInputStream(channel));
            int length = in.readInt();
            if (length < 1 || length > LONGEST_ANSWER) {
                throw new IOException("the answer of the agent has a wrong length");
            }
            byte[] bytes = new byte[length];
            in.readFully(bytes);
            Buffer.PlainBuffer answer = new Buffer.PlainBuffer(bytes);
            if (answer.readByte() != expected) {
                throw new IOException("the agent refuses");
            }
            return answer;
        }
    }
}
