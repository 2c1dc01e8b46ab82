package io.sounder.agent.format;

/** The sections {@code :default}: attributes that files, folders and links have unless they say otherwise. */
public record ManifestDefaults(Attributes file, Attributes path, Attributes link) {
    private static final int FILE_BITS = 0640;

    /** The defaults that follow from the data folder: its owner, and its mode without the execute bits for files. */
    public static ManifestDefaults of(Attributes dataFolder) {
        Attributes file = new Attributes(dataFolder.mode() & FILE_BITS, dataFolder.user(), dataFolder.group());
        return new ManifestDefaults(file, dataFolder, ownerOf(dataFolder));
    }

    /** What links have: an owner, but no mode. */
    static Attributes ownerOf(Attributes attributes) {
        return new Attributes(0, attributes.user(), attributes.group());
    }
}
