package io.sounder.agent.storage.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Trades a signed identity for temporary keys, again a few minutes before they expire. Safe for use by several threads.
 */
final class WebIdentityCredentials implements AwsCredentialsProvider {
    private static final Duration EARLY = Duration.ofMinutes(5);
    private static final int TIMEOUT_MILLIS = 60_000;
    private static final int OK = 200;
    private static final int LONGEST_ANSWER = 1 << 20;

    private final S3Login.WebIdentity identity;
    private @Nullable AwsSessionCredentials keys;
    private Instant expires = Instant.EPOCH;

    WebIdentityCredentials(S3Login.WebIdentity identity) {
        this.identity = identity;
    }

    @Override
    public synchronized AwsCredentials resolveCredentials() {
        AwsSessionCredentials current = keys;
        if (current == null || Instant.now().plus(EARLY).isAfter(expires)) {
            String answer = ask();
            current = AwsSessionCredentials.create(
                    field(answer, "AccessKeyId"), field(answer, "SecretAccessKey"), field(answer, "SessionToken"));
            expires = Instant.parse(field(answer, "Expiration"));
            keys = current;
        }
        return current;
    }

    private String ask() {
        try {
            String token = Files.readString(identity.tokenFile()).strip();
            URI service = URI.create("https://" + identity.host() + "/?Action=AssumeRoleWithWebIdentity"
                    + "&Version=2011-06-15&RoleSessionName=pgBackRest&RoleArn=" + encoded(identity.role())
                    + "&WebIdentityToken=" + encoded(token));
            HttpURLConnection connection = (HttpURLConnection) service.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            if (connection.getResponseCode() != OK) {
                throw SdkClientException.create("the token service '" + identity.host() + "' answered "
                        + connection.getResponseCode() + " to a request for the role '" + identity.role() + "'");
            }
            try (InputStream in = connection.getInputStream()) {
                return new String(in.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            // No text of the exception: it may hold the address with the token in it.
            throw new UncheckedIOException(
                    new IOException("unable to get keys from '" + identity.host() + "' with the" + " token in '"
                            + identity.tokenFile() + "': " + e.getClass().getSimpleName()));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String field(String answer, String name) {
        Matcher field =
                Pattern.compile("<" + name + ">\\s*([^<]+?)\\s*</" + name + ">").matcher(answer);
        if (!field.find()) {
            throw SdkClientException.create(
                    "no " + name + " in the answer of the token service '" + identity.host() + "'");
        }
        return field.group(1);
    }
}
