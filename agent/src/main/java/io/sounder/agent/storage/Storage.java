package io.sounder.agent.storage;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * A tree of files. All methods throw {@code AgentException} with a code that names the failed operation; streams throw
 * {@code IOException}. Safe for use by several threads as long as no two write the same file.
 */
public interface Storage {
    /** What stands at this path (links are not followed); empty if nothing. */
    Optional<StorageEntry> info(StoragePath path);

    /** The content of a folder sorted by name; empty if the folder does not exist. */
    List<StorageEntry> list(StoragePath folder);

    /** The names of {@link #list}, cheaper because nothing else is asked. */
    default List<String> names(StoragePath folder) {
        return list(folder).stream().map(StorageEntry::name).toList();
    }

    default boolean exists(StoragePath path) {
        return info(path).isPresent();
    }

    /** Opens a file; error 55 if it is missing. */
    InputStream read(StoragePath path);

    /** Opens a part of a file; ends early where the file ends. */
    InputStream read(StoragePath path, long offset, long length);

    /** Starts to write a file; missing folders are made, an existing file is replaced at commit. */
    StorageWriter write(StoragePath path, WriteMode mode);

    /** Deletes a file or link; nothing happens if it is missing. */
    void remove(StoragePath path);

    /** Deletes a folder with everything in it; nothing happens if it is missing. Links in it are not followed. */
    void removeTree(StoragePath path);

    /** Makes a folder and its parents; nothing happens if it exists. */
    void createFolder(StoragePath path);

    /** Makes the entries of a folder durable; does nothing where {@link Features#folderSync} is false. */
    void syncFolder(StoragePath path);

    /** Makes a symbolic link, replacing what stands there; target is kept as given. Needs {@link Features#links}. */
    void link(StoragePath path, String target);

    /** Makes {@code path} another name of the file {@code existing}. Needs {@link Features#hardLinks}. */
    void hardLink(StoragePath path, StoragePath existing);

    Features features();

    /** The name of the path that users know, for messages. */
    String display(StoragePath path);

    /** What a medium can do. */
    record Features(boolean links, boolean hardLinks, boolean folderSync) {}
}
