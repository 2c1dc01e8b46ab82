package io.sounder.agent.os;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The files of this host. */
public final class LocalFiles implements HostFiles {
    private final FileOwner owners = new FileOwner();

    @Override
    public List<String> names(Path folder) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new AgentException(ErrorCode.PATH_OPEN, "unable to list path '" + folder + "': " + e, e);
        }
        Collections.sort(names);
        return names;
    }

    @Override
    public Optional<FileStat> stat(Path path) {
        return FileStat.of(path);
    }

    @Override
    public Optional<FileStat> following(Path path) {
        return FileStat.following(path);
    }

    @Override
    public Optional<String> user(Path path, FileStat stat) {
        return owners.user(path, stat.uid());
    }

    @Override
    public Optional<String> group(Path path, FileStat stat) {
        return owners.group(path, stat.gid());
    }

    @Override
    public Path link(Path link) {
        try {
            return Files.readSymbolicLink(link);
        } catch (IOException e) {
            throw new AgentException(ErrorCode.FILE_OPEN, "unable to get destination for link '" + link + "': " + e, e);
        }
    }

    @Override
    public Optional<Content> open(Path path, long limit) {
        try {
            return Optional.of(new OpenFile(FileChannel.open(path, StandardOpenOption.READ), limit));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new AgentException(ErrorCode.FILE_OPEN, "unable to open file '" + path + "' for read: " + e, e);
        }
    }

    /** A file of this host. */
    private static final class OpenFile implements Content {
        private final FileChannel channel;
        private long left;

        OpenFile(FileChannel channel, long limit) {
            this.channel = channel;
            this.left = limit;
        }

        @Override
        public int fill(byte[] buffer) throws IOException {
            ByteBuffer target = ByteBuffer.wrap(buffer, 0, (int) Math.min(buffer.length, left));
            while (target.hasRemaining() && channel.read(target) >= 0) {
                // A read may give less than asked for.
            }
            int count = target.position();
            left = count < buffer.length ? 0 : left - count;
            return count;
        }

        @Override
        public boolean fillAt(long position, byte[] buffer) throws IOException {
            ByteBuffer target = ByteBuffer.wrap(buffer);
            long at = position;
            while (target.hasRemaining()) {
                int count = channel.read(target, at);
                if (count < 0) {
                    return false;
                }
                at += count;
            }
            return true;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
