package io.sounder.agent.storage;

import java.io.OutputStream;

/**
 * Writes one file. Only {@link #commit} makes it exist; closing without commit takes everything back. Write in big
 * chunks. Not for use by several threads.
 */
public abstract class StorageWriter extends OutputStream {
    /** Makes the file durable and visible under its name, and closes it. */
    public abstract void commit();
}
