package io.sounder.agent.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Looks at a restored data folder. */
public final class RestoredFolder {
    private static final Set<String> RECOVERY = Set.of("postgresql.auto.conf", "recovery.signal", "standby.signal");

    private RestoredFolder() {}

    /** SHA-256 of all files but those with recovery settings, by path below the folder; links are followed. */
    public static Map<String, String> checksums(Path data) throws IOException {
        Map<String, String> checksums = new TreeMap<>();
        try (Stream<Path> all = Files.walk(data, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                String name = data.relativize(file).toString();
                if (!RECOVERY.contains(name)) {
                    checksums.put(name, sha256(file));
                }
            }
        }
        return checksums;
    }

    private static String sha256(Path file) throws IOException {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
