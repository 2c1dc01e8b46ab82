package io.sounder.agent.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The operating system user that servers of tests run as: the current one, or, as PostgreSQL refuses root, {@code
 * postgres} or {@code nobody} when the tests run as root.
 */
public final class Unprivileged {
    private static final UserPrincipalLookupService USERS =
            Path.of("/").getFileSystem().getUserPrincipalLookupService();

    private Unprivileged() {}

    /** Whether the tests themselves run as root. */
    public static boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** The name of that user. */
    public static String user() {
        if (!root()) {
            return System.getProperty("user.name");
        }
        try {
            return USERS.lookupPrincipalByName("postgres").getName();
        } catch (UserPrincipalNotFoundException e) {
            return "nobody";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command line that runs a program as that user. */
    public static List<String> command(List<String> command) {
        if (!root()) {
            return command;
        }
        List<String> all =
                new ArrayList<>(List.of("setpriv", "--reuid=" + user(), "--regid=" + group(), "--clear-groups", "--"));
        all.addAll(command);
        return all;
    }

    private static String group() {
        return user().equals("nobody") ? "nogroup" : user();
    }

    /** Gives a file, or a folder with all its content, to that user. Links are not followed. */
    public static void own(Path path) {
        if (!root()) {
            return;
        }
        try (Stream<Path> all = Files.walk(path, new FileVisitOption[0])) {
            var owner = USERS.lookupPrincipalByName(user());
            var group = USERS.lookupPrincipalByGroupName(group());
            for (Path each : (Iterable<Path>) all::iterator) {
                var view = Files.getFileAttributeView(each, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
                view.setOwner(owner);
                view.setGroup(group);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether that user can reach the folder, as far as the bits for everybody tell. */
    static boolean reaches(Path folder) {
        if (!root()) {
            return true;
        }
        try {
            for (Path at = folder.toAbsolutePath(); at != null; at = at.getParent()) {
                if (Files.exists(at)
                        && !Files.getPosixFilePermissions(at).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
