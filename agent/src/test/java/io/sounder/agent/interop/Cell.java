package io.sounder.agent.interop;

import io.sounder.agent.pipeline.CipherType;
import io.sounder.agent.pipeline.CompressType;
import java.util.List;
import java.util.Locale;

/**
 * One cell of the matrix: a repository as one release writes it, with a full, a diff and an incr backup, and the release
 * that reads all of it.
 */
record Cell(Kind kind, Release reader) {

    /**
     * A repository to be written.
     *
     * @param server major version of PostgreSQL
     */
    record Kind(Release writer, CompressType compression, Layout layout, CipherType cipher, Store store, int server) {
        /** A name for files and messages. */
        String name() {
            return "%s-%s-%s-%s-%s-%d"
                    .formatted(writer, compression, layout, cipher, store, server)
                    .toLowerCase(Locale.ROOT);
        }
    }

    /** The value in each dimension. */
    List<Object> values() {
        return List.of(kind.writer, reader, kind.compression, kind.layout, kind.cipher, kind.store, kind.server);
    }

    @Override
    public String toString() {
        return kind.name() + " read by " + reader.name().toLowerCase(Locale.ROOT);
    }
}
