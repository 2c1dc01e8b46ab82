package io.sounder.agent.restore;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A folder that restore fills: the data folder, the version folder of a tablespace, or what a link leads to.
 *
 * @param prefix the manifest name that stands for the folder, or for the file of a linked file
 * @param folder where it is now
 * @param link the link in the data folder that leads there; none for the data folder
 */
record Place(Kind kind, String prefix, Path folder, Optional<PlacedLink> link) {

    /** What restore may touch in a place. */
    enum Kind {
        /** All of it, it is the data folder. */
        DATA,
        /** All of it; the tablespace folder around it belongs to others. */
        TABLESPACE,
        /** All of it. */
        LINKED_FOLDER,
        /** One file only, others are none of our business. */
        LINKED_FILE
    }

    /**
     * A link to create.
     *
     * @param name its manifest name
     * @param path where it stands
     * @param destination what is written into it, absolute or relative to its folder
     * @param leadsTo the destination as an absolute path
     */
    record PlacedLink(String name, Path path, String destination, Path leadsTo) {}
}
