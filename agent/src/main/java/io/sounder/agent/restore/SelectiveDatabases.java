package io.sounder.agent.restore;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.format.Manifest;
import io.sounder.agent.format.ManifestDatabase;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Knows which files belong to databases that are restored as zeros. Immutable. */
final class SelectiveDatabases {
    private static final Pattern DATABASE_FILE =
            Pattern.compile("^(?:pg_data/base|pg_tblspc/[0-9]+/PG_[^/]+)/([0-9]+)/(.+)$");
    private static final Set<String> SYSTEM_NAMES = Set.of("postgres", "template0", "template1");
    private static final long FIRST_USER_OID = 16384;

    private final Set<String> zeroed;

    private SelectiveDatabases(Set<String> zeroed) {
        this.zeroed = Set.copyOf(zeroed);
    }

    /** Checks the wishes against the databases of the backup: error 80 for unknown ones, 81 for included system ones. */
    static SelectiveDatabases of(Manifest manifest, RestoreSettings.Databases wishes) {
        Map<String, ManifestDatabase> databases = manifest.databases();
        wishes.exclude().forEach(wish -> requireKnown(databases, wish));
        wishes.include().forEach(wish -> {
            requireKnown(databases, wish);
            databases.forEach((name, database) -> {
                if (named(List.of(wish), name, database) && isSystem(name, database)) {
                    throw new AgentException(
                                    ErrorCode.DB_INVALID, "system database '" + wish + "' is included by default")
                            .withHint("remove it from option 'db-include'");
                }
            });
        });
        Set<String> zeroed = new HashSet<>();
        databases.forEach((name, database) -> {
            boolean left = !wishes.include().isEmpty()
                    && !isSystem(name, database)
                    && !named(wishes.include(), name, database);
            if (left || named(wishes.exclude(), name, database)) {
                zeroed.add(String.valueOf(database.id()));
            }
        });
        return new SelectiveDatabases(zeroed);
    }

    /** Whether the file keeps its length but not its content. */
    boolean zeroes(String name) {
        if (zeroed.isEmpty()) {
            return false;
        }
        Matcher match = DATABASE_FILE.matcher(name);
        return match.matches() && zeroed.contains(match.group(1)) && !"PG_VERSION".equals(match.group(2));
    }

    private static boolean named(List<String> wishes, String name, ManifestDatabase database) {
        return wishes.contains(name) || wishes.contains(String.valueOf(database.id()));
    }

    private static boolean isSystem(String name, ManifestDatabase database) {
        return SYSTEM_NAMES.contains(name) || database.id() < FIRST_USER_OID;
    }

    private static void requireKnown(Map<String, ManifestDatabase> databases, String wish) {
        if (databases.entrySet().stream().noneMatch(each -> named(List.of(wish), each.getKey(), each.getValue()))) {
            throw new AgentException(ErrorCode.DB_MISSING, "database '" + wish + "' is not in the backup")
                    .withHint("the backup has: " + String.join(", ", databases.keySet()));
        }
    }
}
