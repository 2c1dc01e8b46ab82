package io.sounder.controller.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/** A connection through the standard input and output of a program. */
final class ProgramSocket extends Socket {
    private final String command;
    private volatile @Nullable Process process;

    ProgramSocket(String command) {
        this.command = command;
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
        process = new ProcessBuilder("/bin/sh", "-c", "exec " + command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Override
    public void connect(SocketAddress endpoint) throws IOException {
        connect(endpoint, 0);
    }

    private Process process() throws SocketException {
        Process running = process;
        if (running == null) {
            throw new SocketException("the program of the connection does not run");
        }
        return running;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return process().getInputStream();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return process().getOutputStream();
    }

    @Override
    public boolean isConnected() {
        Process running = process;
        return running != null && running.isAlive();
    }

    @Override
    public synchronized void close() throws IOException {
        Process running = process;
        if (running != null) {
            running.destroy();
        }
        super.close();
    }
}
