package io.sounder.controller.module;

/** Shell text that makes folders. */
final class FolderScript {
    /** {@code make}: makes a folder with its parents and calls {@code own} on each that it made. */
    static final String MAKE = """
            make() {
            if [ ! -d "$1" ]; then
            ( make "$(dirname -- "$1")" ) || exit 1
            mkdir -- "$1" || [ -d "$1" ] || exit 1
            own "$1" || exit 1
            fi
            }
            """;

    private FolderScript() {}
}
