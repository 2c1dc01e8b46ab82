package io.sounder.agent.remote.client;

import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import org.jspecify.annotations.Nullable;

/**
 * A path on another host. Both hosts spell paths alike, so all that is about names is left to a path of this host.
 *
 * @param files it belongs to
 * @param local the same name on this host
 */
record RemotePath(RemoteFileSystem files, Path local) implements Path {
    private RemotePath of(Path other) {
        return new RemotePath(files, other);
    }

    private @Nullable RemotePath ofNullable(@Nullable Path other) {
        return other == null ? null : of(other);
    }

    static RemotePath cast(Path path) {
        if (path instanceof RemotePath remote) {
            return remote;
        }
        throw new ProviderMismatchException(path + " is no path on another host");
    }

    @Override
    public FileSystem getFileSystem() {
        return files;
    }

    @Override
    public boolean isAbsolute() {
        return local.isAbsolute();
    }

    @Override
    public @Nullable Path getRoot() {
        return ofNullable(local.getRoot());
    }

    @Override
    public @Nullable Path getFileName() {
        return ofNullable(local.getFileName());
    }

    @Override
    public @Nullable Path getParent() {
        return ofNullable(local.getParent());
    }

    @Override
    public int getNameCount() {
        return local.getNameCount();
    }

    @Override
    public Path getName(int index) {
        return of(local.getName(index));
    }

    @Override
    public Path subpath(int from, int to) {
        return of(local.subpath(from, to));
    }

    @Override
    public boolean startsWith(Path other) {
        return other instanceof RemotePath remote && remote.files == files && local.startsWith(remote.local);
    }

    @Override
    public boolean endsWith(Path other) {
        return other instanceof RemotePath remote && remote.files == files && local.endsWith(remote.local);
    }

    @Override
    public Path normalize() {
        return of(local.normalize());
    }

    @Override
    public Path resolve(Path other) {
        return of(local.resolve(cast(other).local));
    }

    @Override
    public Path relativize(Path other) {
        return of(local.relativize(cast(other).local));
    }

    @Override
    public URI toUri() {
        return URI.create(RemoteFileSystemProvider.SCHEME + "://" + files.host()
                + local.toUri().getRawPath());
    }

    @Override
    public Path toAbsolutePath() {
        return of(local.toAbsolutePath());
    }

    @Override
    public Path toRealPath(LinkOption... options) {
        throw new UnsupportedOperationException("links on another host are not resolved");
    }

    @Override
    public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
        throw new UnsupportedOperationException("files of another host are not watched");
    }

    @Override
    public int compareTo(Path other) {
        return local.compareTo(cast(other).local);
    }

    @Override
    public String toString() {
        return local.toString();
    }
}
