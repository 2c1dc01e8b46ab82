package io.sounder.agent.archive;

import io.sounder.agent.base.AgentException;
import io.sounder.agent.base.ErrorCode;
import io.sounder.agent.repository.Repository;
import java.util.ArrayList;
import java.util.List;

/** The errors of several repositories, reported together once the others are served. Not thread-safe. */
final class RepositoryErrors {
    private final List<String> lines = new ArrayList<>();

    RepositoryErrors() {}

    /** Starts with the errors that are known already. */
    RepositoryErrors(RepositoryErrors known) {
        lines.addAll(known.lines);
    }

    void add(Repository repository, AgentException error) {
        lines.add(repository.name() + ": [" + error.code().label() + "] " + error.text());
    }

    /** An error with one file of a repository. */
    void add(Repository repository, String file, AgentException error) {
        lines.add(repository.name() + ": " + file + " [" + error.code().label() + "] " + error.text());
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** One text for each error. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    String text() {
        return String.join("\n", lines);
    }

    AgentException noneUsable() {
        return new AgentException(ErrorCode.REPO_INVALID, "unable to find a valid repository:\n" + text());
    }

    AgentException asCommandError(String command) {
        return new AgentException(ErrorCode.COMMAND, command + " command encountered error(s):\n" + text());
    }
}
