package io.sounder.agent.remote.tls;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidatorException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/** Turns what goes wrong with TLS into errors that name both the reason and what to do. */
public final class TlsErrors {
    private TlsErrors() {}

    /** For a handshake that failed: error 95 for certificates, 101 for everything else. */
    public static AgentException of(IOException cause, String address) {
        Throwable deepest = deepest(cause);
        if (deepest instanceof GeneralSecurityException || deepest instanceof CertPathValidatorException) {
            return new AgentException(
                            ErrorCode.CRYPTO,
                            "unable to verify certificate presented by '" + address + "': " + deepest.getMessage(),
                            cause)
                    .withHint("is the certificate signed by the configured CA, and is it made for this host name?");
        }
        return ended(cause, "TLS connection to '" + address + "'");
    }

    /** For a connection that broke: error 101, which says so when the other end refused our certificate. */
    public static AgentException ended(IOException cause, String name) {
        AgentException error = new AgentException(
                ErrorCode.SERVICE,
                name + " ended unexpectedly: " + deepest(cause).getMessage(),
                cause);
        boolean refused = cause instanceof SSLHandshakeException
                || (cause instanceof SSLException
                        && String.valueOf(cause.getMessage()).contains("alert"));
        return refused
                ? error.withHint("does the other host know the CA that signed the certificate of this one?")
                : error;
    }

    private static Throwable deepest(Throwable error) {
        Throwable deepest = error;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest;
    }
}
