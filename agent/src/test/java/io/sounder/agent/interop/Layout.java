package io.sounder.agent.interop;

import java.util.List;

/** How a backup lays files down in the repository. */
enum Layout {
    FILES("files"),
    BUNDLE("bundles"),
    BLOCK("blocks");

    private final String label;

    Layout(String label) {
        this.label = label;
    }

    /** The word for tables. */
    String label() {
        return label;
    }

    /** What {@code backup} takes for it. */
    List<String> options() {
        return switch (this) {
            case FILES -> List.of();
            case BUNDLE -> List.of("--repo1-bundle", "--repo1-bundle-size=1MiB", "--repo1-bundle-limit=128KiB");
            case BLOCK -> List.of("--repo1-bundle", "--repo1-bundle-limit=1MiB", "--repo1-block");
        };
    }
}
