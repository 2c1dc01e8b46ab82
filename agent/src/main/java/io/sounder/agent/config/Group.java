package io.sounder.agent.config;

/** A family of numbered options: {@code pg1-…}, {@code repo2-…}. */
public enum Group {
    NONE(""),
    PG("pg"),
    REPO("repo");

    private final String prefix;

    Group(String prefix) {
        this.prefix = prefix;
    }

    /** What stands before the number. */
    public String prefix() {
        return prefix;
    }
}
