package io.sounder.agent.remote.server;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.pipeline.NetworkBlocks;
import io.sounder.agent.remote.FieldReader;
import io.sounder.agent.remote.FieldWriter;
import io.sounder.agent.remote.FileFacts;
import io.sounder.agent.remote.FrameKind;
import io.sounder.agent.remote.Frames;
import io.sounder.agent.remote.Opened;
import io.sounder.agent.remote.Operation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Serves the files and the server of a cluster of this host: what is below the data folder, and below what links there lead
 * to. Nothing can be changed.
 */
public final class FilesService implements Service {
    private static final int CHUNK = 256 << 10;
    private static final int BATCH = 64 << 10;
    private static final int LARGEST_PAGE = 64 << 10;

    private final Opened opened;
    private final List<Path> roots = new ArrayList<>();
    private final ServerTunnel tunnel;
    private final boolean compress;
    private final AutoCloseable locks;
    private final byte[] buffer = new byte[CHUNK];

    /**
     * @param tunnel to the server
     * @param compress whether content is compressed on its way
     */
    public FilesService(Opened opened, Path dataFolder, ServerTunnel tunnel, boolean compress, AutoCloseable locks) {
        this.opened = opened;
        this.roots.add(dataFolder.normalize());
        this.tunnel = tunnel;
        this.compress = compress;
        this.locks = locks;
    }

    @Override
    public Opened opened() {
        return opened;
    }

    @Override
    public boolean handle(Operation operation, FieldReader arguments, Frames frames) throws IOException {
        if (operation == Operation.CONNECT) {
            tunnel.run(frames);
            return true;
        }
        Path path = allowed(arguments.text());
        switch (operation) {
            case FILE_LIST -> list(path, frames);
            case FILE_STAT -> stat(path, frames, LinkOption.NOFOLLOW_LINKS);
            case FILE_FOLLOW -> stat(path, frames);
            case FILE_LINK -> link(path, frames);
            case FILE_READ -> read(path, frames);
            case FILE_PAGE -> page(path, arguments.number(), arguments.integer(), frames);
            default -> {
                return false;
            }
        }
        return true;
    }

    private Path allowed(String text) {
        Path path = parse(text).normalize();
        if (roots.stream().noneMatch(path::startsWith)) {
            throw new AgentException(
                    ErrorCode.ACCESS, "access to '" + path + "' denied: it is not part of the cluster in " + roots);
        }
        return path;
    }

    private static Path parse(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new AgentException(ErrorCode.PROTOCOL, "received a path that cannot be one: " + e.getReason(), e);
        }
    }

    private static AgentException failed(ErrorCode code, String what, Path path, IOException cause) {
        ErrorCode reason = cause instanceof NoSuchFileException ? ErrorCode.FILE_MISSING : code;
        return new AgentException(reason, "unable to " + what + " '" + path + "': " + cause, cause);
    }

    private static void list(Path folder, Frames frames) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(entries::add);
        } catch (IOException e) {
            throw failed(ErrorCode.PATH_OPEN, "list path", folder, e);
        }
        frames.send(FrameKind.REPLY);
        FieldWriter batch = new FieldWriter();
        for (Path entry : entries) {
            batch.text(String.valueOf(entry.getFileName()));
            facts(entry, batch, LinkOption.NOFOLLOW_LINKS);
            if (batch.length() >= BATCH) {
                frames.send(FrameKind.DATA, batch);
                batch = new FieldWriter();
            }
        }
        frames.send(FrameKind.DATA, batch);
        frames.send(FrameKind.END);
    }

    private static void stat(Path path, Frames frames, LinkOption... options) throws IOException {
        FieldWriter reply = new FieldWriter();
        facts(path, reply, options);
        frames.send(FrameKind.REPLY, reply);
    }

    /** Whether the file is there, then what is known of it. */
    private static void facts(Path path, FieldWriter fields, LinkOption... options) {
        try {
            Map<String, Object> unix = Files.readAttributes(path, "unix:mode,uid,gid", options);
            PosixFileAttributes posix = Files.readAttributes(path, PosixFileAttributes.class, options);
            FileFacts facts = new FileFacts(
                    number(unix, "mode"),
                    number(unix, "uid"),
                    number(unix, "gid"),
                    posix.owner().getName(),
                    posix.group().getName(),
                    posix.size(),
                    posix.lastModifiedTime().to(TimeUnit.SECONDS));
            facts.write(fields.flag(true));
        } catch (NoSuchFileException e) {
            fields.flag(false);
        } catch (IOException e) {
            throw failed(ErrorCode.FILE_INFO, "get info for path/file", path, e);
        }
    }

    private static int number(Map<String, Object> values, String name) {
        return (int) Objects.requireNonNull(values.get(name));
    }

    /** Where the link leads to belongs to the cluster as well. */
    private void link(Path link, Frames frames) throws IOException {
        Path destination;
        try {
            destination = Files.readSymbolicLink(link);
        } catch (IOException e) {
            throw failed(ErrorCode.FILE_OPEN, "get destination for link", link, e);
        }
        roots.add(link.resolveSibling(destination).normalize());
        frames.send(FrameKind.REPLY, new FieldWriter().text(destination.toString()));
    }

    private void read(Path path, Frames frames) throws IOException {
        NetworkBlocks blocks = new NetworkBlocks();
        try (FileChannel channel = open(path)) {
            frames.send(FrameKind.REPLY);
            for (int count = fill(channel, path, -1, buffer); count > 0; count = fill(channel, path, -1, buffer)) {
                int packed = compress ? blocks.pack(buffer, count) : 0;
                if (packed > 0) {
                    frames.send(FrameKind.PACKED, blocks.packed(), 0, packed);
                } else {
                    frames.send(FrameKind.DATA, buffer, 0, count);
                }
            }
            frames.send(FrameKind.END);
        }
    }

    private void page(Path path, long position, int length, Frames frames) throws IOException {
        if (length < 0 || length > LARGEST_PAGE) {
            throw new AgentException(ErrorCode.PROTOCOL, "a page of " + length + " bytes is not served");
        }
        byte[] content = new byte[length];
        int count;
        try (FileChannel channel = open(path)) {
            count = fill(channel, path, position, content);
        }
        frames.send(FrameKind.REPLY, new FieldWriter().bytes(java.util.Arrays.copyOf(content, count)));
    }

    private static FileChannel open(Path path) {
        try {
            return FileChannel.open(path, StandardOpenOption.READ);
        } catch (IOException e) {
            throw failed(ErrorCode.FILE_OPEN, "open file", path, e);
        }
    }

    /** @param position where to begin; negative: where the last read ended */
    private static int fill(FileChannel channel, Path path, long position, byte[] target) {
        ByteBuffer bytes = ByteBuffer.wrap(target);
        try {
            int count = 0;
            while (bytes.hasRemaining() && count >= 0) {
                count = position < 0 ? channel.read(bytes) : channel.read(bytes, position + bytes.position());
            }
            return bytes.position();
        } catch (IOException e) {
            throw failed(ErrorCode.FILE_READ, "read", path, e);
        }
    }

    @Override
    public void close() {
        Locks.release(locks);
    }
}
