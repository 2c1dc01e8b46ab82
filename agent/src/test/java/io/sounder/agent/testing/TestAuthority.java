package io.sounder.agent.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An authority that nobody knows, and a certificate for {@code localhost} that it has signed; made by keytool. */
public final class TestAuthority {
    private static final String PASSWORD = "changeit";

    private final Path folder;

    private TestAuthority(Path folder) {
        this.folder = folder;
    }

    /** Makes keys and certificates in this folder. */
    public static TestAuthority create(Path folder) {
        TestAuthority made = new TestAuthority(folder);
        try {
            Files.createDirectories(folder);
            made.keytool(
                    "ca.p12",
                    "-genkeypair",
                    "-alias",
                    "ca",
                    "-dname",
                    "CN=Sounder test authority",
                    "-ext",
                    "bc:c=ca:true");
            made.keytool("ca.p12", "-exportcert", "-alias", "ca", "-rfc", "-file", made.file("ca.pem"));
            made.keytool("server.p12", "-genkeypair", "-alias", "server", "-dname", "CN=localhost");
            made.keytool("server.p12", "-certreq", "-alias", "server", "-file", made.file("server.csr"));
            made.keytool(
                    "ca.p12",
                    "-gencert",
                    "-alias",
                    "ca",
                    "-rfc",
                    "-ext",
                    "san=dns:localhost,dns:bucket.localhost,ip:127.0.0.1",
                    "-infile",
                    made.file("server.csr"),
                    "-outfile",
                    made.file("server.pem"));
            made.keytool("server.p12", "-importcert", "-alias", "ca", "-noprompt", "-file", made.file("ca.pem"));
            made.keytool(
                    "server.p12", "-importcert", "-alias", "server", "-noprompt", "-file", made.file("server.pem"));
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The authority's certificate. */
    public Path certificate() {
        return folder.resolve("ca.pem");
    }

    /** For a server that presents the certificate. */
    public SSLContext serverContext() {
        try (InputStream in = Files.newInputStream(folder.resolve("server.p12"))) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private void keytool(String store, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", file(store), "-storepass", PASSWORD, "-storetype", "PKCS12"));
        if (command.contains("-genkeypair")) {
            command.addAll(List.of("-keyalg", "EC", "-validity", "30"));
        }
        ProcessResult.of(command).orFail();
    }
}
