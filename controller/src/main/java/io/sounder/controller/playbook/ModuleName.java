package io.sounder.controller.playbook;

import java.util.List;
import java.util.Map;

/** Brings the names under which playbooks call a module to the one under which it is known here. */
final class ModuleName {
    private static final List<String> OWN = List.of("ansible.builtin.", "ansible.legacy.");

    /** Modules of collections, by the collection they are in; the short names work too. */
    private static final Map<String, List<String>> COLLECTIONS = Map.of(
            "ansible.posix.", List.of("authorized_key", "mount", "sysctl", "synchronize"),
            "community.general.", List.of("archive", "ini_file", "modprobe", "timezone"),
            "community.crypto.",
                    List.of("openssl_certificate", "openssl_csr", "openssl_privatekey", "x509_certificate"));

    private static final Map<String, String> ALIASES =
            Map.of("systemd_service", "systemd", "openssl_certificate", "x509_certificate");

    private ModuleName() {}

    /** The name without a prefix that belongs to it; other names stay as they are. */
    static String plain(String written) {
        for (String prefix : OWN) {
            if (written.startsWith(prefix)) {
                return aliased(written.substring(prefix.length()));
            }
        }
        for (Map.Entry<String, List<String>> collection : COLLECTIONS.entrySet()) {
            String prefix = collection.getKey();
            if (written.startsWith(prefix) && collection.getValue().contains(written.substring(prefix.length()))) {
                return aliased(written.substring(prefix.length()));
            }
        }
        return aliased(written);
    }

    private static String aliased(String name) {
        return ALIASES.getOrDefault(name, name);
    }
}
