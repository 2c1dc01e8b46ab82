package io.sounder.agent.remote.client;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The system's ssh client as a child process, which runs our program on the other host. */
final class SshTransport implements Transport {
    private static final int KEPT = 4096;
    private static final int GRACE_SECONDS = 5;

    private final Process process;
    private final StringBuilder complaints = new StringBuilder();
    private final Thread listener;

    private SshTransport(Process process) {
        this.process = process;
        this.listener = Thread.ofPlatform().daemon().name("ssh-messages").start(this::listen);
    }

    /** Starts the client; error 102 when it cannot be started. */
    static SshTransport start(RemoteTarget target, List<String> remoteCommand) {
        List<String> command = line(target, remoteCommand);
        try {
            return new SshTransport(new ProcessBuilder(command).start());
        } catch (IOException e) {
            throw new AgentException(
                            ErrorCode.EXECUTE,
                            "unable to execute '" + command.getFirst() + "' to reach host '" + target.host() + "': "
                                    + e.getMessage(),
                            e)
                    .withHint("is the ssh client installed, or is 'cmd-ssh' set to the path of one?");
        }
    }

    /** The words of the command line: like the original's, so that settings for one serve the other. */
    static List<String> line(RemoteTarget target, List<String> remoteCommand) {
        List<String> words = new ArrayList<>(List.of(target.ssh().program()));
        words.addAll(List.of("-o", "LogLevel=error", "-o", "Compression=no", "-o", "PasswordAuthentication=no"));
        target.port().ifPresent(port -> words.addAll(List.of("-p", Integer.toString(port))));
        words.add(target.ssh().user() + "@" + target.host());
        words.add(String.join(
                " ", remoteCommand.stream().map(SshTransport::quoted).toList()));
        return words;
    }

    /** A word for the shell of the other host. */
    private static String quoted(String word) {
        boolean plain = !word.isEmpty()
                && word.chars()
                        .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "-_./=:,@%+".indexOf(c) >= 0));
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    private void listen() {
        byte[] buffer = new byte[KEPT];
        try (InputStream errors = process.getErrorStream()) {
            for (int count = errors.read(buffer); count >= 0; count = errors.read(buffer)) {
                keep(new String(buffer, 0, count, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            keep("");
        }
    }

    private synchronized void keep(String text) {
        complaints.append(text);
        if (complaints.length() > KEPT) {
            complaints.delete(0, complaints.length() - KEPT);
        }
    }

    @Override
    public InputStream in() {
        return process.getInputStream();
    }

    @Override
    public OutputStream out() {
        return process.getOutputStream();
    }

    @Override
    public String kind() {
        return "ssh";
    }

    @Override
    public AgentException ended(String name, IOException cause) {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new AgentException(
                        ErrorCode.PROTOCOL, name + " closed the connection without an answer" + said(), cause);
            }
            listener.join(TimeUnit.SECONDS.toMillis(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        int code = process.exitValue();
        return new AgentException(
                ErrorCode.ofNumber(code).orElse(ErrorCode.UNKNOWN),
                name + " terminated unexpectedly [" + code + "]" + said(),
                cause);
    }

    private synchronized String said() {
        String text = complaints.toString().strip();
        return text.isEmpty() ? "" : ": " + text;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
