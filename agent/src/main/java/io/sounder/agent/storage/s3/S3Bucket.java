package io.sounder.agent.storage.s3;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.Log;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

/**
 * The requests we make to a bucket, by key, each repeated while that may help. Messages name a file by the caller's words.
 * Safe for use by several threads.
 */
final class S3Bucket {
    private static final String CUSTOMER_CIPHER = "AES256";
    private static final int FORBIDDEN = 403;
    private static final int MISSING = 404;
    private static final int BEYOND_END = 416;

    private final S3Client client;
    private final S3Settings settings;
    private final S3Attempts attempts;
    private final Optional<Tagging> tagging;
    private final @Nullable String customerCipher;
    private final @Nullable String customerKey;
    private final @Nullable String customerKeyMd5;

    S3Bucket(S3Client client, S3Settings settings, Log log) {
        this.client = client;
        this.settings = settings;
        attempts = new S3Attempts(settings.patience(), settings.place(), log);
        List<Tag> tags = settings.tags().entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
        tagging = tags.isEmpty()
                ? Optional.empty()
                : Optional.of(Tagging.builder().tagSet(tags).build());
        customerKey = settings.protection().customerKey().orElse(null);
        customerCipher = customerKey == null ? null : CUSTOMER_CIPHER;
        customerKeyMd5 = customerKey == null ? null : md5(customerKey);
    }

