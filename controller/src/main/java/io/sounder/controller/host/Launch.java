package io.sounder.controller.host;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Wraps a request into one command line without secrets plus a standard input that carries everything else: an optional
 * sudo password, a line that says where the script begins, the script, then the payload. A mark before the script's
 * output tells it from a login shell's own and from a refused sudo's. A mark of this launch alone ends both outputs,
 * because an exit code may overtake output that is still on its way.
 */
public final class Launch {
    private static final String BEGIN = "--script--";
    private static final byte[] MARK = "--started--\n".getBytes(StandardCharsets.UTF_8);

    /** How far from both ends of an output marks are looked for. */
    private static final int EDGE = 1 << 16;

    private final ExecRequest request;
    private final byte[] script;
    private final boolean becomes;
    private final boolean resident;
    private final String end =
            "--ended-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()) + "--";

    /** @param loginUser no other user is become when it is already the wanted one */
    public Launch(ExecRequest request, String loginUser) {
        this(request, loginUser, false);
    }

    private Launch(ExecRequest request, String loginUser, boolean resident) {
        this.request = request;
        this.resident = resident;
        this.becomes = request.become().active() && !request.become().user().equals(loginUser);
        this.script = (prologue() + request.script() + "\n#" + end).getBytes(StandardCharsets.UTF_8);
    }

    /** A script that stays and marks its own output: it runs in the shell itself, and nothing is added at its end. */
    public static Launch resident(String script, Become become, String loginUser) {
        return new Launch(ExecRequest.of(script).as(become), loginUser, true);
    }

    private String prologue() {
        String mark = "printf '%s\\n' --started--\n";
        if (!becomes) {
            return mark;
        }
        String user = request.become().user();
        return mark + "HOME=~" + user + " USER=" + user + " LOGNAME=" + user + "; export HOME USER LOGNAME\n"
                + "cd . 2>/dev/null || cd /\n";
    }

    /** The command line for {@code sh -c}: constant but for sizes and the user's name. */
    public String command() {
        String reader = "sh -c " + ShellQuote.word(reader());
        if (!becomes) {
            return "exec " + reader;
        }
        Become become = request.become();
        if (!become.user().matches("[A-Za-z0-9_][A-Za-z0-9_.-]*\\$?")) {
            throw new BecomeException("'" + become.user() + "' is not the name of a user to become");
        }
        String user = become.user();
        String own = become.flags().map(flags -> flags + " ").orElse("");
        String runuser = become.program().orElse("runuser") + " " + own + "-u " + user + " -- " + reader;
        String su = become.program().orElse("su") + " " + own + "-s /bin/sh " + user + " -c " + ShellQuote.word(reader);
        boolean usual = become.program().isEmpty() && become.flags().isEmpty();
        return switch (become.method()) {
            case SU -> "exec " + su;
            case RUNUSER -> "exec " + runuser;
            case SUDO -> usual ? sudo(become, reader, runuser, su) : "exec " + ownSudo(become, reader);
        };
    }

    private static String asks(Become become) {
        return become.password().isPresent() ? "-S -p \"\"" : "-n";
    }

    /** What the playbook wants of sudo; only where its password comes from is ours. */
    private static String ownSudo(Become become, String reader) {
        return become.program().orElse("sudo") + " " + become.flags().orElse("-H") + " " + asks(become) + " -u "
                + become.user() + " " + reader;
    }

    /** By sudo, or where it is not installed, by what root can do without it. */
    private static String sudo(Become become, String reader, String runuser, String su) {
        return "if command -v sudo >/dev/null 2>&1; then exec " + ownSudo(become, reader)
                + "; elif [ \"$(id -u)\" = 0 ]; then if command -v runuser >/dev/null 2>&1; then exec " + runuser
                + "; else exec " + su + "; fi; else echo \"sudo is not installed\" >&2; exit 127; fi";
    }

