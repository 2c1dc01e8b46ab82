package io.sounder.agent.restore;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Deletes a folder with everything in it; links are removed, not followed. */
final class FolderTree extends SimpleFileVisitor<Path> {
    private FolderTree() {}

    /** Nothing happens if the folder does not exist. */
    static void delete(Path folder) {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new FolderTree());
        } catch (IOException e) {
            throw new AgentException(ErrorCode.PATH_REMOVE, "unable to remove path '" + folder + "': " + e, e);
        }
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Files.delete(file);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException error) throws IOException {
        if (error != null) {
            throw error;
        }
        Files.delete(folder);
        return FileVisitResult.CONTINUE;
    }
}
