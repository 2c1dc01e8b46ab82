package io.sounder.agent.storage.s3;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.urlconnection.UrlConnectionFactory;

/** Opens connections to the service, or to what stands in for it. Safe for use by several threads. */
final class S3Connections implements UrlConnectionFactory {
    private final Optional<URI> through;
    private final boolean verify;
    private final int timeoutMillis;
    private final @Nullable SSLSocketFactory sockets;

    S3Connections(S3Settings settings) {
        through = settings.connection().through();
        verify = settings.connection().verify();
        timeoutMillis = Math.toIntExact(Math.min(settings.patience().toMillis(), Integer.MAX_VALUE));
        boolean plain = through.orElse(settings.endpoint()).getScheme().equals("http");
        sockets = plain ? null : S3Trust.sockets(settings.connection());
    }

    @Override
    public HttpURLConnection createConnection(URI uri) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) target(uri).toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(timeoutMillis);
            connection.setReadTimeout(timeoutMillis);
            connection.setUseCaches(false);
            if (connection instanceof HttpsURLConnection secure && sockets != null) {
                secure.setSSLSocketFactory(sockets);
                if (!verify) {
                    secure.setHostnameVerifier((host, session) -> true);
                }
            }
            return connection;
        } catch (IOException | URISyntaxException e) {
            throw new AgentException(ErrorCode.PROTOCOL, "unable to open '" + uri + "': " + e.getMessage(), e);
        }
    }

    /** The same resource at the host to connect to; the header {@code Host}, which is signed, keeps naming the endpoint. */
    private URI target(URI uri) throws URISyntaxException {
        if (through.isEmpty()) {
            return uri;
        }
        URI host = through.get();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new URI(host.getScheme() + "://" + host.getAuthority() + uri.getRawPath() + query);
    }
}
