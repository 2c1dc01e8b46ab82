import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;

/**
 * Runs SQL and prints the rows, columns parted by tabs, NULL as nothing. Every argument after the fifth is one string of
 * statements; each string is a transaction of its own. Run as {@code Sql HOST PORT USER DATABASE SECONDS SQL…}; a HOST
 * that starts with a slash is the folder of the server's Unix socket; SECONDS is how long to wait for the server.
 */
final class Sql {
    private static final PrintStream OUT = new PrintStream(System.out, false, StandardCharsets.UTF_8);

    private Sql() {}

    public static void main(String[] args) throws InterruptedException {
        try (Connection connection = connect(args)) {
            for (int i = 5; i < args.length; i++) {
                run(connection, args[i]);
            }
        } catch (SQLException e) {
            OUT.flush();
            System.err.println("sql: " + e.getMessage());
            System.exit(1);
        }
        OUT.flush();
    }

    private static Connection connect(String[] args) throws SQLException, InterruptedException {
        String host = args[0];
        int port = Integer.parseInt(args[1]);
        Properties properties = new Properties();
        properties.setProperty("user", args[2]);
        properties.setProperty("ApplicationName", "sounder");
        properties.setProperty("sslmode", "disable");
        if (host.startsWith("/")) {
            properties.setProperty("socketFactory", "io.sounder.agent.postgres.UnixSocketFactory");
            properties.setProperty("socketFactoryArg", host + "/.s.PGSQL." + port);
            host = "localhost";
        }
        String url = "jdbc:postgresql://" + host + ":" + port + "/" + args[3];
        Instant end = Instant.now().plus(Duration.ofSeconds(Long.parseLong(args[4])));
        while (true) {
            try {
                return DriverManager.getConnection(url, properties);
            } catch (SQLException e) {
                // 08: no connection; 57P03: the server is starting up.
                boolean starting = e.getSQLState() != null
                        && (e.getSQLState().startsWith("08") || e.getSQLState().equals("57P03"));
                if (!starting || Instant.now().isAfter(end)) {
                    throw e;
                }
                Thread.sleep(Duration.ofMillis(100));
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(sql);
            while (rows || statement.getUpdateCount() != -1) {
                if (rows) {
                    print(statement.getResultSet());
                }
                rows = statement.getMoreResults();
            }
        }
    }

    private static void print(ResultSet rows) throws SQLException {
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
            for (int column = 1; column <= columns; column++) {
                String value = rows.getString(column);
                OUT.print((column > 1 ? "\t" : "") + (value == null ? "" : value));
            }
            OUT.println();
        }
    }
}
