package io.sounder.agent.format;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;

/**
 * What names in a manifest may look like. They become paths, in the repository and where a backup is restored to, so none
 * may lead out of its folder, whoever wrote the manifest. Stateless.
 */
final class EntryNames {
    private static final String DATA = "pg_data";
    private static final String TABLESPACES = "pg_tblspc";

    private EntryNames() {}

    /** A name below the data folder or the tablespaces, or one of these two; error 29 for any other. */
    static String require(String section, String name) {
        int slash = name.indexOf('/');
        String root = slash < 0 ? name : name.substring(0, slash);
        boolean known = root.equals(DATA) || root.equals(TABLESPACES);
        if (!known || !hasParts(name)) {
            throw invalid(section, name, "which is not the name of something in a cluster");
        }
        return name;
    }

    /** The same for a target, whose tablespace and file become parts of paths as well. */
    static void require(String name, ManifestTarget target) {
        String section = "backup:target";
        require(section, name);
        target.tablespaceId().ifPresent(id -> {
            if (!isDigits(id) || !name.equals(TABLESPACES + "/" + id)) {
                throw invalid(section, name, "but the id of its tablespace is '" + id + "'");
            }
        });
        boolean inData = name.equals(DATA) || name.startsWith(DATA + "/");
        if (!inData && !target.isTablespace()) {
            throw invalid(section, name, "which is no tablespace");
        }
        target.file().ifPresent(file -> {
            if (file.indexOf('/') >= 0 || !hasParts(file)) {
                throw invalid(section, name, "but the name of its file is '" + file + "'");
            }
        });
    }

    /** The version of a server, which names the folder of its tablespaces. */
    static String requireVersion(String version) {
        boolean known = !version.isEmpty() && version.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
        if (!known || version.startsWith(".")) {
            throw new AgentException(ErrorCode.FORMAT, "'" + version + "' is not a version of PostgreSQL");
        }
        return version;
    }

    private static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean hasParts(String name) {
        int start = 0;
        while (start <= name.length()) {
            int slash = name.indexOf('/', start);
            int end = slash < 0 ? name.length() : slash;
            int length = end - start;
            boolean dots = length <= 2 && name.startsWith("..".substring(0, length), start);
            if (dots) {
                return false;
            }
            start = end + 1;
        }
        return name.indexOf('\0') < 0;
    }

    private static AgentException invalid(String section, String name, String reason) {
        return new AgentException(
                ErrorCode.FORMAT, "section '" + section + "' of the manifest names '" + name + "', " + reason);
    }
}
