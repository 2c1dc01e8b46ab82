package io.sounder.agent.storage.posix;

import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.storage.StorageWriter;
import io.sounder.agent.storage.WriteMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes one file; small writes are gathered. Not for use by several threads. */
final class PosixWriter extends StorageWriter {
    static final FileAttribute<Set<PosixFilePermission>> FOLDER_MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---"));
    private static final FileAttribute<Set<PosixFilePermission>> FILE_MODE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----"));
    private static final Set<StandardOpenOption> REPLACE =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
    private static final int GATHER = 16 << 10;

    private final Path target;
    private final Path written;
    private final FileChannel channel;
    private final ByteBuffer gathered = ByteBuffer.allocate(GATHER);
    private boolean committed;

    private PosixWriter(Path target, Path written, FileChannel channel) {
        this.target = target;
        this.written = written;
        this.channel = channel;
    }

    static PosixWriter open(Path target, WriteMode mode) throws IOException {
        if (mode == WriteMode.ATOMIC) {
            TemporaryFile temporary = TemporaryFile.beside(target, FILE_MODE);
            return new PosixWriter(target, temporary.path(), temporary.channel());
        }
        return new PosixWriter(target, target, FileChannel.open(target, REPLACE, FILE_MODE));
    }

    static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void write(int b) throws IOException {
        if (!gathered.hasRemaining()) {
            drain();
        }
        gathered.put((byte) b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > gathered.remaining()) {
            drain();
        }
        if (length <= gathered.remaining()) {
            gathered.put(bytes, offset, length);
        } else {
            writeAll(ByteBuffer.wrap(bytes, offset, length));
        }
    }

    private void drain() throws IOException {
        gathered.flip();
        writeAll(gathered);
        gathered.clear();
    }

    private void writeAll(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public void commit() {
        try {
            drain();
            channel.force(true);
            channel.close();
        } catch (IOException e) {
            throw PosixErrors.of(ErrorCode.FILE_WRITE, "unable to write '" + target + "'", e);
        }
        if (!written.equals(target)) {
            try {
                Files.move(written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                syncFolder(target.toAbsolutePath().resolveSibling("."));
            } catch (IOException e) {
                throw PosixErrors.of(ErrorCode.FILE_MOVE, "unable to move '" + written + "' to '" + target + "'", e);
            }
        }
        committed = true;
    }

    @Override
    public void close() throws IOException {
        if (!committed && channel.isOpen()) {
            channel.close();
            Files.deleteIfExists(written);
        }
    }
}
