package io.sounder.agent.restore;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.format.Manifest;
import io.sounder.agent.format.ManifestTarget;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Where each tablespace goes: by name, by oid, below a common folder, or where it was. */
final class TablespaceMap {
    private final Manifest manifest;
    private final RestoreSettings.Mapping mapping;

    TablespaceMap(Manifest manifest, RestoreSettings.Mapping mapping) {
        this.manifest = manifest;
        this.mapping = mapping;
    }

    /** The destination of each tablespace by its name in the manifest. */
    Map<String, String> destinations() {
        Map<String, String> destinations = new TreeMap<>();
        Set<String> used = new HashSet<>();
        manifest.targets().forEach((name, target) -> {
            if (target.isTablespace()) {
                String id = target.tablespaceId().orElseThrow();
                String title = target.tablespaceName().orElse("ts" + id);
                used.add(id);
                used.add(title);
                destinations.put(name, destination(id, title, target));
            }
        });
        mapping.tablespaces().keySet().stream()
                .filter(key -> !used.contains(key))
                .findFirst()
                .ifPresent(TablespaceMap::failUnknown);
        return destinations;
    }

    private String destination(String id, String title, ManifestTarget target) {
        Optional<String> byId = Optional.ofNullable(mapping.tablespaces().get(id));
        Optional<String> byName = Optional.ofNullable(mapping.tablespaces().get(title));
        if (byId.isPresent() && byName.isPresent() && !byId.equals(byName)) {
            throw new AgentException(
                    ErrorCode.TABLESPACE_MAP,
                    "tablespace remapped by name '" + title + "' and id " + id + " with different paths");
        }
        return byName.or(() -> byId)
                .or(() -> mapping.allTablespaces().map(folder -> folder + "/" + title))
                .orElse(target.path());
    }

    private static void failUnknown(String key) {
        throw new AgentException(ErrorCode.TABLESPACE_MAP, "unable to remap invalid tablespace '" + key + "'")
                .withHint("give the name or oid of a tablespace of the backup");
    }
}
