import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says what a PostgreSQL 15 would say to the agent's queries, so that a rehearsal takes the way of an online backup where
 * no PostgreSQL is installed. It backs up nothing and decides nothing: what it makes is the list of classes of an AOT cache.
 * <pre>java RehearsedServer.java SOCKET DATA-FOLDER</pre>
 */
final class RehearsedServer {
    private static final int TEXT = 25;
    private static final String SEGMENT = "000000010000000000000001";

    /** The rows for a query that has the key in it; the first that fits counts. */
    private final Map<String, List<List<String>>> answers = new LinkedHashMap<>();

    private RehearsedServer(String data) {
        one("server_version_num", "150000", data, "on", "pgbackrest archive-push %p", "300", "f");
        one("pg_is_in_recovery", "f");
        one("clock_timestamp", String.valueOf(System.currentTimeMillis()));
        one("pg_backup_start", "0/1000028", SEGMENT);
        one("pg_backup_stop", "0/1000100", SEGMENT, "START WAL LOCATION: 0/1000028 (file " + SEGMENT + ")\n", "");
        one("pg_current_wal_insert_lsn", SEGMENT);
        one("pg_create_restore_point", "0/1000090");
        one("pg_switch_wal", SEGMENT);
        answers.put("from pg_database", List.of(List.of("postgres", "5", "4"), List.of("template0", "4", "4")));
        answers.put("from pg_tablespace", List.of(List.of("1663", "pg_default"), List.of("1664", "pg_global")));
    }

    private void one(String query, String... row) {
        answers.put(query, List.of(List.of(row)));
    }

    public static void main(String[] arguments) throws IOException {
        RehearsedServer server = new RehearsedServer(arguments[1]);
        try (ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listening.bind(UnixDomainSocketAddress.of(Path.of(arguments[0])));
            while (true) {
                SocketChannel client = listening.accept();
                Thread.startVirtualThread(() -> server.serve(client));
            }
        }
    }

    private void serve(SocketChannel client) {
        try (client) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(client)));
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(client)));
            in.skipNBytes(in.readInt() - 4L); // the start-up message
            send(out, 'R', message -> message.writeInt(0));
            for (Map.Entry<String, String> setting : Map.of(
                            "server_version", "15.0",
                            "client_encoding", "UTF8",
                            "standard_conforming_strings", "on",
                            "DateStyle", "ISO, MDY",
                            "TimeZone", "UTC",
                            "integer_datetimes", "on")
                    .entrySet()) {
                send(out, 'S', message -> {
                    text(message, setting.getKey());
                    text(message, setting.getValue());
                });
            }
            send(out, 'K', message -> message.writeLong(1));
            ready(out);
            converse(in, out);
        } catch (IOException e) {
            if (!(e instanceof EOFException)) {
                System.err.println("rehearsed server: " + e);
            }
        }
    }

    private void converse(DataInputStream in, DataOutputStream out) throws IOException {
        List<List<String>> rows = List.of();
        for (char type = (char) in.readByte(); type != 'X'; type = (char) in.readByte()) {
            byte[] body = in.readNBytes(in.readInt() - 4);
            List<List<String>> current = rows;
            switch (type) {
                case 'P' -> {
                    rows = rows(new String(body, StandardCharsets.UTF_8));
                    send(out, '1', message -> {});
                }
                case 'B' -> send(out, '2', message -> {});
                case 'D' -> describe(out, current);
                case 'E' -> {
                    for (List<String> row : current) {
                        send(out, 'D', message -> row(message, row));
                    }
                    send(out, 'C', message -> text(message, current.isEmpty() ? "SET" : "SELECT " + current.size()));
                }
                case 'S' -> ready(out);
                default -> throw new IOException("message '" + type + "' is not rehearsed");
            }
        }
    }

    private List<List<String>> rows(String query) {
        return answers.entrySet().stream()
                .filter(answer -> query.contains(answer.getKey()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(List.of());
    }

    private static void describe(DataOutputStream out, List<List<String>> rows) throws IOException {
        if (rows.isEmpty()) {
            send(out, 'n', message -> {});
            return;
        }
        send(out, 'T', message -> {
            message.writeShort(rows.getFirst().size());
            for (int column = 1; column <= rows.getFirst().size(); column++) {
                text(message, "column" + column);
                message.writeInt(0);
                message.writeShort(0);
                message.writeInt(TEXT);
                message.writeShort(-1);
                message.writeInt(-1);
                message.writeShort(0);
            }
        });
    }

    private static void row(DataOutputStream message, List<String> row) throws IOException {
        message.writeShort(row.size());
        for (String value : row) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            message.writeInt(bytes.length);
            message.write(bytes);
        }
    }

    private static void text(DataOutputStream message, String value) throws IOException {
        message.write(value.getBytes(StandardCharsets.UTF_8));
        message.write(0);
    }

    private static void ready(DataOutputStream out) throws IOException {
        send(out, 'Z', message -> message.write('I'));
        out.flush();
    }

    private static void send(DataOutputStream out, char type, Body body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        body.write(new DataOutputStream(bytes));
        out.write(type);
        out.writeInt(bytes.size() + 4);
        bytes.writeTo(out);
    }

    /** What stands in a message. */
    @FunctionalInterface
    private interface Body {
        void write(DataOutputStream message) throws IOException;
    }
}
