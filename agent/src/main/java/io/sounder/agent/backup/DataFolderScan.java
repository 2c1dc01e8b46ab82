package io.sounder.agent.backup;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.Log;
import io.sounder.agent.format.Attributes;
import io.sounder.agent.format.ManifestBuilder;
import io.sounder.agent.format.ManifestFile;
import io.sounder.agent.format.ManifestLink;
import io.sounder.agent.format.ManifestTarget;
import io.sounder.agent.os.FileStat;
import io.sounder.agent.postgres.PgVersion;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Walks the data folder and what its links lead to, and fills the manifest with all files, folders and links that a
 * backup needs. Files that vanish meanwhile are left out. For one walk.
 */
final class DataFolderScan {
    private static final String DATA = "pg_data";
    private static final String TABLESPACE_LINKS = "pg_data/pg_tblspc";
    private final Path dataFolder;
    private final PgVersion version;
    private final Optional<Map<Long, String>> tablespaces;
    private final Exclusions exclusions;
    private final Owners owners;
    private final LinkTargets links;
    private final ManifestBuilder manifest;
    private final Log log;

    /** @param tablespaces names by object id, absent when there is no server to ask */
    DataFolderScan(
            Path dataFolder,
            PgVersion version,
            Optional<Map<Long, String>> tablespaces,
            Exclusions exclusions,
            ManifestBuilder manifest,
            Log log) {
        this.dataFolder = dataFolder;
        this.version = version;
        this.tablespaces = tablespaces;
        this.exclusions = exclusions;
        this.owners = new Owners();
        this.links = new LinkTargets(dataFolder);
        this.manifest = manifest;
        this.log = log;
    }

    void run() {
        FileStat stat = FileStat.following(dataFolder)
                .orElseThrow(() -> new AgentException(
                        ErrorCode.PATH_MISSING, "path '" + dataFolder + "' of the cluster does not exist"));
        manifest.target(DATA, ManifestTarget.path(dataFolder.toString()));
        manifest.path(DATA, owners.of(dataFolder, stat));
        content(dataFolder, DATA);
    }

    private void content(Path folder, String name) {
        Optional<String> chosen = exclusions.chosenContent(name);
        if (chosen.isPresent()) {
            log.info("exclude contents of '" + folder + "' from backup using '" + chosen.get() + "' exclusion");
            return;
        }
        if (exclusions.emptied(name)) {
            return;
        }
        List<String> entries = names(folder);
        Optional<DatabaseFolder> database =
                DatabaseFolder.is(name) ? Optional.of(new DatabaseFolder(entries)) : Optional.empty();
        for (String entry : entries) {
            if (!exclusions.entry(entry)) {
                entry(folder.resolve(entry), name + "/" + entry, database);
            }
        }
    }

