package io.sounder.agent.remote.client;

import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Set;

/**
 * The files of a cluster on another host as a {@code java.nio} file system that can only be read: who scans and copies a
 * data folder need not know where it is. Safe for use by several threads.
 */
final class RemoteFileSystem extends FileSystem {
    private final String hostName;
    private final RemoteFileSystemProvider provider;

    RemoteFileSystem(String hostName, RemoteHost host) {
        this.hostName = hostName;
        this.provider = new RemoteFileSystemProvider(this, host);
    }

    String host() {
        return hostName;
    }

    @Override
    public FileSystemProvider provider() {
        return provider;
    }

    @Override
    public Path getPath(String first, String... more) {
        return new RemotePath(this, Path.of(first, more));
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException("the connections of a host end with the process");
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean isReadOnly() {
        return true;
    }

    @Override
    public String getSeparator() {
        return "/";
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        return List.of(getPath("/"));
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        return List.of();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return Set.of("basic", "posix", "unix");
    }

    @Override
    public PathMatcher getPathMatcher(String pattern) {
        throw new UnsupportedOperationException("there are no patterns on another host");
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        throw new UnsupportedOperationException("users of another host are not looked up");
    }

    @Override
    public WatchService newWatchService() {
        throw new UnsupportedOperationException("files of another host are not watched");
    }
}
