package io.sounder.agent.backup;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A folder of relation files: {@code global}, {@code base/<n>}, or that of a database in a tablespace. Knows which of its
 * files recovery would throw away, so that a backup need not have them.
 */
final class DatabaseFolder {
    private static final Pattern PATH = Pattern.compile("pg_data/(global|base/[0-9]+)|pg_tblspc/[0-9]+/[^/]+/[0-9]+");
    private static final Pattern TEMPORARY = Pattern.compile("t[0-9]+_[0-9]+(_(fsm|vm))?(\\.[0-9]+)?");
    private static final Pattern RELATION = Pattern.compile("([0-9]+)(_(fsm|vm))?(\\.[0-9]+)?");
    private static final Pattern CACHE = Pattern.compile("pg_internal\\.init(\\.[0-9]+)?");
    private static final String INIT_FORK = "_init";
    private final Set<String> unlogged = new HashSet<>();

    /** A folder with these entries. */
    DatabaseFolder(Iterable<String> names) {
        for (String name : names) {
            if (name.endsWith(INIT_FORK)) {
                unlogged.add(name.substring(0, name.length() - INIT_FORK.length()));
            }
        }
    }

    /** Whether the folder with this manifest name is one. */
    static boolean is(String manifestName) {
        return PATH.matcher(manifestName).matches();
    }

    /** Whether the file with this manifest name consists of pages that may have checksums. */
    static boolean hasPages(String manifestName) {
        int slash = manifestName.lastIndexOf('/');
        String file = manifestName.substring(slash + 1);
        return slash > 0
                && is(manifestName.substring(0, slash))
                && !file.equals("pg_filenode.map")
                && !file.equals("PG_VERSION")
                && !file.equals("pg_control");
    }

    /** The number of a relation's file, 0 for the first: what stands behind the dot of its name. */
    static long segment(String manifestName) {
        int dot = manifestName.lastIndexOf('.');
        String number = dot < 0 ? "" : manifestName.substring(dot + 1);
        return !number.isEmpty() && number.chars().allMatch(Character::isDigit) ? Long.parseLong(number) : 0;
    }

    /** Whether the file of this name is temporary, a cache, or belongs to an unlogged relation. */
    boolean excludes(String name) {
        if (TEMPORARY.matcher(name).matches() || CACHE.matcher(name).matches()) {
            return true;
        }
        Matcher relation = RELATION.matcher(name);
        return relation.matches() && unlogged.contains(relation.group(1));
    }
}
