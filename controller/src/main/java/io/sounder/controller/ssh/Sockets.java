package io.sounder.controller.ssh;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Optional;
import javax.net.SocketFactory;

/** Makes sockets that send small packets at once, or that go through a program. */
final class Sockets extends SocketFactory {
    private final Optional<String> command;

    /** @param command the program whose standard input and output are the connection */
    Sockets(Optional<String> command) {
        this.command = command;
    }

    @Override
    public Socket createSocket() throws IOException {
        if (command.isPresent()) {
            return new ProgramSocket(command.get());
        }
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw new IOException("only unconnected sockets are made here");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return createSocket(host.getHostName(), port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return createSocket(host.getHostName(), port);
    }
}
