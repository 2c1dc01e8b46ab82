package io.sounder.agent.info;

import io.sounder.agent.format.Manifest;
import io.sounder.agent.format.ManifestTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What only a manifest tells about a backup.
 *
 * @param databases names and oids, templates left out
 * @param links symbolic links of the cluster that are no tablespaces
 * @param tablespaces where they are
 * @param errors files with page checksum errors
 */
public record BackupDetail(
        List<Database> databases, List<Link> links, List<Tablespace> tablespaces, List<String> errors) {
    /** A database of the cluster. */
    public record Database(String name, long oid) {}

    /** A symbolic link and where it points. */
    public record Link(String name, String destination) {}

    /** A tablespace and its folder. */
    public record Tablespace(String name, String oid, String destination) {}

    private static final String DATA = "pg_data/";

    static BackupDetail of(Manifest manifest) {
        List<Database> databases = new ArrayList<>();
        manifest.databases().forEach((name, database) -> {
            if (!name.equals("template0") && !name.equals("template1")) {
                databases.add(new Database(name, database.id()));
            }
        });
        List<Link> links = new ArrayList<>();
        List<Tablespace> tablespaces = new ArrayList<>();
        for (Map.Entry<String, ManifestTarget> entry : manifest.targets().entrySet()) {
            ManifestTarget target = entry.getValue();
            if (target.isTablespace()) {
                tablespaces.add(new Tablespace(
                        target.tablespaceName().orElse(""),
                        target.tablespaceId().orElse(""),
                        target.path()));
            } else if (target.link()) {
                String name = inDataFolder(entry.getKey());
                String file = target.file().map(base -> "/" + base).orElse("");
                links.add(new Link(name, target.path() + file));
            }
        }
        return new BackupDetail(databases, links, tablespaces, errors(manifest));
    }

    /** As the server sees it: below the data folder, tablespaces below {@code pg_tblspc}. */
    private static String inDataFolder(String name) {
        return name.startsWith(DATA) ? name.substring(DATA.length()) : name;
    }

    private static List<String> errors(Manifest manifest) {
        List<String> errors = new ArrayList<>();
        manifest.files().forEach(file -> {
            if (file.pageCheck().filter(check -> !check.valid()).isPresent()) {
                errors.add(inDataFolder(file.name()));
            }
        });
        return errors;
    }
}
