package io.sounder.agent.testing;

import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;

/** An S3 service in this process that checks signatures; its only bucket is in memory. */
public final class S3Server implements AutoCloseable {
    public static final String BUCKET = "bucket";
    public static final String KEY = "test-key";
    public static final String SECRET = "test-secret-that-must-not-be-seen";
    public static final String REGION = "us-east-1";

    private final BlobStore store;
    private final S3Proxy proxy;

    private S3Server(BlobStore store, S3Proxy proxy) {
        this.store = store;
        this.proxy = proxy;
    }

    /** Starts it with an empty bucket, for plain connections and for those with a certificate of this authority. */
    public static S3Server start(TestAuthority authority) {
        return start(authority, "localhost");
    }

    /** The same for requests that are addressed to another host than this one. */
    public static S3Server start(TestAuthority authority, String host) {
        BlobStore store = BlobStores.create("transient-nio2", new Properties());
        store.createContainer(BUCKET);
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(store)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .secureEndpoint(URI.create("https://127.0.0.1:0"))
                .sslContext(authority.serverContext())
                .virtualHost(host)
                .awsAuthentication(AuthenticationType.AWS_V4, KEY, SECRET)
                .build();
        try {
            proxy.start();
        } catch (Exception e) {
            throw new IllegalStateException("the S3 server does not start", e);
        }
        return new S3Server(store, proxy);
    }

    /** The port for connections with TLS. */
    public int port() {
        return proxy.getSecurePort();
    }

    /** The port for connections without. */
    public int plainPort() {
        return proxy.getPort();
    }

    /** How many uploads in parts were begun and neither completed nor aborted. */
    public int openUploads() {
        return store.listMultipartUploads(BUCKET).size();
    }

    /** The keys of all objects, at most a thousand. */
    public List<String> keys() {
        return store.list(BUCKET).contents().stream().map(S3Object::key).toList();
    }

    /** Makes an empty object without a request. */
    public void put(String key) {
        store.putBlob(
                PutObjectRequest.builder()
                        .bucket(BUCKET)
                        .key(key)
                        .contentLength(0L)
                        .build(),
                InputStream.nullInputStream());
    }

    @Override
    public void close() {
        try {
            proxy.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the S3 server does not stop", e);
        }
    }
}
