package io.sounder.agent.storage.s3;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Reads an object or a part of it. When the connection breaks it goes on where it was, provided that the object is still the
 * same. Not for use by several threads.
 */
final class S3Input extends InputStream {
    private final S3Bucket bucket;
    private final String key;
    private final @Nullable String version;
    private final String name;
    private final long last;
    private @Nullable ResponseInputStream<GetObjectResponse> in;
    private @Nullable String etag;
    private long at;
    private long end;

    private S3Input(S3Bucket bucket, String key, @Nullable String version, String name, long offset, long last) {
        this.bucket = bucket;
        this.key = key;
        this.version = version;
        this.name = name;
        this.last = last;
        at = offset;
        end = offset;
    }

    /**
     * Opens it; error 55 if there is no such object.
     *
     * @param version of the object; null: the latest
     * @param last the last byte to read; {@link Long#MAX_VALUE}: all
     */
    static S3Input open(S3Bucket bucket, String key, @Nullable String version, String name, long offset, long last) {
        S3Input input = new S3Input(bucket, key, version, name, offset, last);
        bucket.attempts().of("read '" + name + "'", input::connect);
        return input;
    }

    private boolean connect() {
        in = bucket.open(key, version, at, last, etag, name).orElse(null);
        if (in == null) {
            return false;
        }
        etag = in.response().eTag();
        end = at + in.response().contentLength();
        return true;
    }

    @Override
    public int read() {
        byte[] single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (at == end) {
            return -1;
        }
        try {
            int count = part(bytes, offset, length);
            at += count;
            return count;
        } catch (UncheckedIOException e) {
            int count = bucket.attempts().of("read '" + name + "'", () -> {
                connect();
                return part(bytes, offset, length);
            });
            at += count;
            return count;
        }
    }

    private int part(byte[] bytes, int offset, int length) {
        ResponseInputStream<GetObjectResponse> from = in;
        if (from == null) {
            throw new UncheckedIOException(new EOFException("no connection"));
        }
        try {
            int count = from.read(bytes, offset, length);
            if (count < 0) {
                throw new EOFException("unexpected end after " + at + " of " + end + " bytes");
            }
            return count;
        } catch (IOException e) {
            drop();
            throw new UncheckedIOException(e);
        }
    }

    private void drop() {
        if (in != null) {
            in.abort();
            in = null;
        }
    }

    @Override
    public void close() throws IOException {
        if (at < end) {
            drop(); // reading the rest only to keep the connection would take longer
        } else if (in != null) {
            in.close();
        }
    }
}
