package io.sounder.agent.repository;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.Log;
import io.sounder.agent.base.TargetTime;
import io.sounder.agent.config.Config;
import io.sounder.agent.config.Option;
import io.sounder.agent.storage.Storage;
import io.sounder.agent.storage.s3.S3Login;
import io.sounder.agent.storage.s3.S3Settings;
import io.sounder.agent.storage.s3.S3Storage;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** Reads the options {@code repo-s3-…} and {@code repo-storage-…} of one repository. */
final class S3Driver {
    private static final int HTTPS_PORT = 443;

    private final Config config;
    private final int key;

    S3Driver(Config config, int key) {
        this.config = config;
        this.key = key;
    }

    Storage open(Log log) {
        if (!config.text(Option.REPO_S3_SERVICE, key).orElse("s3").equals("s3")) {
            throw new AgentException(
                    ErrorCode.FEATURE_NOT_SUPPORTED,
                    "option '" + Option.REPO_S3_SERVICE.name(key) + "' can only be 's3'");
        }
        Optional<String> time = config.text(Option.REPO_TARGET_TIME);
        return time.isPresent()
                ? S3Storage.asOf(
                        Instant.ofEpochSecond(TargetTime.parse(
                                time.get(), ZoneId.systemDefault(), "the repository cannot be read as of")),
                        settings(),
                        log)
                : S3Storage.open(settings(), log);
    }

    S3Settings settings() {
        Optional<URI> through =
                config.text(Option.REPO_STORAGE_HOST, key).map(host -> address(Option.REPO_STORAGE_HOST, host, true));
        return new S3Settings(
                config.required(Option.REPO_S3_BUCKET, key),
                config.required(Option.REPO_PATH, key),
                config.required(Option.REPO_S3_REGION, key),
                address(Option.REPO_S3_ENDPOINT, config.required(Option.REPO_S3_ENDPOINT, key), through.isEmpty()),
                config.required(Option.REPO_S3_URI_STYLE, key).equals("path"),
                login(),
                new S3Settings.S3Connection(
                        through,
                        config.flag(Option.REPO_STORAGE_VERIFY_TLS, key),
                        config.text(Option.REPO_STORAGE_CA_FILE, key),
                        config.text(Option.REPO_STORAGE_CA_PATH, key)),
                new S3Settings.S3Protection(
                        config.text(Option.REPO_S3_KMS_KEY_ID, key), config.text(Option.REPO_S3_SSE_CUSTOMER_KEY, key)),
                config.size(Option.REPO_STORAGE_UPLOAD_CHUNK_SIZE, key),
                config.time(Option.IO_TIMEOUT),
                config.flag(Option.REPO_S3_REQUESTER_PAYS, key),
                config.map(Option.REPO_STORAGE_TAG, key));
    }

    private S3Login login() {
        String type = config.required(Option.REPO_S3_KEY_TYPE, key);
        return switch (type) {
            case "shared" ->
                new S3Login.Shared(
                        config.required(Option.REPO_S3_KEY, key),
                        config.required(Option.REPO_S3_KEY_SECRET, key),
                        config.text(Option.REPO_S3_TOKEN, key));
            case "auto" -> new S3Login.Instance();
            case "pod-id" -> new S3Login.Pod();
            case "process" -> new S3Login.Command(config.list(Option.REPO_S3_PROCESS_CMD, key));
            default ->
                new S3Login.WebIdentity(
                        config.required(Option.REPO_S3_STS_HOST, key),
                        variable("AWS_ROLE_ARN"),
                        Path.of(variable("AWS_WEB_IDENTITY_TOKEN_FILE")));
        };
    }

    private String variable(String name) {
        String value = System.getenv(name);
        if (value == null) {
            throw new AgentException(
                    ErrorCode.OPTION_INVALID,
                    "option '" + Option.REPO_S3_KEY_TYPE.name(key) + "' is 'web-id' but '" + name + "' is not set");
        }
        return value;
    }

    /** Reads {@code [scheme://]host[:port]}; a port given as an option wins where it is about this address. */
    private URI address(Option option, String text, boolean connectedTo) {
        try {
            URI uri = new URI(text.contains("://") ? text : "https://" + text);
            boolean scheme = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            boolean bare = uri.getPath().isEmpty() || uri.getPath().equals("/");
            if (uri.getHost() == null || !scheme || !bare) {
                throw new URISyntaxException(text, "not a host");
            }
            int port = connectedTo && config.isSet(Option.REPO_STORAGE_PORT, key)
                    ? Math.toIntExact(config.number(Option.REPO_STORAGE_PORT, key))
                    : uri.getPort();
            boolean standard = uri.getScheme().equals("https") && port == HTTPS_PORT;
            return new URI(uri.getScheme(), null, uri.getHost(), standard ? -1 : port, null, null, null);
        } catch (URISyntaxException e) {
            throw new AgentException(
                    ErrorCode.OPTION_INVALID_VALUE,
                    "'" + text + "' is not valid for '" + option.name(key) + "' option: it must be a host, with or"
                            + " without a scheme and a port",
                    e);
        }
    }
}
