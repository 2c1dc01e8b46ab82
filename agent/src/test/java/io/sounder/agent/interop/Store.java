package io.sounder.agent.interop;

/** What holds the repository. */
enum Store {
    FOLDER,
    BUCKET
}
