package io.sounder.agent.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * Our program within the test's process, for servers that fetch much WAL: the script that it names as the program hands its
 * arguments over and ends as they ended, so that a file costs milliseconds and not the start of a process.
 */
public final class ResidentAgent implements AutoCloseable {
    private final ServerSocket listener;
    private final Path script;

    private ResidentAgent(ServerSocket listener, Path script) {
        this.listener = listener;
        this.script = script;
    }

    /** Starts answering. The folder exists, and the server's user can reach it. */
    public static ResidentAgent start(Path folder) {
        try {
            ServerSocket listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
            Path script = folder.resolve("resident-pgbackrest");
            Files.writeString(script, """
                    #!/bin/bash
                    exec 3<>/dev/tcp/127.0.0.1/%d || exit 99
                    printf '%%s\\n' "$PWD" "$#" "$@" >&3
                    read -r code <&3
                    cat <&3 >&2
                    exit "$code"
                    """.formatted(listener.getLocalPort()));
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
            ResidentAgent agent = new ResidentAgent(listener, script);
            Thread.ofVirtual().start(agent::serve);
            return agent;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The option that makes a restored server fetch WAL this way. */
    public String option() {
        return "--cmd=" + script;
    }

    private void serve() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> answer(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private static void answer(Socket client) {
        try (client) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
            Path folder = Path.of(in.readLine());
            int count = Integer.parseInt(in.readLine());
            List<String> arguments = new ArrayList<>();
            while (arguments.size() < count) {
                arguments.add(in.readLine());
            }
            Path target = folder.resolve(arguments.removeLast());
            arguments.add(target.toString());
            InProcess run = InProcess.run(arguments.toArray(String[]::new));
            if (Files.exists(target)) {
                Unprivileged.own(target);
            }
            String answer = run.exitCode() + "\n" + run.output() + run.errors();
            client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
