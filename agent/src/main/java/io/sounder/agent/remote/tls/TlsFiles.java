package io.sounder.agent.remote.tls;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The certificate and key of this host and the authorities that it trusts.
 *
 * @param context made of them
 */
public record TlsFiles(SSLContext context) {
    private static final Set<PosixFilePermission> OF_OTHERS = Set.of(
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    /** Reads the files; error 42 or 55 for those that cannot be read, 95 for those that are not what they should be. */
    public static TlsFiles load(Optional<Path> caFile, Optional<Path> caPath, Path certificate, Path key) {
        requirePrivate(key);
        List<Certificate> chain = certificates(certificate);
        PrivateKey secret = PemKey.parse(text(key), key);
        List<Certificate> authorities = new ArrayList<>();
        caFile.ifPresent(file -> authorities.addAll(certificates(file)));
        caPath.ifPresent(folder -> files(folder).forEach(file -> authorities.addAll(certificates(file))));
        try {
            return new TlsFiles(context(chain, secret, authorities));
        } catch (GeneralSecurityException | IOException e) {
            throw new AgentException(
                    ErrorCode.CRYPTO,
                    "unable to use certificate '" + certificate + "' with key '" + key + "': " + e.getMessage(),
                    e);
        }
    }

    private static SSLContext context(List<Certificate> chain, PrivateKey key, List<Certificate> authorities)
            throws GeneralSecurityException, IOException {
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry("own", key, new char[0], chain.toArray(Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, new char[0]);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(authorities.isEmpty() ? null : trusted(authorities));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static KeyStore trusted(List<Certificate> authorities) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (int i = 0; i < authorities.size(); i++) {
            store.setCertificateEntry("ca" + i, authorities.get(i));
        }
        return store;
    }

    private static List<Certificate> certificates(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            List<Certificate> certificates =
                    List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
            if (certificates.isEmpty()) {
                throw new AgentException(ErrorCode.CRYPTO, "file '" + file + "' has no certificate");
            }
            return certificates;
        } catch (GeneralSecurityException e) {
            throw new AgentException(
                    ErrorCode.CRYPTO, "unable to read certificate file '" + file + "': " + e.getMessage(), e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static List<Path> files(Path folder) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, Files::isRegularFile)) {
            entries.forEach(files::add);
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
        return files;
    }

    private static AgentException unreadable(Path file, IOException cause) {
        ErrorCode code = cause instanceof NoSuchFileException ? ErrorCode.FILE_MISSING : ErrorCode.FILE_READ;
        return new AgentException(code, "unable to read '" + file + "': " + cause, cause);
    }

    /** Nobody but its owner may know the key; the group may if root owns it. */
    private static void requirePrivate(Path key) {
        try {
            Set<PosixFilePermission> given = Files.getPosixFilePermissions(key);
            boolean group = given.contains(PosixFilePermission.GROUP_READ)
                    && !"root".equals(Files.getOwner(key).getName());
            if (group || given.stream().anyMatch(OF_OTHERS::contains)) {
                throw new AgentException(ErrorCode.FILE_READ, "key file '" + key + "' has group or other permissions")
                        .withHint("file must have permissions u=rw (0600) or less if owned by the user of this command")
                        .withHint("file must have permissions u=rw, g=r (0640) or less if owned by root");
            }
        } catch (IOException e) {
            throw unreadable(key, e);
        }
    }
}
