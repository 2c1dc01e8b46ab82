package io.sounder.agent.restore;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Sets mode, owner and time stamp. Only root changes owners: to the named ones where they exist here, else to the
 * fall-back owner. Safe for use by several threads.
 */
final class FileMetadata {
    private static final int PERMISSIONS = 07777;

    private static final Path THIS_PROCESS = Path.of("/proc/self");

    /** What nobody else may read until its own mode is set. */
    static final FileAttribute<?> PRIVATE_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** The mode of folders that no backup knows, such as those above a data folder. */
    static final FileAttribute<?> FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final boolean root;
    private final PosixFileAttributes fallback;
    private final UserPrincipalLookupService principals;
    private final Map<String, Optional<UserPrincipal>> users = new ConcurrentHashMap<>();
    private final Map<String, Optional<GroupPrincipal>> groups = new ConcurrentHashMap<>();

    /**
     * @param owned an existing file or folder; its owner takes what belongs to unknown users
     */
    FileMetadata(Path owned) {
        this.root = processUid() == 0;
        // Without root's rights all files will be this process's own, whatever the folder is.
        this.fallback = attributes(root ? owned : THIS_PROCESS);
        this.principals = owned.getFileSystem().getUserPrincipalLookupService();
    }

    /** Gives an existing file or folder, or what a link leads to, the mode and owner, as far as they differ. */
    void apply(Path path, int mode, Optional<String> user, Optional<String> group) throws IOException {
        if (mode(path) != mode) {
            setMode(path, mode);
        }
        own(Files.getFileAttributeView(path, PosixFileAttributeView.class), user, group);
    }

    void setMode(Path path, int mode) throws IOException {
        Files.setAttribute(path, "unix:mode", mode);
    }

    static int mode(Path path) throws IOException {
        return (int) Files.getAttribute(path, "unix:mode") & PERMISSIONS;
    }

    /** The user id that this process has for files. */
    static int processUid() {
        return uid(THIS_PROCESS);
    }

    /** The user id that owns what the path leads to. */
    static int uid(Path path) {
        try {
            return (int) Files.getAttribute(path, "unix:uid");
        } catch (IOException e) {
            throw new AgentException(ErrorCode.FILE_INFO, "unable to get info for '" + path + "'", e);
        }
    }

    /** Sets the owner of a link itself, where this process may. */
    void ownLink(Path path, Optional<String> user, Optional<String> group) throws IOException {
        own(Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS), user, group);
    }

    private void own(PosixFileAttributeView view, Optional<String> user, Optional<String> group) throws IOException {
        if (!root) {
            return;
        }
        PosixFileAttributes present = view.readAttributes();
        UserPrincipal owner = user.flatMap(this::user).orElse(fallback.owner());
        GroupPrincipal ownerGroup = group.flatMap(this::group).orElse(fallback.group());
        if (!present.owner().equals(owner)) {
            view.setOwner(owner);
        }
        if (!present.group().equals(ownerGroup)) {
            view.setGroup(ownerGroup);
        }
    }

    /** Sets the modification time in Unix seconds. */
    static void setTime(Path path, long seconds) throws IOException {
        Files.setLastModifiedTime(path, FileTime.from(seconds, TimeUnit.SECONDS));
    }

    /** Whether files will belong to the user of that name. */
    boolean canGiveToUser(String name) {
        return user(name).filter(user -> root || user.equals(fallback.owner())).isPresent();
    }

    /** Whether files will belong to the group of that name. */
    boolean canGiveToGroup(String name) {
        return group(name)
                .filter(group -> root || group.equals(fallback.group()))
                .isPresent();
    }

    private Optional<UserPrincipal> user(String name) {
        return users.computeIfAbsent(name, key -> find(() -> principals.lookupPrincipalByName(key)));
    }

    private Optional<GroupPrincipal> group(String name) {
        return groups.computeIfAbsent(name, key -> find(() -> principals.lookupPrincipalByGroupName(key)));
    }

    private interface Lookup<P> {
        P find() throws IOException;
    }

    private static <P> Optional<P> find(Lookup<P> lookup) {
        try {
            return Optional.of(lookup.find());
        } catch (UserPrincipalNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new AgentException(ErrorCode.USER_MISSING, "unable to look up a user or group: " + e.getMessage(), e);
        }
    }

    private static PosixFileAttributes attributes(Path path) {
        try {
            return Files.readAttributes(path, PosixFileAttributes.class);
        } catch (IOException e) {
            throw new AgentException(ErrorCode.FILE_INFO, "unable to get info for '" + path + "'", e);
        }
    }
}
