package io.sounder.agent.storage.s3;

import io.sounder.agent.storage.StorageWriter;
import java.util.Optional;

/** Writes one object: in one request if it is small, else in parts. Not for use by several threads. */
final class S3Writer extends StorageWriter {
    /** The service takes ten thousand parts: this many, then each next lot is one part size bigger. */
    private static final int PARTS_OF_ONE_SIZE = 1000;

    private static final long LARGEST_PART = 1L << 30;

    private final S3Bucket bucket;
    private final String key;
    private final String name;
    private PartBuffer filling;
    private Optional<PartBuffer> travelling = Optional.empty();
    private Optional<S3Upload> upload = Optional.empty();
    private boolean closed;

    S3Writer(S3Bucket bucket, String key, String name) {
        this.bucket = bucket;
        this.key = key;
        this.name = name;
        filling = new PartBuffer(bucket.partSize());
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int done = filling.put(bytes, offset, length);
        while (done < length) {
            send();
            done += filling.put(bytes, offset + done, length - done);
        }
    }

    private void send() {
        S3Upload current = upload.orElseGet(() -> S3Upload.begin(bucket, key, name));
        upload = Optional.of(current);
        current.send(filling); // waits until the other buffer has arrived
        PartBuffer free = travelling.orElse(null);
        travelling = Optional.of(filling);
        long size = partSize(current.count());
        if (free != null && free.capacity() == size) {
            free.clear();
            filling = free;
        } else {
            if (free != null) {
                free.close();
            }
            filling = new PartBuffer(size);
        }
    }

    private long partSize(int sent) {
        long first = bucket.partSize();
        return Math.min(first * (1 + sent / PARTS_OF_ONE_SIZE), Math.max(first, LARGEST_PART));
    }

    @Override
    public void commit() {
        if (upload.isPresent()) {
            send();
            upload.get().complete();
            upload = Optional.empty();
        } else {
            bucket.put(key, filling, name);
        }
        close();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        upload.ifPresent(S3Upload::abort);
        travelling.ifPresent(PartBuffer::close);
        filling.close();
    }
}
