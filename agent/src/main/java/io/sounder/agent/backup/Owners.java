package io.sounder.agent.backup;

import io.sounder.agent.format.Attributes;
import io.sounder.agent.os.FileOwner;
import io.sounder.agent.os.FileStat;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Mode and owner names of files as the manifest keeps them; equal ones are one object, for there are many files. */
final class Owners {
    private final FileOwner names = new FileOwner();
    private final Map<Attributes, Attributes> known = new HashMap<>();

    Attributes of(Path path, FileStat stat) {
        Attributes attributes =
                new Attributes(stat.mode(), names.user(path, stat.uid()), names.group(path, stat.gid()));
        Attributes same = known.putIfAbsent(attributes, attributes);
        return same == null ? attributes : same;
    }
}
