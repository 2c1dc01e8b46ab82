package io.sounder.agent.remote.client;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.remote.tls.TlsErrors;
import io.sounder.agent.remote.tls.TlsFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A TLS connection to the command {@code server} on the other host. */
final class TlsTransport implements Transport {
    private final SSLSocket socket;
    private final InputStream in;
    private final OutputStream out;

    private TlsTransport(SSLSocket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    /** Connects and checks certificates: error 49 when nobody listens, 95 for a certificate that is not to be trusted. */
    static TlsTransport connect(RemoteTarget target) {
        RemoteTarget.Tls files = target.tls().orElseThrow();
        int port = target.port().orElseThrow();
        String address = target.host() + ":" + port;
        TlsFiles tls = TlsFiles.load(files.caFile(), files.caPath(), files.certificate(), files.key());
        int millis = Math.toIntExact(target.connectTimeout().toMillis());
        Socket plain = connected(target.host(), port, millis);
        try {
            SSLSocket socket =
                    (SSLSocket) tls.context().getSocketFactory().createSocket(plain, target.host(), port, true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.setSoTimeout(millis);
            socket.startHandshake();
            socket.setSoTimeout(0);
            return new TlsTransport(socket);
        } catch (IOException e) {
            throw TlsErrors.of(e, address);
        }
    }

    private static Socket connected(String host, int port, int millis) {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(host, port), millis);
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            return socket;
        } catch (IOException e) {
            throw new AgentException(
                            ErrorCode.HOST_CONNECT,
                            "unable to connect to '" + host + ":" + port + "': " + e.getMessage(),
                            e)
                    .withHint("does the command 'server' run on that host, and may this host reach it?");
        }
    }

    @Override
    public InputStream in() {
        return in;
    }

    @Override
    public OutputStream out() {
        return out;
    }

    @Override
    public String kind() {
        return "tls";
    }

    @Override
    public AgentException ended(String name, IOException cause) {
        return TlsErrors.ended(cause, name);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use any more, whatever was wrong with it.
            Thread.onSpinWait();
        }
    }
}
