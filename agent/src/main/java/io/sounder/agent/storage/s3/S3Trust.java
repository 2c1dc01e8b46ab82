package io.sounder.agent.storage.s3;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Whom we believe to be the service: the authorities in the given file and folder, else those of the system, else those
 * that came with the Java runtime. Stateless.
 */
final class S3Trust {
    /** Where distributions keep the authorities they trust, all in one file. */
    private static final List<String> SYSTEM =
            List.of("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem");

    private S3Trust() {}

    static SSLSocketFactory sockets(S3Settings.S3Connection connection) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(connection), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException e) {
            throw new AgentException(ErrorCode.CRYPTO, "unable to set up TLS: " + e.getMessage(), e);
        }
    }

    private static TrustManager[] managers(S3Settings.S3Connection connection)
            throws GeneralSecurityException, IOException {
        if (!connection.verify()) {
            return new TrustManager[] {new Anybody()};
        }
        List<Path> files = files(connection);
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(files.isEmpty() ? null : store(files));
        return factory.getTrustManagers();
    }

    private static List<Path> files(S3Settings.S3Connection connection) throws IOException {
        if (connection.caFile().isEmpty() && connection.caPath().isEmpty()) {
            Optional<Path> system =
                    SYSTEM.stream().map(Path::of).filter(Files::isReadable).findFirst();
            return system.stream().toList();
        }
        List<Path> files = new ArrayList<>();
        connection.caFile().map(Path::of).ifPresent(files::add);
        if (connection.caPath().isPresent()) {
            try (Stream<Path> entries = Files.list(Path.of(connection.caPath().get()))) {
                entries.filter(Files::isRegularFile).sorted().forEach(files::add);
            }
        }
        return files;
    }

    private static KeyStore store(List<Path> files) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        int number = 0;
        for (Path file : files) {
            for (Certificate certificate : certificates(factory, file)) {
                store.setCertificateEntry("ca" + number++, certificate);
            }
        }
        if (number == 0) {
            throw new CertificateException("no certificate in " + files);
        }
        return store;
    }

    private static List<Certificate> certificates(CertificateFactory factory, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return List.copyOf(factory.generateCertificates(in));
        } catch (IOException e) {
            throw new AgentException(
                    ErrorCode.FILE_OPEN, "unable to read certificates from '" + file + "': " + e.getMessage(), e);
        } catch (CertificateException e) {
            throw new AgentException(
                    ErrorCode.CRYPTO, "unable to load certificates from '" + file + "': " + e.getMessage(), e);
        }
    }

    /** Believes whoever answers, for {@code repo-storage-verify-tls=n}. Stateless. */
    private static final class Anybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
