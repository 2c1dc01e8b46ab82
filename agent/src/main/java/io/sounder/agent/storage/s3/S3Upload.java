package io.sounder.agent.storage.s3;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;

/**
 * An upload in parts, one of which is on its way while the caller fills the next. The object appears at the end or never.
 * Not for use by several threads.
 */
final class S3Upload {
    private final S3Bucket bucket;
    private final String key;
    private final String name;
    private final String id;
    private final List<CompletedPart> parts = new ArrayList<>();
    private Optional<FutureTask<String>> sending = Optional.empty();
    private long size;

    private S3Upload(S3Bucket bucket, String key, String name, String id) {
        this.bucket = bucket;
        this.key = key;
        this.name = name;
        this.id = id;
    }

    static S3Upload begin(S3Bucket bucket, String key, String name) {
        return new S3Upload(bucket, key, name, bucket.begin(key, name));
    }

    /** Waits for the part before and starts to send this one; the buffer must stay as it is until the next call. */
    void send(PartBuffer content) {
        await();
        int number = parts.size() + 1;
        size += content.size();
        FutureTask<String> task = new FutureTask<>(() -> bucket.part(key, id, number, content, name));
        Thread.ofPlatform().daemon().name("s3-upload").start(task);
        sending = Optional.of(task);
    }

    /** How many parts were sent or are on their way. */
    int count() {
        return parts.size() + (sending.isPresent() ? 1 : 0);
    }

    /** Makes the object of all parts. */
    void complete() {
        await();
        bucket.attempts().of("write '" + name + "'", () -> {
            try {
                return bucket.client()
                        .completeMultipartUpload(request -> request.bucket(bucket.bucket())
                                .key(key)
                                .uploadId(id)
                                .multipartUpload(all -> all.parts(parts)));
            } catch (NoSuchUploadException e) {
                // A repetition after the answer to the first was lost: the object is there.
                if (bucket.head(key, name)
                        .map(HeadObjectResponse::contentLength)
                        .filter(length -> length == size)
                        .isPresent()) {
                    return e;
                }
                throw e;
            }
        });
    }

    /** Drops everything sent so far; what cannot be dropped stays unseen. */
    void abort() {
        try {
            await();
        } catch (AgentException e) {
            // The writer is given up because of this or another error, which the caller has.
        }
        try {
            bucket.client()
                    .abortMultipartUpload(
                            request -> request.bucket(bucket.bucket()).key(key).uploadId(id));
        } catch (SdkException e) {
            // Left to the bucket's rule for incomplete uploads.
        }
    }

    private void await() {
        if (sending.isEmpty()) {
            return;
        }
        FutureTask<String> task = sending.get();
        try {
            CompletedPart part = CompletedPart.builder()
                    .partNumber(parts.size() + 1)
                    .eTag(task.get())
                    .build();
            parts.add(part);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AgentException(ErrorCode.TERM, "interrupted while writing '" + name + "'", e);
        } catch (ExecutionException e) {
            throw error(e);
        } finally {
            sending = Optional.empty();
        }
    }

    private AgentException error(ExecutionException failed) {
        if (failed.getCause() instanceof AgentException e) {
            return new AgentException(e.code(), e.text(), e);
        }
        return new AgentException(ErrorCode.FILE_WRITE, "unable to write '" + name + "': " + failed.getCause(), failed);
    }
}
