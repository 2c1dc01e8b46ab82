package io.sounder.agent.pipeline;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * How the files of a backup are stored: compressed, then encrypted. Immutable.
 *
 * @param level for writing only
 * @param isShort whether the containers are the short ones of bundles and blocks
 */
public record StoredForm(CompressType type, int level, Encryption encryption, boolean isShort) {

    /** Files that stand for themselves. */
    public StoredForm(CompressType type, int level, Encryption encryption) {
        this(type, level, encryption, false);
    }

    /** The same for parts that only a manifest leads to: without what makes a file recognisable and checks its content. */
    public StoredForm shortForm() {
        return new StoredForm(type, level, encryption.raw(), true);
    }

    /** Whether stored bytes are those of the file itself. */
    public boolean isPlain() {
        return type == CompressType.NONE && encryption.isNone();
    }

    /** The stages before {@code out}. Closing them completes the stored form, but leaves {@code out} open. */
    public OutputStream write(OutputStream out) throws IOException {
        if (encryption.isNone()) {
            return compress(out);
        }
        OutputStream encrypted = encryption.encrypt(out);
        try {
            return type == CompressType.NONE ? encrypted : new Chain(compress(encrypted), encrypted);
        } catch (IOException | RuntimeException e) {
            encrypted.close();
            throw e;
        }
    }

    /** The stages behind {@code in}, which closes with them. */
    public InputStream read(InputStream in) throws IOException {
        InputStream decrypted = encryption.decrypt(in);
        return isShort ? type.decompressRaw(decrypted) : type.decompress(decrypted);
    }

    private OutputStream compress(OutputStream out) throws IOException {
        return isShort ? type.compressRaw(out, level) : type.compress(out, level);
    }

    /** A stage whose end is not the end of the next one. */
    private static final class Chain extends FilterOutputStream {
        private final OutputStream next;

        Chain(OutputStream out, OutputStream next) {
            super(out);
            this.next = next;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            try (next) {
                out.close();
            }
        }
    }
}
