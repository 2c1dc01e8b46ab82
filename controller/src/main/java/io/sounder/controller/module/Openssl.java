package io.sounder.controller.module;

import io.sounder.controller.host.ExecResult;
import io.sounder.controller.host.Payload;

/** Makes files with the program {@code openssl} of a host and puts them into place. */
record Openssl(ModuleCall call) {
    /** {@code $f} is the file, {@code $t} its new version, which the text after this writes. */
    private static final String HEAD = """
            command -v openssl >/dev/null 2>&1 || { echo "no openssl on this host" >&2; exit 1; }
            d=$(dirname -- "$f")
            [ -d "$d" ] || { echo "The directory '$d' does not exist or the file is not a directory" >&2; exit 1; }
            umask 077
            t=$(mktemp "$d/.sounder.XXXXXXXX") || exit 1
            trap 'rm -f -- "$t" "$t".*' EXIT
            """;

    /** What a script prints, or nothing if it fails. */
    String said(String script) {
        ExecResult result = call.node().run("command -v openssl >/dev/null 2>&1 || exit 1\n" + script);
        return result.ok() ? result.out() : "";
    }

    /**
     * Writes the file anew and gives it its owner and mode.
     *
     * @param mode of a file for which the arguments ask for none
     */
    void write(String path, String script, Payload input, FileMode mode) {
        Ownership given = Ownership.of(call.args());
        Ownership ownership = given.mode().isPresent() ? given : given.withMode(mode);
        ExecResult result = call.node()
                .run(
                        Ownership.function("own", ownership.commands()) + "f=" + Paths.quoted(path) + "\n" + HEAD
                                + script + "\nown \"$t\" && mv -fT -- \"$t\" \"$f\"\n",
                        input);
        if (!result.ok()) {
            throw new ModuleException(
                    "cannot make '" + path + "': " + result.err().strip());
        }
    }

    /** The result of a file that stays or was made; its ownership is brought to what is wanted. */
    ModuleResult result(String path, boolean made) {
        boolean changed = made;
        if (!made) {
            RemoteFile now = RemoteFile.probe(call.node(), path);
            changed = now.exists() && Ownership.of(call.args()).bring(call, now);
        }
        return ModuleResult.of(changed).with("filename", path);
    }

    /** Takes the file away. */
    ModuleResult remove(String path) {
        boolean there = RemoteFile.probe(call.node(), path).exists();
        if (there && !call.check()) {
            call.node().output("rm -f -- " + Paths.quoted(path) + "\n");
        }
        return ModuleResult.of(there).with("filename", path);
    }
}
