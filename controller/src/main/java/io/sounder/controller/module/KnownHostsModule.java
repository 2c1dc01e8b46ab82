package io.sounder.controller.module;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** {@code known_hosts}: keys of a host are in a file of known hosts, or are not. Check mode compares only; shows diffs. */
final class KnownHostsModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.of("name|host!", "key", "path", "hash_host", "state");
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        String name = args.required("name").toLowerCase(java.util.Locale.ROOT);
        boolean present = args.choice("state", "present", "present", "absent").equals("present");
        if (present && args.text("key", "").isBlank()) {
            throw new ModuleException("No key specified when adding a host");
        }
        String path = args.text("path", "~/.ssh/known_hosts");
        String before = call.node().output("cat -- " + Paths.quoted(path) + " 2>/dev/null || :\n");
        List<String> lines = new ArrayList<>(before.lines().toList());
        String key = args.text("key", "").strip();
        if (present) {
            present(lines, name, keyOf(key, name), key, args.flag("hash_host", false));
        } else {
            String type = key.isEmpty() ? "" : keyOf(key, name).split(" ", 2)[0];
            lines.removeIf(line ->
                    isAbout(line, name) && (type.isEmpty() || typeOf(line).equals(type)));
        }
        String after = lines.stream().map(line -> line + "\n").collect(Collectors.joining());
        boolean changed = !after.equals(before);
        if (changed && !call.check()) {
            Placement.of(call.node(), Ownership.KEPT).putWithFolder(path, after);
        }
        ModuleResult result = ModuleResult.of(changed)
                .with("name", args.required("name"))
                .with("key", args.raw("key").orElse(null))
                .with("path", path)
                .with("hash_host", args.flag("hash_host", false))
                .with("state", args.text("state", "present"));
        return changed && call.diff() ? result.with(new Diff(before, after, path, path)) : result;
    }

    private static void present(List<String> lines, String name, String key, String written, boolean hashed) {
        String type = key.split(" ", 2)[0];
        boolean same = lines.stream()
                .anyMatch(line -> isAbout(line, name) && line.endsWith(key) && line.startsWith("|1|") == hashed);
        if (same) {
            return;
        }
        lines.removeIf(line -> isAbout(line, name) && typeOf(line).equals(type));
        String host = hashed ? hash(name) : written.startsWith("|1|") ? written.split(" ", 2)[0] : name;
        lines.add(hashed ? host + " " + key : written.contains(" " + key) ? written : host + " " + key);
    }

    /** The type and the key itself, without the host in front of it. */
    private static String keyOf(String text, String name) {
        String[] words = text.split("\\s+", -1);
        for (int i = 0; i + 1 < words.length; i++) {
            if (words[i].matches("(ssh|ecdsa|sk-ssh|sk-ecdsa)-\\S+")) {
                return words[i] + " " + words[i + 1];
            }
        }
        throw new ModuleException("the key of host '" + name + "' is not of the form 'host type key': '" + text + "'");
    }

    private static String typeOf(String line) {
        String[] words = line.strip().split("\\s+", -1);
        int start = words[0].startsWith("@") ? 2 : 1;
        return words.length > start ? words[start] : "";
    }

    private static boolean isAbout(String line, String name) {
        String[] words = line.strip().split("\\s+", -1);
        String hosts = words[0].startsWith("@") && words.length > 1 ? words[1] : words[0];
        if (line.strip().startsWith("#") || words.length < 3) {
            return false;
        }
        if (hosts.startsWith("|1|")) {
            String[] parts = hosts.split("\\|", -1);
            return parts.length == 4
                    && mac(Base64.getDecoder().decode(parts[2]), name).equals(parts[3]);
        }
        return List.of(hosts.split(",", -1)).contains(name);
    }

    private static String hash(String name) {
        byte[] salt = new byte[20];
        new SecureRandom().nextBytes(salt);
        return "|1|" + Base64.getEncoder().encodeToString(salt) + "|" + mac(salt, name);
    }

    /** The format of OpenSSH prescribes SHA-1 here. */
    private static String mac(byte[] salt, String name) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(salt, "HmacSHA1"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