    /**
     * {@code read} takes a line byte by byte and {@code head -c} exactly its count: the payload stays for the script. The
     * script runs in a subshell, whose {@code exit} does not skip the marks at the end. A script cut short by a broken
     * connection does not run at all.
     */
    private String reader() {
        return "l=; until [ \"$l\" = " + BEGIN + " ]; do IFS= read -r l || exit 126; done; s=$(head -c " + script.length
                + "); unset l; case $s in *\"#" + end + "\") ;; *) exit 126 ;; esac; "
                + (resident ? "eval \"$s\"" : "(eval \"$s\"); s=$?; echo " + end + "; echo " + end + " >&2; exit $s");
    }

    /** What standard output and standard error end with when the script has ended by itself. */
    public byte[] endMark() {
        return (end + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** All that goes to standard input; the caller closes it. */
    public InputStream stdin() throws IOException {
        StringBuilder head = new StringBuilder();
        if (becomes) {
            request.become()
                    .password()
                    .ifPresent(password -> head.append(password).append('\n'));
        }
        head.append(BEGIN).append('\n');
        InputStream start = new SequenceInputStream(
                new ByteArrayInputStream(head.toString().getBytes(StandardCharsets.UTF_8)),
                new ByteArrayInputStream(script));
        return new SequenceInputStream(start, request.payload().open());
    }

    /** The result of the script itself, without the marks and what its leftovers wrote after its end. */
    public ExecResult result(int code, byte[] stdout, byte[] stderr, String host) {
        byte[] out = beforeEnd(stdout);
        byte[] err = beforeEnd(stderr);
        int mark = indexOf(out, MARK);
        if (mark < 0) {
            throw notStarted(code, new String(err.length > 0 ? err : out, StandardCharsets.UTF_8), host);
        }
        return new ExecResult(code, Arrays.copyOfRange(out, mark + MARK.length, out.length), err);
    }

    /** Moves the script's own output to a file; the marks stay. */
    void save(Path stdout, Path sink) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(stdout.toFile(), "rw");
                OutputStream out = Files.newOutputStream(sink)) {
            long length = file.length();
            byte[] head = new byte[(int) Math.min(length, EDGE)];
            file.readFully(head);
            int mark = indexOf(head, MARK);
            if (mark < 0) {
                return;
            }
            long start = mark + (long) MARK.length;
            byte[] tail = new byte[(int) Math.min(length - start, EDGE)];
            file.seek(length - tail.length);
            file.readFully(tail);
            long stop = length - tail.length + beforeEnd(tail).length;
            try (InputStream in = Files.newInputStream(stdout)) {
                in.skipNBytes(start);
                for (long left = stop - start; left > 0; ) {
                    byte[] part = in.readNBytes((int) Math.min(left, EDGE));
                    out.write(part);
                    left -= part.length == 0 ? left : part.length;
                }
            }
            file.setLength(start);
        }
    }

    private RuntimeException notStarted(int code, String said, String host) {
        String reason = said.isBlank() ? "exit code " + code : said.strip().replace("\n", "; ");
        if (becomes) {
            return new BecomeException("unable to become user '"
                    + request.become().user() + "' on host '" + host + "': " + refused(reason));
        }
        return new UnreachableException("unable to start a shell on host '" + host + "': " + reason);
    }

    /** What to do about what sudo says, where that is known. */
    private String refused(String said) {
        if (said.contains("incorrect password attempt") || said.contains("Sorry, try again")) {
            return "sudo does not accept the password; give the right one with -K or ansible_become_password";
        }
        if (said.contains("a password is required")) {
            return said + "; give it with -K or ansible_become_password";
        }
        return said;
    }

    private byte[] beforeEnd(byte[] bytes) {
        int at = indexOf(bytes, endMark());
        return at < 0 ? bytes : Arrays.copyOf(bytes, at);
    }

    private static int indexOf(byte[] bytes, byte[] mark) {
        for (int start = 0; start + mark.length <= bytes.length; start++) {
            if (Arrays.equals(bytes, start, start + mark.length, mark, 0, mark.length)) {
                return start;
            }
        }
        return -1;
    }
}
