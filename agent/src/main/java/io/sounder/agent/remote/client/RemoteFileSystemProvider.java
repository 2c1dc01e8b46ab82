package io.sounder.agent.remote.client;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.remote.FieldReader;
import io.sounder.agent.remote.FieldWriter;
import io.sounder.agent.remote.FileFacts;
import io.sounder.agent.remote.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Turns calls of {@code java.nio} into requests. A missing file is a {@code NoSuchFileException}, everything else keeps the
 * error of the other host. Listing a folder brings along what is known of its files; each of these facts serves one
 * question, so that a scan needs one request for a folder and nobody sees old facts later.
 */
final class RemoteFileSystemProvider extends FileSystemProvider {
    static final String SCHEME = "sounder-remote";

    private final RemoteFileSystem files;
    private final RemoteHost host;
    private final Map<String, FileFacts> listed = new ConcurrentHashMap<>();
    private final Map<String, FileFacts> asked = new ConcurrentHashMap<>();

    RemoteFileSystemProvider(RemoteFileSystem files, RemoteHost host) {
        this.files = files;
        this.host = host;
    }

    private static FieldWriter request(Operation operation, Path path) {
        return operation.request().text(path.toString());
    }

    private static IOException missing(AgentException error, Path path) {
        if (error.code() == ErrorCode.FILE_MISSING || error.code() == ErrorCode.PATH_MISSING) {
            return (IOException) new NoSuchFileException(path.toString()).initCause(error);
        }
        throw error;
    }

    private FileFacts facts(Path path, boolean follow) throws IOException {
        if (!follow) {
            FileFacts known = listed.remove(path.toString());
            if (known != null) {
                asked.clear();
                asked.put(path.toString(), known);
                return known;
            }
        }
        FieldReader reply = host.call(request(follow ? Operation.FILE_FOLLOW : Operation.FILE_STAT, path));
        if (!reply.flag()) {
            throw new NoSuchFileException(path.toString());
        }
        FileFacts found = FileFacts.read(reply);
        asked.clear();
        asked.put(path.toString(), found);
        return found;
    }

    private static boolean follows(LinkOption... options) {
        return options.length == 0;
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String names, LinkOption... options) throws IOException {
        return new RemoteAttributes(facts(path, follows(options))).unix();
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        // Who asks for owners has just asked for the numbers.
        FileFacts known = asked.remove(path.toString());
        return type.cast(new RemoteAttributes(known == null ? facts(path, follows(options)) : known));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        facts(path, true);
        listed.remove(path.toString());
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        List<Path> found = new ArrayList<>();
        try {
            for (Listed entry : host.all(request(Operation.FILE_LIST, folder), Listed::read)) {
                Path path = folder.resolve(entry.name);
                if (filter.accept(path)) {
                    found.add(path);
                    entry.facts.ifPresent(facts -> listed.put(path.toString(), facts));
                }
            }
        } catch (AgentException e) {
            throw missing(e, folder);
        }
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                return found.iterator();
            }

            @Override
            public void close() {
                // Everything has been read.
            }
        };
    }

    /** An entry of a folder; without facts when it vanished. */
    private record Listed(String name, Optional<FileFacts> facts) {
        private static Listed read(FieldReader fields) {
            return new Listed(fields.text(), fields.flag() ? Optional.of(FileFacts.read(fields)) : Optional.empty());
        }
    }

    @Override
    public Path readSymbolicLink(Path link) throws IOException {
        try {
            return files.getPath(host.call(request(Operation.FILE_LINK, link)).text());
        } catch (AgentException e) {
            throw missing(e, link);
        }
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        return new RemoteFileChannel(newInputStream(path), (position, buffer) -> page(path, position, buffer));
    }

    private int page(Path path, long position, byte[] buffer) {
        byte[] content = host.call(
                        request(Operation.FILE_PAGE, path).number(position).number(buffer.length))
                .bytes();
        if (content.length > buffer.length) {
            throw new AgentException(ErrorCode.PROTOCOL, "received more of '" + path + "' than was asked for");
        }
        System.arraycopy(content, 0, buffer, 0, content.length);
        return content.length;
    }

    @Override
    public InputStream newInputStream(Path path, OpenOption... options) throws IOException {
        try {
            return new RemoteInput(host, request(Operation.FILE_READ, path));
        } catch (AgentException e) {
            throw missing(e, path);
        }
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return newFileChannel(path, options, attributes);
    }

    @Override
    public boolean isSameFile(Path first, Path second) {
        return first.equals(second);
    }

    @Override
    public boolean isHidden(Path path) {
        return false;
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> settings) {
        throw new UnsupportedOperationException("hosts are named by the configuration");
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return files;
    }

    @Override
    public Path getPath(URI uri) {
        return files.getPath(uri.getPath());
    }

    @Override
    public FileStore getFileStore(Path path) {
        throw new UnsupportedOperationException("devices of another host are not looked up");
    }

    @Override
    @SuppressWarnings("NullAway") // the contract for a view that is not supported
    public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
        return null;
    }

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes) {
        throw new ReadOnlyFileSystemException();
    }

    @Override
    public void delete(Path path) {
        throw new ReadOnlyFileSystemException();
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) {
        throw new ReadOnlyFileSystemException();
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) {
        throw new ReadOnlyFileSystemException();
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
        throw new ReadOnlyFileSystemException();
    }
}
