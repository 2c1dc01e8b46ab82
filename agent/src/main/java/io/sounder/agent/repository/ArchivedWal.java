package io.sounder.agent.repository;

import io.sounder.agent.storage.StoragePath;

/**
 * A WAL segment found in an archive.
 *
 * @param archiveId such as {@code 15-1}
 * @param fileName name without folder, with checksum and suffix
 * @param checksum SHA-1 of the uncompressed bytes, from the name
 */
public record ArchivedWal(String archiveId, String fileName, String checksum, StoragePath path) {}
