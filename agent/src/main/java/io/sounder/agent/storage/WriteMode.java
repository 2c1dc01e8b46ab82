package io.sounder.agent.storage;

/** How a file comes into being. */
public enum WriteMode {
    /** Under a temporary name, then renamed; file and folder are synced. Readers never see a part of it. */
    ATOMIC,
    /** Under its own name from the start; only the file is synced. For data files, whose folders are synced at the end. */
    IN_PLACE
}
