package io.sounder.agent.remote.client;

import io.sounder.agent.remote.FileFacts;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What is known of a file of another host, in the form of {@code java.nio}. */
record RemoteAttributes(FileFacts facts) implements PosixFileAttributes {
    private static final int TYPE = 0170000;
    private static final int TYPE_FILE = 0100000;
    private static final int TYPE_PATH = 0040000;
    private static final int TYPE_LINK = 0120000;
    private static final String LETTERS = "rwxrwxrwx";

    /** The name of a user or group. */
    private record Named(String getName) implements UserPrincipal, GroupPrincipal {}

    /** By the names of the view {@code unix}. */
    Map<String, Object> unix() {
        return Map.of(
                "mode",
                facts.mode(),
                "uid",
                facts.uid(),
                "gid",
                facts.gid(),
                "size",
                facts.size(),
                "lastModifiedTime",
                lastModifiedTime());
    }

    @Override
    public UserPrincipal owner() {
        return new Named(facts.user());
    }

    @Override
    public GroupPrincipal group() {
        return new Named(facts.group());
    }

    @Override
    public Set<PosixFilePermission> permissions() {
        StringBuilder text = new StringBuilder(LETTERS);
        for (int i = 0; i < LETTERS.length(); i++) {
            if (((facts.mode() >> (LETTERS.length() - 1 - i)) & 1) == 0) {
                text.setCharAt(i, '-');
            }
        }
        return PosixFilePermissions.fromString(text.toString());
    }

    @Override
    public FileTime lastModifiedTime() {
        return FileTime.from(facts.modified(), TimeUnit.SECONDS);
    }

    @Override
    public FileTime lastAccessTime() {
        return lastModifiedTime();
    }

    @Override
    public FileTime creationTime() {
        return lastModifiedTime();
    }

    @Override
    public boolean isRegularFile() {
        return (facts.mode() & TYPE) == TYPE_FILE;
    }

    @Override
    public boolean isDirectory() {
        return (facts.mode() & TYPE) == TYPE_PATH;
    }

    @Override
    public boolean isSymbolicLink() {
        return (facts.mode() & TYPE) == TYPE_LINK;
    }

    @Override
    public boolean isOther() {
        return !isRegularFile() && !isDirectory() && !isSymbolicLink();
    }

    @Override
    public long size() {
        return facts.size();
    }

    @Override
    public Object fileKey() {
        return facts;
    }
}
