package io.sounder.agent.base;

/** The progress listener that ignores everything. */
enum NoProgress implements Progress {
    INSTANCE;

    @Override
    public void total(long bytes) {}

    @Override
    public void done(long bytes) {}
}
