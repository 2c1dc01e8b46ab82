package io.sounder.agent.postgres;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** A connection with the errors and timeouts of the agent: 56 for connecting, 57 for queries. For one thread. */
final class PgSession implements AutoCloseable {
    private static final int CONNECT_SECONDS = 30;
    private final Connection connection;
    private final int timeoutSeconds;

    private PgSession(Connection connection, int timeoutSeconds) {
        this.connection = connection;
        this.timeoutSeconds = timeoutSeconds;
    }

    static PgSession open(PgEndpoint endpoint, String application) {
        int seconds = Math.toIntExact(Math.max(1, endpoint.timeout().toSeconds()));
        Optional<Path> socket = endpoint.socketFile();
        Properties properties = new Properties();
        properties.setProperty("user", endpoint.login());
        properties.setProperty("ApplicationName", application);
        properties.setProperty("connectTimeout", String.valueOf(CONNECT_SECONDS));
        properties.setProperty("assumeMinServerVersion", "10");
        properties.setProperty("sslmode", socket.isPresent() ? "disable" : "prefer");
        properties.setProperty("gssEncMode", "disable");
        socket.ifPresent(file -> {
            properties.setProperty("socketFactory", UnixSocketFactory.class.getName());
            properties.setProperty("socketFactoryArg", file.toString());
        });
        String url = "jdbc:postgresql://" + endpoint.host() + ":" + endpoint.port() + "/"
                + java.net.URLEncoder.encode(endpoint.database(), java.nio.charset.StandardCharsets.UTF_8);
        try {
            return new PgSession(DriverManager.getConnection(url, properties), seconds);
        } catch (SQLException e) {
            throw new AgentException(
                    ErrorCode.DB_CONNECT, "unable to connect to '" + endpoint.display() + "': " + reason(e), e);
        }
    }

    /** The driver wraps what the socket says; the innermost text is the useful one. */
    private static String reason(SQLException error) {
        Throwable deepest = error;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage());
    }

    void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(timeoutSeconds);
            statement.execute(sql);
        } catch (SQLException e) {
            throw failed(sql, e);
        }
    }

    <T> T one(String sql, Row<T> reader) {
        List<T> rows = all(sql, reader);
        if (rows.size() != 1) {
            throw new AgentException(ErrorCode.DB_QUERY, "expected one row from '" + sql + "' but got " + rows.size());
        }
        return rows.getFirst();
    }

    <T> List<T> all(String sql, Row<T> reader) {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(timeoutSeconds);
            try (ResultSet rows = statement.executeQuery(sql)) {
                List<T> values = new ArrayList<>();
                while (rows.next()) {
                    values.add(reader.read(rows));
                }
                return values;
            }
        } catch (SQLException e) {
            throw failed(sql, e);
        }
    }

    private static AgentException failed(String sql, SQLException error) {
        return new AgentException(
                ErrorCode.DB_QUERY, "unable to execute query '" + sql + "': " + error.getMessage(), error);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new AgentException(ErrorCode.DB_CONNECT, "unable to close the connection: " + e.getMessage(), e);
        }
    }

    /** Turns one row into a value. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }
}
