package io.sounder.agent.verify;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.base.JobRetry;
import io.sounder.agent.pipeline.Sha1;
import io.sounder.agent.storage.SourceStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads streams to their end and compares size and SHA-1. One for each worker, whose buffer it keeps. */
final class ContentCheck {
    private static final int BUFFER = 256 << 10;

    private final Sha1 digest = Sha1.forBulk();
    private final byte[] buffer = new byte[BUFFER];
    private final JobRetry retry;

    ContentCheck(JobRetry retry) {
        this.retry = retry;
    }

    /** Opens what is to be checked; everything that can be read again is read below a {@link SourceStream}. */
    @FunctionalInterface
    interface Opener {
        InputStream open() throws IOException;
    }

    /** What a stream must hold; a size below 0 means any. */
    record Expected(long size, String sha1) {}

    /** Reads all; nothing if it is as expected. A medium that fails is asked again. */
    Optional<Finding> check(String name, Opener opener, Expected expected) {
        try {
            return retry.run(() -> once(name, opener, expected));
        } catch (IOException e) {
            return Optional.of(new Finding(Problem.OTHER, name, String.valueOf(e.getMessage())));
        } catch (AgentException e) {
            return Optional.of(ofError(name, e));
        }
    }

    /** One attempt; a failing medium is an exception. */
    Optional<Finding> once(String name, Opener opener, Expected expected) throws IOException {
        try (InputStream in = opener.open()) {
            return compare(in, expected).map(problem -> new Finding(problem, name));
        } catch (SourceStream.ReadFailure e) {
            throw e;
        } catch (IOException e) {
            return Optional.of(new Finding(Problem.CHECKSUM, name, String.valueOf(e.getMessage())));
        } finally {
            digest.digest();
        }
    }

    /** The finding that an error stands for. */
    static Finding ofError(String name, AgentException error) {
        return switch (error.code()) {
            case FILE_MISSING -> new Finding(Problem.MISSING, name);
            case CHECKSUM, FORMAT, JSON_FORMAT, CRYPTO -> new Finding(Problem.CHECKSUM, name, firstLine(error));
            default -> new Finding(Problem.OTHER, name, firstLine(error));
        };
    }

    private static String firstLine(AgentException error) {
        return error.code() == ErrorCode.UNKNOWN
                ? error.toString()
                : error.text().lines().findFirst().orElse("");
    }

    private Optional<Problem> compare(InputStream in, Expected expected) throws IOException {
        long size = 0;
        int count;
        while ((count = in.read(buffer)) >= 0) {
            digest.update(buffer, 0, count);
            size += count;
        }
        if (expected.size() >= 0 && size != expected.size()) {
            return Optional.of(Problem.SIZE);
        }
        return digest.hex().equals(expected.sha1()) ? Optional.empty() : Optional.of(Problem.CHECKSUM);
    }
}
