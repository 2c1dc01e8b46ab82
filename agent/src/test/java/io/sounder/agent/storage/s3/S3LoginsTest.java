package io.sounder.agent.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.sounder.agent.testing.TestAuthority;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.profiles.ProfileFile;

/** Where temporary keys come from: each service of the platform, as far as its clients see it, on this machine. */
class S3LoginsTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/backup";

    @TempDir
    Path folder;

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private HttpServer server;
    private SSLSocketFactory trust;

    @BeforeEach
    void remember() {
        trust = HttpsURLConnection.getDefaultSSLSocketFactory();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        HttpsURLConnection.setDefaultSSLSocketFactory(trust);
        List.of("aws.ec2MetadataServiceEndpoint", "aws.containerCredentialsFullUri", "aws.containerAuthorizationToken")
                .forEach(System::clearProperty);
    }

    @Test
    void aTokenIsTradedForKeysUntilTheyExpire() throws Exception {
        startTrusted();
        Path token = Files.writeString(folder.resolve("token"), "signed+identity/1\n");
        AwsCredentialsProvider login =
                keys(new S3Login.WebIdentity("localhost:" + server.getAddress().getPort(), ROLE, token));
        answers.put("/", traded("first", Duration.ofHours(1)));

        assertThat(resolved(login)).isEqualTo("first secret-first token-first");
        assertThat(resolved(login)).isEqualTo("first secret-first token-first");
        assertThat(requests)
                .containsExactly("GET /?Action=AssumeRoleWithWebIdentity&Version=2011-06-15"
                        + "&RoleSessionName=pgBackRest&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fbackup"
                        + "&WebIdentityToken=signed%2Bidentity%2F1");
    }

    @Test
    void keysAreAskedForAgainBeforeTheyExpireAndTheTokenIsReadAgain() throws Exception {
        startTrusted();
        Path token = Files.writeString(folder.resolve("token"), "one");
        AwsCredentialsProvider login =
                keys(new S3Login.WebIdentity("localhost:" + server.getAddress().getPort(), ROLE, token));
        answers.put("/", traded("first", Duration.ofMinutes(4)));
        assertThat(resolved(login)).startsWith("first ");

        Files.writeString(token, "two");
        answers.put("/", traded("second", Duration.ofHours(1)));
        assertThat(resolved(login)).startsWith("second ");
        assertThat(requests.getLast()).endsWith("&WebIdentityToken=two");
    }

    @Test
    void aServiceThatRefusesIsNamedAndTheTokenIsNot() throws Exception {
        startTrusted();
        Path token = Files.writeString(folder.resolve("token"), "hush-hush");
        String host = "localhost:" + server.getAddress().getPort();

        assertThatThrownBy(() -> resolved(keys(new S3Login.WebIdentity(host, ROLE, token))))
                .hasMessageContaining("the token service '" + host + "' answered 404 to a request for the role")
                .hasMessageNotContaining("hush");
        answers.put("/", "<Other/>");
        assertThatThrownBy(() -> resolved(keys(new S3Login.WebIdentity(host, ROLE, token))))
                .hasMessageContaining("no AccessKeyId in the answer of the token service '" + host + "'");
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> resolved(keys(new S3Login.WebIdentity(host, ROLE, missing))))
                .hasMessageContaining("'" + missing + "'");
    }

    @Test
    void anInstanceIsAskedForTheKeysOfItsRole() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        start();
        System.setProperty(
                "aws.ec2MetadataServiceEndpoint",
                "http://127.0.0.1:" + server.getAddress().getPort());
        answers.put("/latest/api/token", "session");
        answers.put("/latest/meta-data/iam/security-credentials/", "backup");
        answers.put("/latest/meta-data/iam/security-credentials/backup", printed("instance", "Success"));

        assertThat(resolved(keys(new S3Login.Instance()))).isEqualTo("instance secret token");
        assertThat(requests).contains("PUT /latest/api/token").anyMatch(request -> request.endsWith("/backup session"));
    }

    @Test
    void thePlatformOfAContainerIsAskedWithItsToken() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        start();
        System.setProperty(
                "aws.containerCredentialsFullUri",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/credentials");
        System.setProperty("aws.containerAuthorizationToken", "pod");
        answers.put("/v1/credentials", printed("pod", "Success"));

        assertThat(resolved(keys(new S3Login.Pod()))).isEqualTo("pod secret token");
        assertThat(requests).containsExactly("GET /v1/credentials pod");
    }

    private static AwsCredentialsProvider keys(S3Login login) {
        return S3Clients.credentials(login, ProfileFile.aggregator().build());
    }

    private static String resolved(AwsCredentialsProvider login) {
        AwsSessionCredentials keys = (AwsSessionCredentials) login.resolveCredentials();
        return keys.accessKeyId() + " " + keys.secretAccessKey() + " " + keys.sessionToken();
    }

    private static String traded(String name, Duration life) {
        return """
                <AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials>
                <SessionToken>token-%1$s</SessionToken><SecretAccessKey>secret-%1$s</SecretAccessKey>
                <Expiration>%2$s</Expiration><AccessKeyId>%1$s</AccessKeyId>
                </Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>
                """.formatted(name, Instant.now().plus(life));
    }

    private static String printed(String name, String code) {
        return """
                {"Code": "%s", "Type": "AWS-HMAC", "AccessKeyId": "%s", "SecretAccessKey": "secret", "Token": "token",
                "LastUpdated": "%s", "Expiration": "%s"}
                """.formatted(code, name, Instant.now(), Instant.now().plus(Duration.ofHours(6)));
    }

    /** A server with TLS whose authority every connection of this process trusts until the test is over. */
    private void startTrusted() throws IOException, GeneralSecurityException {
        TestAuthority authority = TestAuthority.create(folder.resolve("authority"));
        HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(authority.serverContext()));
        server = secure;
        start();
        KeyStore known = KeyStore.getInstance(KeyStore.getDefaultType());
        known.load(null, null);
        try (InputStream in = Files.newInputStream(authority.certificate())) {
            known.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(known);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        HttpsURLConnection.setDefaultSSLSocketFactory(context.getSocketFactory());
    }

    private void start() {
        server.createContext("/", this::answer);
        server.start();
    }

    /** Notes the request with what proves it, and answers as told, else 404. */
    private void answer(HttpExchange exchange) throws IOException {
        String proof = List.of("Authorization", "X-aws-ec2-metadata-token").stream()
                .map(exchange.getRequestHeaders()::getFirst)
                .filter(java.util.Objects::nonNull)
                .map(value -> " " + value)
                .findFirst()
                .orElse("");
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + proof);
        String text = answers.get(exchange.getRequestURI().getPath());
        byte[] body = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(text == null ? 404 : 200, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
