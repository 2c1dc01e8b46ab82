package io.sounder.agent.remote.tls;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Finds out whether a server speaks TLS. Nothing secret is said, so its certificate is not looked at. */
public final class TlsPing {
    private TlsPing() {}

    /** Error 49 when nobody listens, 101 when it is not TLS. */
    public static void ping(String host, int port, Duration timeout) {
        int millis = Math.toIntExact(timeout.toMillis());
        String address = host + ":" + port;
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(host, port), millis);
            plain.setSoTimeout(millis);
            greet(plain, host, port, address);
        } catch (IOException e) {
            throw new AgentException(
                    ErrorCode.HOST_CONNECT, "unable to connect to '" + address + "': " + e.getMessage(), e);
        }
    }

    private static void greet(Socket plain, String host, int port, String address) throws IOException {
        try (SSLSocket socket = (SSLSocket) trustful().getSocketFactory().createSocket(plain, host, port, false)) {
            socket.startHandshake();
        } catch (IOException e) {
            throw TlsErrors.ended(e, "TLS connection to '" + address + "'");
        }
    }

    private static SSLContext trustful() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anybody()}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new AgentException(ErrorCode.CRYPTO, "TLS is not available: " + e.getMessage(), e);
        }
    }

    /** Accepts every certificate. */
    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            // Only used by clients.
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // Any server will do.
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
