package io.sounder.agent.repository;

/** Which of the two files of an info file or manifest: the main one, or the one whose name ends in {@code .copy}. */
public enum Twin {
    MAIN,
    COPY;

    /** What the name ends with. */
    public String suffix() {
        return this == MAIN ? "" : InfoFile.COPY;
    }
}
