package io.sounder.agent.storage.s3;

import io.sounder.agent.base.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * What an error of the SDK means.
 *
 * @param reason one line
 * @param passing whether the same request may succeed later
 */
record S3Failure(ErrorCode code, String reason, boolean passing, Optional<String> hint) {
    private static final Set<String> KEYS = Set.of(
            "SignatureDoesNotMatch", "InvalidAccessKeyId", "InvalidToken", "ExpiredToken", "InvalidClientTokenId");
    private static final Set<String> PASSING = Set.of(
            "RequestTimeout", "SlowDown", "OperationAborted", "InternalError", "Throttling", "ThrottlingException");
    private static final int FIRST_STATUS = 100;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERRORS = 500;
    private static final int NOT_IMPLEMENTED = 501;

    static S3Failure of(RuntimeException error) {
        return switch (error) {
            case AwsServiceException answer -> ofAnswer(answer);
            case AbortedException stop -> lasting(ErrorCode.TERM, "interrupted: " + text(stop));
            case SdkClientException failed -> ofCause(failed);
            case UncheckedIOException failed -> ofCause(failed);
            default -> lasting(ErrorCode.UNHANDLED, error.toString());
        };
    }

    private static S3Failure ofAnswer(AwsServiceException answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        String code = details == null || details.errorCode() == null ? "" : details.errorCode();
        String message = details == null || details.errorMessage() == null ? "" : details.errorMessage();
        int status = answer.statusCode();
        if (status < FIRST_STATUS) {
            return passing(ErrorCode.FILE_READ, "the connection broke within the first line of the answer");
        }
        StringBuilder reason =
                new StringBuilder("the service answered [").append(status).append(']');
        if (!code.isEmpty()) {
            reason.append(' ').append(code);
        }
        if (!message.isEmpty() && !message.equals("null")) {
            reason.append(": ").append(message);
        }
        boolean broken = status >= SERVER_ERRORS && status != NOT_IMPLEMENTED;
        boolean passing = broken || status == TOO_MANY || PASSING.contains(code);
        return new S3Failure(
                passing ? ErrorCode.SERVICE : ErrorCode.PROTOCOL, reason.toString(), passing, hint(status, code));
    }

    private static Optional<String> hint(int status, String code) {
        if (KEYS.contains(code)) {
            return Optional.of("are repo-s3-key and repo-s3-key-secret, or the role, right for this service?");
        }
        if (code.equals("NoSuchBucket")) {
            return Optional.of(
                    "create the bucket first, or correct repo-s3-bucket, repo-s3-endpoint or repo-s3-uri-style.");
        }
        if (code.equals("AccessDenied") || status == 403) {
            return Optional.of("the key needs the rights to list the bucket and to get, put and delete its objects.");
        }
        if (status / 100 == 3 || code.equals("AuthorizationHeaderMalformed")) {
            return Optional.of("is repo-s3-region the region of the bucket?");
        }
        return Optional.empty();
    }

    private static S3Failure ofCause(RuntimeException error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException || cause instanceof SSLPeerUnverifiedException) {
                return new S3Failure(
                        ErrorCode.CRYPTO,
                        "unable to verify the certificate presented: " + text(cause),
                        false,
                        Optional.of("name the authority's certificate with repo-storage-ca-file."));
            }
        }
        Throwable root = root(error);
        return switch (root) {
            case UnknownHostException unknown ->
                passing(ErrorCode.HOST_CONNECT, "unable to get address for '" + unknown.getMessage() + "'");
            case ConnectException refused -> passing(ErrorCode.HOST_CONNECT, "unable to connect: " + text(refused));
            case NoRouteToHostException refused ->
                passing(ErrorCode.HOST_CONNECT, "unable to connect: " + text(refused));
            case SocketTimeoutException slow
            when text(slow).startsWith("Connect") -> passing(ErrorCode.HOST_CONNECT, "unable to connect: timeout");
            case SSLHandshakeException tls -> passing(ErrorCode.CRYPTO, "unable to negotiate TLS: " + text(tls));
            case SSLException tls
            when text(tls).startsWith("Unsupported") ->
                lasting(ErrorCode.CRYPTO, "unable to negotiate TLS: " + text(tls));
            case IOException cut -> passing(ErrorCode.FILE_READ, "the connection broke: " + text(cut));
            default -> lasting(ErrorCode.PROTOCOL, text(root));
        };
    }

    private static Throwable root(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static S3Failure passing(ErrorCode code, String reason) {
        return new S3Failure(code, reason, true, Optional.empty());
    }

    private static S3Failure lasting(ErrorCode code, String reason) {
        return new S3Failure(code, reason, false, Optional.empty());
    }

    private static String text(Throwable error) {
        @Nullable String message = error.getMessage();
        return message == null ? error.getClass().getSimpleName() : message;
    }
}
