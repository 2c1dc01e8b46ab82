package io.sounder.agent.archive;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.storage.StoragePath;
import io.sounder.agent.storage.StorageWriter;
import io.sounder.agent.storage.WriteMode;
import io.sounder.agent.storage.posix.PosixStorage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The folder by which the command that the server waits for and the background process tell each other what is done. Same
 * layout and content as the original's, so either program's command works with the other's process. See the page on
 * archiving in the documentation.
 */
final class Spool {
    static final String OK = ".ok";
    private static final String ERROR = ".error";
    private static final String GLOBAL = "global";

    private final Path folder;
    private final PosixStorage storage;

    private Spool(Path folder) {
        this.folder = folder;
        this.storage = new PosixStorage(folder);
    }

    /** The side of archive-push. */
    static Spool out(Path stanzaSpool) {
        return new Spool(stanzaSpool.resolve("out"));
    }

    /** The side of archive-get. */
    static Spool in(Path stanzaSpool) {
        return new Spool(stanzaSpool.resolve("in"));
    }

    /** A file in the folder. */
    Path file(String name) {
        return folder.resolve(name);
    }

    void create() {
        storage.createFolder(StoragePath.ROOT);
    }

    /** The names of all files, sorted. */
    List<String> names() {
        return storage.names(StoragePath.ROOT);
    }

    void remove(String name) {
        storage.remove(new StoragePath(name));
    }

    /** What is known about a WAL file; its own status counts before the one for all. */
    Optional<SpoolStatus> status(String wal) {
        return read(wal + OK, true).or(() -> read(wal + ERROR, false)).or(() -> read(GLOBAL + ERROR, false));
    }

    private Optional<SpoolStatus> read(String name, boolean done) {
        if (!storage.exists(new StoragePath(name))) {
            return Optional.empty();
        }
        try (InputStream in = storage.read(new StoragePath(name))) {
            String content = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Optional.of(SpoolStatus.parse(file(name).toString(), done, content));
        } catch (IOException e) {
            throw new AgentException(ErrorCode.FILE_READ, "unable to read status file '" + file(name) + "'", e);
        } catch (AgentException e) {
            if (e.code() == ErrorCode.FILE_MISSING) {
                return Optional.empty(); // the background process has removed it
            }
            throw e;
        }
    }

    /** Says that a WAL file is done with, and what went odd. */
    void ok(String wal, List<String> warnings) {
        write(wal + OK, warnings.isEmpty() ? "" : SpoolStatus.content(0, String.join("\n", warnings)));
    }

    void error(String wal, AgentException error) {
        write(wal + ERROR, SpoolStatus.content(error.code().code(), error.text()));
    }

    /** Says why no WAL file at all could be worked on. */
    void error(AgentException error) {
        error(GLOBAL, error);
    }

    /** Forgets earlier errors that concern a WAL file. */
    void clearErrors(String wal) {
        remove(wal + ERROR);
        remove(GLOBAL + ERROR);
    }

    private void write(String name, String content) {
        try (StorageWriter writer = storage.write(new StoragePath(name), WriteMode.ATOMIC)) {
            writer.write(content.getBytes(StandardCharsets.UTF_8));
            writer.commit();
        } catch (IOException e) {
            throw new AgentException(
                    ErrorCode.FILE_WRITE, "unable to write status file '" + file(name) + "': " + e.getMessage(), e);
        }
    }
}
