package io.sounder.agent.remote.tls;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidatorException;

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

    /** For a connection that broke, be it because the other end refused our certificate: error 101. */
    public static AgentException ended(IOException cause, String name) {
        return new AgentException(
                        ErrorCode.SERVICE,
                        name + " ended unexpectedly: " + deepest(cause).getMessage(),
                        cause)
                .withHint("was the server on that host stopped, or does it not know the CA that signed the certificate"
                        + " of this host? Its log may tell.");
    }

    private static Throwable deepest(Throwable error) {
        Throwable deepest = error;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest;
    }
}
