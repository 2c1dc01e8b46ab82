package io.sounder.agent.interop;

import io.sounder.agent.testing.RestoredFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Everything below a data folder, through links: checksums, owners, modes and times of files, owners and modes of folders,
 * what is a link. The settings that a restore writes anew count without content and time.
 */
record Tree(Map<String, String> entries) {
    /** Folders whose content no backup has, as a server makes it anew. */
    private static final Set<String> EMPTIED = Set.of(
            "pg_dynshmem", "pg_notify", "pg_replslot", "pg_serial", "pg_snapshots", "pg_stat_tmp", "pg_subtrans");

    private static final Set<String> LEFT_OUT = Set.of("postmaster.opts", "postmaster.pid");
    private static final int SHOWN = 5;

    /** Reads all of a folder. */
    static Tree of(Path data) {
        try {
            Map<String, String> checksums = RestoredFolder.checksums(data);
            Map<String, String> entries = new TreeMap<>();
            try (Stream<Path> all = Files.walk(data, FileVisitOption.FOLLOW_LINKS)) {
                for (Path path : (Iterable<Path>) all::iterator) {
                    String name = data.relativize(path).toString();
                    if (!isLeftOut(name)) {
                        entries.put(name, describe(path) + checksums.getOrDefault(name, ""));
                    }
                }
            }
            return new Tree(entries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isLeftOut(String name) {
        int slash = name.indexOf('/');
        return (slash > 0 && EMPTIED.contains(name.substring(0, slash)))
                || LEFT_OUT.contains(name)
                || name.endsWith("pg_internal.init");
    }

    private static String describe(Path path) throws IOException {
        PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class);
        String mode = PosixFilePermissions.toString(attributes.permissions());
        String owner = attributes.owner().getName() + ":" + attributes.group().getName();
        if (attributes.isDirectory()) {
            // The original leaves the folder of a tablespace itself to the user that restores.
            return Files.isSymbolicLink(path) ? "link to a folder " + mode : "folder " + mode + " " + owner;
        }
        String kind = Files.isSymbolicLink(path) ? "link to a file " : "file ";
        String text = kind + mode + " " + owner + " ";
        // A restore writes this one anew.
        return path.endsWith("postgresql.auto.conf")
                ? text
                : text + attributes.size() + " " + attributes.lastModifiedTime().to(TimeUnit.SECONDS) + " ";
    }

    /** The first few differences between this tree, as it should be, and another; empty if there are none. */
    List<String> differences(Tree other) {
        Set<String> names = new TreeSet<>(entries.keySet());
        names.addAll(other.entries.keySet());
        List<String> differences = new ArrayList<>();
        for (String name : names) {
            String here = entries.getOrDefault(name, "nothing");
            String there = other.entries.getOrDefault(name, "nothing");
            if (!here.equals(there) && differences.size() < SHOWN) {
                differences.add("'%s' should be %s, is %s".formatted(name, here, there));
            }
        }
        return differences;
    }
}
