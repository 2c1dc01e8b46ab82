package io.sounder.agent.archive;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The WAL files that the server has ready for archiving, as its {@code archive_status} folder tells.
 *
 * @param walFolder the server's folder of WAL files
 */
record ReadyWal(Path walFolder) {
    private static final String STATUS = "archive_status";
    private static final String READY = ".ready";

    /** Their names, oldest first; none where the server has no such folder. */
    List<String> names() {
        Path status = walFolder.resolve(STATUS);
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(status, "*" + READY)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                names.add(name.substring(0, name.length() - READY.length()));
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new AgentException(ErrorCode.PATH_OPEN, "unable to list '" + status + "'", e);
        }
        names.sort(null);
        return names;
    }

    /** Whether these files together are larger than the limit in bytes. Files that are gone count as empty. */
    boolean exceeds(List<String> names, long limit) {
        long sum = 0;
        for (String name : names) {
            sum += size(walFolder.resolve(name));
            if (sum > limit) {
                return true;
            }
        }
        return false;
    }

    /** As many of the first names as fit into that many bytes, at least one. */
    List<String> batch(List<String> names, long limit) {
        long sum = 0;
        for (int i = 0; i < names.size(); i++) {
            sum += size(walFolder.resolve(names.get(i)));
            if (sum > limit) {
                return names.subList(0, Math.max(1, i));
            }
        }
        return names;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new AgentException(ErrorCode.FILE_INFO, "unable to get the size of WAL file '" + file + "'", e);
        }
    }
}
