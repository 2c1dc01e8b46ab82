package io.sounder.controller.module;

import static io.sounder.controller.host.ShellQuote.word;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The wanted {@code owner}, {@code group} and {@code mode} of a file. */
record Ownership(Optional<String> owner, Optional<String> group, Optional<FileMode> mode) {
    /** Whatever there is stays. */
    static final Ownership KEPT = new Ownership(Optional.empty(), Optional.empty(), Optional.empty());

    static Ownership of(Args args) {
        Optional<Object> mode = args.raw("mode").filter(value -> !"preserve".equals(value));
        return new Ownership(args.text("owner"), args.text("group"), mode.map(FileMode::of));
    }

    Ownership withMode(FileMode other) {
        return new Ownership(owner, group, Optional.of(other));
    }

    boolean none() {
        return owner.isEmpty() && group.isEmpty() && mode.isEmpty();
    }

    /** Commands that bring {@code "$1"} from what it is to what is wanted; none if it is that already. */
    List<String> commands(RemoteFile now) {
        List<String> commands = new ArrayList<>();
        owner.filter(name -> !name.equals(now.owner()) && !name.equals(String.valueOf(now.uid())))
                .ifPresent(name -> commands.add(chown(name)));
        group.filter(name -> !name.equals(now.group()) && !name.equals(String.valueOf(now.gid())))
                .ifPresent(name -> commands.add(chgrp(name)));
        // Changing the owner clears the set-id bits: then the mode has to follow in any case.
        mode.filter(wanted -> wanted.apply(now.permissions(), now.isFolder()) != now.permissions()
                        || (!commands.isEmpty() && (now.permissions() & 06000) != 0))
                .ifPresent(wanted -> commands.add(chmod(wanted)));
        return commands;
    }

    /** Commands for a {@code "$1"} that was just made. */
    List<String> commands() {
        List<String> commands = new ArrayList<>();
        owner.ifPresent(name -> commands.add(chown(name)));
        group.ifPresent(name -> commands.add(chgrp(name)));
        mode.ifPresent(wanted -> commands.add(chmod(wanted)));
        return commands;
    }

    private static String chown(String name) {
        return "chown -- " + word(name) + " \"$1\" || exit 1";
    }

    private static String chgrp(String name) {
        return "chgrp -- " + word(name) + " \"$1\" || exit 1";
    }

    private static String chmod(FileMode mode) {
        return "chmod " + word(mode.text()) + " \"$1\" || exit 1";
    }

    /** Commands as a shell function of one argument. */
    static String function(String name, List<String> commands) {
        return name + "() {\n:\n" + String.join("\n", commands) + "\n}\n";
    }

    /** Whether something that is there would change. */
    boolean changes(RemoteFile now) {
        return !commands(now).isEmpty();
    }

    /** Brings something that is there to what is wanted; says whether that changed anything. */
    boolean bring(ModuleCall call, RemoteFile now) {
        return brought(call, now).isPresent();
    }

    /** The same; gives what is there then, nothing if it is as wanted already. */
    Optional<RemoteFile> brought(ModuleCall call, RemoteFile now) {
        List<String> commands = commands(now);
        if (commands.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                call.check()
                        ? now
                        : RemoteFile.after(
                                call.node(), now.path(), function("own", commands) + "own \"$p\" || exit 1\n"));
    }
}
