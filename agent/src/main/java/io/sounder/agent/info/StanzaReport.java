package io.sounder.agent.info;

import io.sounder.agent.format.PgId;
import java.util.List;
import java.util.Optional;

/** A stanza over all repositories, of which there is at least one, ascending by key. */
public record StanzaReport(String name, List<RepositoryReport> repositories, LockState locks) {
    /** What the repositories have in common; else that they differ. */
    public Status status() {
        Status first = repositories.getFirst().status();
        for (RepositoryReport repository : repositories) {
            if (repository.status() != first) {
                return Status.MIXED;
            }
        }
        return databasesDiffer() ? Status.DATABASE_MISMATCH : first;
    }

    /** The common word for the encryption, or {@code mixed}. */
    String cipher() {
        String first = repositories.getFirst().cipher().label();
        for (RepositoryReport repository : repositories) {
            if (!repository.cipher().label().equals(first)) {
                return "mixed";
            }
        }
        return first;
    }

    /** The cluster that is backed up now, according to the first repository that knows. */
    public Optional<PgId> current() {
        for (RepositoryReport repository : repositories) {
            if (repository.current().isPresent()) {
                return repository.current();
            }
        }
        return Optional.empty();
    }

    private boolean databasesDiffer() {
        Optional<PgId> current = current();
        for (RepositoryReport repository : repositories) {
            if (repository.current().isPresent() && !repository.current().equals(current)) {
                return true;
            }
        }
        return false;
    }
}