    private static String md5(String key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("MD5").digest(Base64.getDecoder().decode(key));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException | IllegalArgumentException e) {
            throw new AgentException(ErrorCode.OPTION_INVALID_VALUE, "repo-s3-sse-customer-key is not base 64", e);
        }
    }

    /** Runs a request that this class does not know. */
    S3Attempts attempts() {
        return attempts;
    }

    long partSize() {
        return settings.partSize();
    }

    /** Size and time of an object; empty if there is none. */
    Optional<HeadObjectResponse> head(String key, String name) {
        return attempts.of("get info for '" + name + "'", () -> {
            try {
                return Optional.of(client.headObject(request -> request.bucket(settings.bucket())
                        .key(key)
                        .sseCustomerAlgorithm(customerCipher)
                        .sseCustomerKey(customerKey)
                        .sseCustomerKeyMD5(customerKeyMd5)));
            } catch (S3Exception e) {
                if (e.statusCode() == MISSING) {
                    return Optional.empty();
                }
                if (e.statusCode() == FORBIDDEN) {
                    // Such an answer has no text; that of a list says what is wrong.
                    page(key, false, null);
                }
                throw e;
            }
        });
    }

    /** One page of the keys that begin so. */
    ListObjectsV2Response list(String prefix, boolean folders, @Nullable String token, String name) {
        return attempts.of("list file info for path '" + name + "'", () -> page(prefix, folders, token));
    }

    private ListObjectsV2Response page(String prefix, boolean folders, @Nullable String token) {
        return client.listObjectsV2(request -> request.bucket(settings.bucket())
                .prefix(prefix)
                .delimiter(folders ? "/" : null)
                .continuationToken(token));
    }

    /** One page of all versions of the keys that begin so, behind that key and version. */
    ListObjectVersionsResponse versions(
            String prefix, boolean folders, @Nullable String afterKey, @Nullable String afterVersion, String name) {
        return attempts.of(
                "list versions of path '" + name + "'",
                () -> client.listObjectVersions(request -> request.bucket(settings.bucket())
                        .prefix(prefix)
                        .delimiter(folders ? "/" : null)
                        .keyMarker(afterKey)
                        .versionIdMarker(afterVersion)));
    }

    /**
     * Opens an object from an offset on; error 55 if there is none, empty if it is not that long.
     *
     * @param version of the object; null: the latest
     * @param last the last byte to read
     * @param etag the object must still be this one; null: any
     */
    Optional<ResponseInputStream<GetObjectResponse>> open(
            String key, @Nullable String version, long offset, long last, @Nullable String etag, String name) {
        try {
            return Optional.of(client.getObject(request -> request.bucket(settings.bucket())
                    .key(key)
                    .versionId(version)
                    .range(offset == 0 && last == Long.MAX_VALUE ? null : range(offset, last))
                    .ifMatch(etag)
                    .sseCustomerAlgorithm(customerCipher)
                    .sseCustomerKey(customerKey)
                    .sseCustomerKeyMD5(customerKeyMd5)));
        } catch (NoSuchKeyException e) {
            throw new AgentException(ErrorCode.FILE_MISSING, "unable to open missing file '" + name + "' for read", e);
        } catch (S3Exception e) {
            if (e.statusCode() == BEYOND_END) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static String range(long offset, long last) {
        return "bytes=" + offset + "-" + (last == Long.MAX_VALUE ? "" : String.valueOf(last));
    }

    /** Makes an object with this content, in place of an older one. */
    void put(String key, PartBuffer content, String name) {
        attempts.of(
                "write '" + name + "'",
                () -> client.putObject(
                        request -> {
                            request.bucket(settings.bucket())
                                    .key(key)
                                    .sseCustomerAlgorithm(customerCipher)
                                    .sseCustomerKey(customerKey)
                                    .sseCustomerKeyMD5(customerKeyMd5);
                            tagging.ifPresent(request::tagging);
                            kms(key1 -> request.serverSideEncryption(ServerSideEncryption.AWS_KMS)
                                    .ssekmsKeyId(key1));
                        },
                        content.body()));
    }

    private void kms(Consumer<String> user) {
        settings.protection().kmsKey().ifPresent(user);
    }

    /** Begins an upload in parts and returns its id. */
    String begin(String key, String name) {
        return attempts.of(
                        "write '" + name + "'",
                        () -> client.createMultipartUpload(request -> {
                            request.bucket(settings.bucket())
                                    .key(key)
                                    .sseCustomerAlgorithm(customerCipher)
                                    .sseCustomerKey(customerKey)
                                    .sseCustomerKeyMD5(customerKeyMd5);
                            tagging.ifPresent(request::tagging);
                            kms(key1 -> request.serverSideEncryption(ServerSideEncryption.AWS_KMS)
                                    .ssekmsKeyId(key1));
                        }))
                .uploadId();
    }

    /** Sends one part and returns its tag. */
    String part(String key, String upload, int number, PartBuffer content, String name) {
        return attempts.of(
                        "write part " + number + " of '" + name + "'",
                        () -> client.uploadPart(
                                request -> request.bucket(settings.bucket())
                                        .key(key)
                                        .uploadId(upload)
                                        .partNumber(number)
                                        .sseCustomerAlgorithm(customerCipher)
                                        .sseCustomerKey(customerKey)
                                        .sseCustomerKeyMD5(customerKeyMd5),
                                content.body()))
                .eTag();
    }

    S3Client client() {
        return client;
    }

    String bucket() {
        return settings.bucket();
    }

    /** Deletes an object if there is one. */
    void delete(String key, String name) {
        attempts.of(
                "remove '" + name + "'",
                () -> client.deleteObject(
                        request -> request.bucket(settings.bucket()).key(key)));
    }

    /** Deletes up to a thousand objects at once. */
    void delete(List<String> keys, String name) {
        List<ObjectIdentifier> objects = keys.stream()
                .map(key -> ObjectIdentifier.builder().key(key).build())
                .toList();
        DeleteObjectsResponse answer = attempts.of(
                "remove path '" + name + "'",
                () -> client.deleteObjects(request -> request.bucket(settings.bucket())
                        .delete(list -> list.quiet(true).objects(objects))));
        if (answer.hasErrors()) {
            S3Error first = answer.errors().getFirst();
            throw new AgentException(
                    ErrorCode.PATH_REMOVE,
                    "unable to remove " + answer.errors().size() + " file(s) of path '" + name + "' in "
                            + settings.place() + ", the first is '" + first.key() + "': " + first.code() + ": "
                            + first.message());
        }
    }
}
