package io.sounder.controller.ssh;

import com.hierynomus.sshj.userauth.certificate.Certificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.common.SecurityUtils;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;
import org.jspecify.annotations.Nullable;

/** Checks a host's key against the files of known hosts and remembers why it refused one. One for each login. */
final class KnownHosts implements HostKeyVerifier {
    /** The types of certified keys; which one a host has does not depend on that of its authority. */
    private static final List<String> CERTIFICATES = List.of(
            "ssh-ed25519-cert-v01@openssh.com",
            "ecdsa-sha2-nistp256-cert-v01@openssh.com",
            "ecdsa-sha2-nistp384-cert-v01@openssh.com",
            "ecdsa-sha2-nistp521-cert-v01@openssh.com",
            "ssh-rsa-cert-v01@openssh.com");

    private final SshTarget target;
    private final Consumer<String> warnings;
    private volatile @Nullable String refusal;

    KnownHosts(SshTarget target, Consumer<String> warnings) {
        this.target = target;
        this.warnings = warnings;
    }

    /** Why the key was refused, if it was. */
    Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    @Override
    public List<String> findExistingAlgorithms(String hostname, int port) {
        List<String> types = new ArrayList<>();
        for (KnownHostLine line : entries()) {
            types.addAll(line.authority() ? CERTIFICATES : List.of(line.type()));
        }
        return types.stream().distinct().toList();
    }

    @Override
    public boolean verify(String hostname, int port, PublicKey key) {
        return key instanceof Certificate<?> certificate ? verify(certificate) : verify(key);
    }

    /** The signature itself was verified before; what counts here is whose it is, and for which names. */
    private boolean verify(Certificate<?> certificate) {
        String signer = Base64.getEncoder().encodeToString(certificate.getSignatureKey());
        List<String> names = certificate.getValidPrincipals();
        String name = target.alias().orElse(target.address());
        if (!names.isEmpty() && !names.contains(name)) {
            refusal = "the certificate of '" + target.name() + "' is not for '" + name + "' but for '"
                    + String.join("', '", names) + "'";
            return false;
        }
        if (entries().stream().anyMatch(line -> line.authority() && line.blob().equals(signer))) {
            return true;
        }
        return verify(certificate.getKey());
    }

    private boolean verify(PublicKey key) {
        String type = KeyType.fromKey(key).toString();
        String blob = Base64.getEncoder()
                .encodeToString(new Buffer.PlainBuffer().putPublicKey(key).getCompactData());
        KnownHostLine other = null;
        for (KnownHostLine line : entries()) {
            if (line.authority()) {
                continue;
            }
            if (line.blob().equals(blob)) {
                if (line.revoked()) {
                    refusal = "the host key of '" + target.name() + "' is revoked in " + line.file() + " line "
                            + line.number();
                    return false;
                }
                return true;
            }
            if (!line.revoked() && (other == null || line.type().equals(type))) {
                other = line;
            }
        }
        if (other != null) {
            refusal = "the host key of '" + target.name() + "' has changed: it is not the one in '" + other.file()
                    + "' line " + other.number() + "; if the host was reinstalled run: ssh-keygen -f '" + other.file()
                    + "' -R '" + KnownHostLine.address(target) + "'";
            return false;
        }
        if (target.policy() == HostKeyPolicy.STRICT) {
            refusal = "the host key of '" + target.name() + "' (" + type + " " + SecurityUtils.getFingerprint(key)
                    + ") is not in " + files() + "; check it, then run: ssh-keyscan -p " + target.port() + " '"
                    + target.address() + "' >> '" + target.knownHosts().getFirst() + "'";
            return false;
        }
        remember(type, blob);
        return true;
    }

    private String files() {
        return String.join(
                " or ",
                target.knownHosts().stream().map(file -> "'" + file + "'").toList());
    }

    private List<KnownHostLine> entries() {
        List<KnownHostLine> entries = new ArrayList<>();
        for (Path file : target.knownHosts()) {
            if (!Files.isRegularFile(file)) {
                continue;
            }
            try {
                List<String> lines = Files.readAllLines(file);
                for (int i = 0; i < lines.size(); i++) {
                    KnownHostLine.parse(file, i + 1, lines.get(i))
                            .filter(line -> line.matches(KnownHostLine.address(target)))
                            .ifPresent(entries::add);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return entries;
    }

    private void remember(String type, String blob) {
        Path file = target.knownHosts().getFirst();
        String line = KnownHostLine.address(target) + " " + type + " " + blob + "\n";
        if (file.startsWith("/dev")) {
            return;
        }
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null && !Files.isDirectory(parent)) {
                Files.createDirectories(
                        parent, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            // One write of one line in append mode: runs side by side do not mix their lines.
            Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            warnings.accept("the new host key of '" + target.name() + "' was added to '" + file + "'");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