    private List<String> names(Path folder) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new AgentException(ErrorCode.PATH_OPEN, "unable to list path '" + folder + "': " + e, e);
        }
        Collections.sort(names);
        return names;
    }

    private void entry(Path path, String name, Optional<DatabaseFolder> database) {
        Optional<String> chosen = exclusions.chosen(name);
        if (chosen.isPresent()) {
            log.info("exclude '" + path + "' from backup using '" + chosen.get() + "' exclusion");
            return;
        }
        FileStat stat = FileStat.of(path).orElse(null);
        if (stat == null) {
            return;
        }
        boolean tablespaceLink = dataFolder.resolve("pg_tblspc").equals(path.getParent());
        if (tablespaceLink && stat.kind() != FileStat.Kind.LINK) {
            throw new AgentException(
                    ErrorCode.LINK_EXPECTED,
                    "'" + path + "' is not a symlink - pg_tblspc should contain only symlinks");
        }
        switch (stat.kind()) {
            case FILE -> file(path, name, stat, database);
            case PATH -> folder(path, name, stat);
            case LINK -> {
                if (tablespaceLink) {
                    tablespace(path, name, stat);
                } else {
                    link(path, name, stat);
                }
            }
            case SPECIAL -> log.warn("exclude special file '" + path + "' from backup");
        }
    }

    private void file(Path path, String name, FileStat stat, Optional<DatabaseFolder> database) {
        String base = String.valueOf(path.getFileName());
        if (exclusions.file(name)
                || database.filter(folder -> folder.excludes(base)).isPresent()) {
            return;
        }
        manifest.file(ManifestFile.found(name, stat.size(), stat.modified(), owners.of(path, stat)));
    }

    private void folder(Path path, String name, FileStat stat) {
        manifest.path(name, owners.of(path, stat));
        content(path, name);
    }

    private void link(Path path, String name, FileStat stat) {
        Path destination = read(path);
        Path resolved = resolve(path, destination);
        FileStat target = requireTarget(path, resolved);
        if (target.kind() == FileStat.Kind.PATH) {
            links.folder(name, resolved);
            manifest.target(name, ManifestTarget.linkToFolder(destination.toString()));
            addLink(name, path, destination, stat);
            folder(resolved, name, target);
        } else if (target.kind() == FileStat.Kind.FILE) {
            links.file(name, resolved);
            manifest.target(
                    name,
                    ManifestTarget.linkToFile(
                            destination.getParent() == null
                                    ? "."
                                    : destination.getParent().toString(),
                            String.valueOf(destination.getFileName())));
            addLink(name, path, destination, stat);
            file(resolved, name, target, Optional.empty());
        } else {
            log.warn("exclude link '" + path + "' to special file '" + resolved + "' from backup");
        }
    }

    private void tablespace(Path path, String name, FileStat stat) {
        Path destination = read(path);
        Path resolved = resolve(path, destination);
        requireTarget(path, resolved);
        String oid = String.valueOf(path.getFileName());
        String target = "pg_tblspc/" + oid;
        links.folder(name, resolved);
        manifest.target(target, ManifestTarget.tablespace(destination.toString(), oid, tablespaceName(oid)));
        addLink(name, path, destination, stat);
        Attributes linksFolder =
                java.util.Objects.requireNonNull(manifest.paths().get(TABLESPACE_LINKS));
        manifest.path("pg_tblspc", linksFolder);
        manifest.path(target, linksFolder);
        Path content = resolved.resolve(version.tablespaceFolder());
        FileStat contentStat = FileStat.of(content)
                .orElseThrow(() -> new AgentException(
                        ErrorCode.FILE_OPEN, "unable to get info for missing path '" + content + "'"));
        folder(content, target + "/" + version.tablespaceFolder(), contentStat);
    }

    private String tablespaceName(String oid) {
        if (tablespaces.isEmpty()) {
            return "ts" + oid;
        }
        String name =
                oid.chars().allMatch(Character::isDigit) ? tablespaces.get().get(Long.parseLong(oid)) : null;
        if (name == null) {
            throw new AgentException(ErrorCode.ASSERT, "tablespace with oid " + oid + " not found in tablespace map")
                    .withHint("was a tablespace created or dropped during the backup?");
        }
        return name;
    }

    private void addLink(String name, Path path, Path destination, FileStat stat) {
        Attributes attributes = owners.of(path, stat);
        manifest.link(name, new ManifestLink(destination.toString(), attributes.user(), attributes.group()));
    }

    private static Path read(Path link) {
        try {
            return Files.readSymbolicLink(link);
        } catch (IOException e) {
            throw new AgentException(ErrorCode.FILE_OPEN, "unable to get destination for link '" + link + "': " + e, e);
        }
    }

    private static Path resolve(Path link, Path destination) {
        Path parent = link.getParent();
        return parent == null ? destination : parent.resolve(destination).normalize();
    }

    private static FileStat requireTarget(Path link, Path resolved) {
        FileStat target = FileStat.of(resolved)
                .orElseThrow(() -> new AgentException(
                        ErrorCode.FILE_MISSING,
                        "unable to get info for missing path/file '" + resolved + "' that link '" + link
                                + "' points to"));
        if (target.kind() == FileStat.Kind.LINK) {
            throw new AgentException(
                    ErrorCode.LINK_DESTINATION, "link '" + link + "' cannot reference another link '" + resolved + "'");
        }
        return target;
    }
}
