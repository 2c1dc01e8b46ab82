package io.sounder.agent.storage.posix;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.FileInput;
import io.sounder.agent.base.ReadWindow;
import io.sounder.agent.storage.Storage;
import io.sounder.agent.storage.StorageEntry;
import io.sounder.agent.storage.StoragePath;
import io.sounder.agent.storage.StorageWriter;
import io.sounder.agent.storage.WriteMode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Storage in a folder of a POSIX file system: files get mode 0640, folders 0750, both less the umask. A file that is
 * written atomically stands under a name ending in {@code .pgbackrest.tmp} until it is complete; a left-over of that name
 * is overwritten.
 */
public final class PosixStorage implements Storage {
    private static final int WINDOW = 256 << 10;

    private final Path root;
    private final ThreadLocal<ReadWindow> windows = ThreadLocal.withInitial(() -> new ReadWindow(WINDOW));

    public PosixStorage(Path root) {
        this.root = root;
    }

    private Path file(StoragePath path) {
        return root.resolve(path.value());
    }

    @Override
    public Optional<StorageEntry> info(StoragePath path) {
        try {
            return Optional.of(entry(file(path)));
        } catch (IOException e) {
            if (isMissing(e)) {
                return Optional.empty();
            }
            throw PosixErrors.of(ErrorCode.FILE_INFO, "unable to get info for path/file '" + display(path) + "'", e);
        }
    }

    @Override
    public List<StorageEntry> list(StoragePath folder) {
        List<StorageEntry> result = new ArrayList<>();
        for (String name : names(folder)) {
            info(folder.resolve(name)).ifPresent(result::add); // gone in between is as good as never there
        }
        return result;
    }

    @Override
    public List<String> names(StoragePath folder) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(file(folder))) {
            entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
        } catch (IOException e) {
            if (isMissing(e)) {
                return List.of();
            }
            throw PosixErrors.of(ErrorCode.PATH_OPEN, "unable to list file info for path '" + display(folder) + "'", e);
        }
        names.sort(Comparator.naturalOrder());
        return names;
    }

    @Override
    public InputStream read(StoragePath path) {
        return open(path);
    }

    @Override
    public InputStream read(StoragePath path, long offset, long length) {
        FileInput input = open(path);
        input.limitTo(offset, length);
        return input;
    }

    private FileInput open(StoragePath path) {
        try {
            return new FileInput(FileChannel.open(file(path), StandardOpenOption.READ), windows::get);
        } catch (NoSuchFileException e) {
            throw new AgentException(
                    ErrorCode.FILE_MISSING, "unable to open missing file '" + display(path) + "' for read", e);
        } catch (IOException e) {
            throw PosixErrors.of(ErrorCode.FILE_OPEN, "unable to open file '" + display(path) + "' for read", e);
        }
    }

    @Override
    public StorageWriter write(StoragePath path, WriteMode mode) {
        Path target = file(path);
        try {
            return PosixWriter.open(target, mode);
        } catch (NoSuchFileException e) {
            path.parent().ifPresent(this::createFolder);
        } catch (IOException e) {
            throw writeError(path, e);
        }
        try {
            return PosixWriter.open(target, mode);
        } catch (IOException e) {
            throw writeError(path, e);
        }
    }

    private AgentException writeError(StoragePath path, IOException e) {
        return PosixErrors.of(ErrorCode.FILE_OPEN, "unable to open file '" + display(path) + "' for write", e);
    }

    @Override
    public void remove(StoragePath path) {
        try {
            Files.deleteIfExists(file(path));
        } catch (DirectoryNotEmptyException e) {
            throw new AgentException(
                    ErrorCode.FILE_REMOVE, "unable to remove '" + display(path) + "': it is a folder", e);
        } catch (IOException e) {
            throw PosixErrors.of(ErrorCode.FILE_REMOVE, "unable to remove '" + display(path) + "'", e);
        }
    }

    @Override
    public void removeTree(StoragePath path) {
        try {
            TreeRemover.remove(file(path));
        } catch (IOException e) {
            throw PosixErrors.of(ErrorCode.PATH_REMOVE, "unable to remove path '" + display(path) + "'", e);
        }
    }

    @Override
    public void createFolder(StoragePath path) {
        Path folder = file(path);
        try {
            Files.createDirectories(folder, PosixWriter.FOLDER_MODE);
        } catch (FileAlreadyExistsException e) {
            throw new AgentException(
                    ErrorCode.PATH_CREATE, "unable to create path '" + display(path) + "': a file is there", e);
        } catch (IOException e) {
            throw PosixErrors.of(ErrorCode.PATH_CREATE, "unable to create path '" + display(path) + "'", e);
        }
    }

    @Override
    public void syncFolder(StoragePath path) {
        try {
            PosixWriter.syncFolder(file(path));
        } catch (IOException e) {
            throw PosixErrors.of(ErrorCode.PATH_SYNC, "unable to sync path '" + display(path) + "'", e);
        }
    }

    @Override
    public void link(StoragePath path, String target) {
        path.parent().ifPresent(this::createFolder);
        try {
            Files.deleteIfExists(file(path));
            Files.createSymbolicLink(file(path), Path.of(target));
        } catch (IOException e) {
            throw PosixErrors.of(
                    ErrorCode.FILE_OPEN, "unable to create symlink '" + display(path) + "' to '" + target + "'", e);
        }
    }

    @Override
    public void hardLink(StoragePath path, StoragePath existing) {
        path.parent().ifPresent(this::createFolder);
        try {
            Files.deleteIfExists(file(path));
            Files.createLink(file(path), file(existing));
        } catch (IOException e) {
            throw PosixErrors.of(
                    ErrorCode.FILE_OPEN,
                    "unable to create hardlink '" + display(path) + "' to '" + display(existing) + "'",
                    e);
        }
    }

    @Override
    public Features features() {
        return new Features(true, true, true);
    }

    @Override
    public String display(StoragePath path) {
        return file(path).toString();
    }

    private static boolean isMissing(IOException e) {
        return e instanceof NoSuchFileException || e instanceof NotDirectoryException;
    }

    private static StorageEntry entry(Path file) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        Optional<String> target = attributes.isSymbolicLink()
                ? Optional.of(Files.readSymbolicLink(file).toString())
                : Optional.empty();
        long size = attributes.isRegularFile() ? attributes.size() : 0;
        return new StorageEntry(
                String.valueOf(file.getFileName()),
                kind(attributes),
                size,
                attributes.lastModifiedTime().toInstant(),
                target);
    }

    private static StorageEntry.Kind kind(BasicFileAttributes attributes) {
        if (attributes.isRegularFile()) {
            return StorageEntry.Kind.FILE;
        }
        if (attributes.isDirectory()) {
            return StorageEntry.Kind.PATH;
        }
        return attributes.isSymbolicLink() ? StorageEntry.Kind.LINK : StorageEntry.Kind.SPECIAL;
    }
}
