package io.sounder.agent.restore;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.Log;
import io.sounder.agent.format.Manifest;
import io.sounder.agent.format.ManifestTarget;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides where data folder, tablespaces and links of a backup go here. Changes nothing on disk. */
final class Remap {
    private final Manifest manifest;
    private final Path pgData;
    private final RestoreSettings.Mapping mapping;
    private final Log log;

    Remap(Manifest manifest, Path pgData, RestoreSettings.Mapping mapping, Log log) {
        this.manifest = manifest;
        this.pgData = pgData;
        this.mapping = mapping;
        this.log = log;
    }

    Layout layout() {
        List<Place> places = new ArrayList<>();
        ManifestTarget data = target(Layout.DATA);
        if (!data.path().equals(pgData.toString())) {
            log.info("remap data directory to '" + pgData + "'");
        }
        places.add(new Place(Place.Kind.DATA, Layout.DATA, pgData, Optional.empty()));
        Map<String, Path> tablespaces = new LinkedHashMap<>();
        TablespaceMap map = new TablespaceMap(manifest, mapping);
        map.destinations().forEach((name, destination) -> {
            ManifestTarget target = target(name);
            if (!target.path().equals(destination)) {
                log.info("map tablespace '" + name + "' to '" + destination + "'");
            }
            Place place = tablespace(target, destination);
            places.add(place);
            tablespaces.put(
                    target.tablespaceId().orElseThrow(),
                    place.link().orElseThrow().leadsTo());
        });
        places.addAll(links());
        new LinkRules(pgData).check(places);
        return new Layout(pgData, tablespaces, places);
    }

    private Place tablespace(ManifestTarget target, String destination) {
        String oid = target.tablespaceId().orElseThrow();
        Place.PlacedLink link = link(Layout.DATA + "/" + Layout.TABLESPACES + "/" + oid, destination);
        String version = "PG_" + manifest.pg().version() + "_" + manifest.pg().catalog();
        return new Place(
                Place.Kind.TABLESPACE,
                Layout.TABLESPACES + "/" + oid + "/" + version,
                link.leadsTo().resolve(version),
                Optional.of(link));
    }

    private List<Place> links() {
        List<Place> places = new ArrayList<>();
        Set<String> mapped = new HashSet<>();
        manifest.targets().forEach((name, target) -> {
            if (!target.link() || target.isTablespace()) {
                return;
            }
            String key = name.substring(Layout.DATA.length() + 1);
            Optional<String> wanted = Optional.ofNullable(mapping.links().get(key));
            mapped.add(key);
            if (wanted.isPresent() || mapping.allLinks()) {
                wanted.ifPresent(destination -> log.info("map link '" + key + "' to '" + destination + "'"));
                places.add(linked(name, target.file().isPresent(), wanted.orElseGet(() -> destination(target))));
            } else {
                warnInPlace(key, target);
            }
        });
        mapping.links().forEach((key, destination) -> {
            if (!mapped.contains(key)) {
                log.info("link '" + key + "' to '" + destination + "'");
                places.add(newLink(key, destination));
            }
        });
        return places;
    }

    private static String destination(ManifestTarget target) {
        return target.file().map(file -> target.path() + "/" + file).orElse(target.path());
    }

    private void warnInPlace(String key, ManifestTarget target) {
        log.warn(
                target.file().isPresent()
                        ? "file link '" + key + "' will be restored as a file at the same location"
                        : "contents of directory link '" + key
                                + "' will be restored in a directory at the same location");
    }

    /** A link that the backup does not have, for one of its files or folders. */
    private Place newLink(String key, String destination) {
        String name = Layout.DATA + "/" + key;
        boolean file = manifest.file(name).isPresent();
        if (key.startsWith(Layout.TABLESPACES + "/")) {
            throw new AgentException(ErrorCode.LINK_MAP, "unable to remap tablespace '" + key + "' as a link")
                    .withHint("use option 'tablespace-map'");
        }
        if (!file && !manifest.paths().containsKey(name)) {
            throw new AgentException(ErrorCode.LINK_MAP, "unable to remap invalid link '" + key + "'")
                    .withHint("the backup has neither a link nor a file nor a folder of this name");
        }
        return linked(name, file, destination);
    }

    private Place linked(String name, boolean file, String destination) {
        Place.PlacedLink link = link(name, destination);
        return file
                ? new Place(Place.Kind.LINKED_FILE, name, parent(link.leadsTo()), Optional.of(link))
                : new Place(Place.Kind.LINKED_FOLDER, name, link.leadsTo(), Optional.of(link));
    }

    private Place.PlacedLink link(String name, String destination) {
        Path path = pgData.resolve(name.substring(Layout.DATA.length() + 1));
        Path leadsTo = parent(path).resolve(destination).normalize();
        return new Place.PlacedLink(name, path, destination, leadsTo);
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? Path.of("/") : parent;
    }

    private ManifestTarget target(String name) {
        ManifestTarget target = manifest.targets().get(name);
        if (target == null) {
            throw new AgentException(
                    ErrorCode.FORMAT, "manifest of backup " + manifest.label() + " has no target '" + name + "'");
        }
        return target;
    }
}
