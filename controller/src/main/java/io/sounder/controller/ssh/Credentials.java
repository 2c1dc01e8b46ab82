package io.sounder.controller.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.method.AuthKeyboardInteractive;
import net.schmizz.sshj.userauth.method.AuthMethod;
import net.schmizz.sshj.userauth.method.AuthPassword;
import net.schmizz.sshj.userauth.method.AuthPublickey;
import net.schmizz.sshj.userauth.method.PasswordResponseProvider;
import net.schmizz.sshj.userauth.password.PasswordUtils;

/**
 * Logs in with whatever a target has: keys of the agent that are among its key files, key files, other keys of the agent,
 * the password. Without named key files the agent comes first. Used once.
 */
final class Credentials {
    private final SshTarget target;
    private final List<AuthMethod> methods = new ArrayList<>();
    private final List<KeyProvider> files = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    Credentials(SshTarget target) {
        this.target = target;
    }

    void login(SSHClient client) throws IOException {
        addKeys(client);
        target.password().ifPresent(password -> {
            char[] characters = password.toCharArray();
            methods.add(new AuthPassword(PasswordUtils.createOneOff(characters.clone())));
            methods.add(new AuthKeyboardInteractive(
                    new PasswordResponseProvider(PasswordUtils.createOneOff(characters.clone()))));
        });
        if (methods.isEmpty()) {
            throw new UserAuthException("no readable private key among "
                    + String.join(
                            ", ",
                            target.identity().files().stream()
                                    .map(Path::toString)
                                    .toList())
                    + ", no key of an agent and no password" + problems());
        }
        try {
            client.auth(target.user(), methods);
        } catch (UserAuthException e) {
            unusable();
            throw new UserAuthException(e.getMessage() + problems(), e);
        }
    }

    private void addKeys(SSHClient client) throws IOException {
        SshTarget.Identity identity = target.identity();
        List<byte[]> agentKeys = agentKeys();
        Set<String> own = new HashSet<>();
        for (Path file : identity.files()) {
            publicKey(file, own);
        }
        List<AuthMethod> others = new ArrayList<>();
        for (byte[] key : agentKeys) {
            boolean mine = own.contains(Base64.getEncoder().encodeToString(key));
            AuthMethod method = new AgentKey(new SshAgent(identity.agent().orElseThrow()), key);
            if (mine) {
                methods.add(method);
            } else if (!identity.only()) {
                others.add(method);
            }
        }
        if (!identity.named()) {
            methods.addAll(others);
        }
        for (Path file : identity.files()) {
            if (Files.isReadable(file)) {
                KeyProvider provider = client.loadKeys(file.toString());
                files.add(provider);
                methods.add(new AuthPublickey(provider));
            } else if (identity.named()) {
                problems.add("the private key '" + file + "' is not readable");
            }
        }
        if (identity.named()) {
            methods.addAll(others);
        }
    }

    private List<byte[]> agentKeys() {
        try {
            return target.identity().agent().isPresent()
                    ? new SshAgent(target.identity().agent().get()).keys()
                    : List.of();
        } catch (IOException e) {
            problems.add(
                    "the agent does not answer at '" + target.identity().agent().get() + "'");
            return List.of();
        }
    }

    /** The public halves and certificates that lie beside a private key. */
    private void publicKey(Path file, Set<String> known) {
        for (String ending : List.of(".pub", "-cert.pub")) {
            Path beside = file.resolveSibling(file.getFileName() + ending);
            try {
                String[] words =
                        Files.isReadable(beside) ? Files.readString(beside).split("\\s+", 3) : new String[0];
                if (words.length > 1) {
                    known.add(words[1]);
                }
            } catch (IOException e) {
                problems.add("the public key '" + beside + "' is not readable");
            }
        }
    }

    /** After a refusal: which of the key files could not be used at all. */
    private void unusable() {
        for (int i = 0; i < files.size(); i++) {
            try {
                files.get(i).getPrivate();
            } catch (IOException | RuntimeException e) {
                Path file = target.identity().files().stream()
                        .filter(Files::isReadable)
                        .skip(i)
                        .findFirst()
                        .orElseThrow();
                problems.add("the private key '" + file
                        + "' has a pass phrase or is damaged; give it to the agent with: ssh-add '" + file + "'");
            }
        }
    }

    private String problems() {
        return problems.isEmpty() ? "" : "; " + String.join("; ", problems);
    }
}
