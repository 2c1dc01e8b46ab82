package io.sounder.controller.module;

import static io.sounder.controller.host.ShellQuote.word;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code user}: an account is there or not. Check mode looks only. */
final class UserModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.of(
                "name|user!",
                "state",
                "uid",
                "group",
                "groups",
                "append",
                "comment",
                "home",
                "shell",
                "system",
                "create_home|createhome",
                "move_home",
                "remove",
                "force",
                "password",
                "update_password",
                "non_unique",
                "generate_ssh_key",
                "ssh_key_bits",
                "ssh_key_type",
                "ssh_key_file",
                "ssh_key_comment",
                "expires");
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        String name = args.required("name");
        if (args.has("expires")) {
            throw new ModuleException("expires is not supported");
        }
        boolean present = args.choice("state", "present", "present", "absent").equals("present");
        Account now = Account.read(call.node(), name);
        List<String> commands = new ArrayList<>();
        if (!present && now.exists()) {
            commands.add("userdel " + (args.flag("force", false) ? "-f " : "")
                    + (args.flag("remove", false) ? "-r " : "") + word(name));
        } else if (present && !now.exists()) {
            commands.add("useradd " + creation(args) + word(name));
            args.text("password").ifPresent(hash -> commands.add(password(name)));
        } else if (present) {
            String change = changes(args, now);
            if (!change.isEmpty()) {
                commands.add("usermod " + change + word(name));
            }
            if (args.has("password")
                    && args.text("update_password", "always").equals("always")
                    && !now.password().equals(args.required("password"))) {
                commands.add(password(name));
            }
        }
        boolean key = present && args.flag("generate_ssh_key", false);
        if (key) {
            commands.addAll(sshKey(call, args, name));
        }
        if (!commands.isEmpty() && !call.check()) {
            // The password's hash comes through standard input, not through an argument.
            String hash =
                    args.text("password").map(one -> name + ":" + one + "\n").orElse("");
            call.node()
                    .output(String.join(" || exit 1\n", commands) + "\n", io.sounder.controller.host.Payload.of(hash));
        }
        return result(call, name, present, !commands.isEmpty()).withAll(told(args, present, now.exists()));
    }

    /** What was asked for, as far as it matters to a user that is made, changed or removed. */
    private static Map<String, @Nullable Object> told(Args args, boolean present, boolean there) {
        Map<String, @Nullable Object> told = new LinkedHashMap<>();
        if (!present) {
            told.put("force", args.flag("force", false));
            told.put("remove", args.flag("remove", false));
            return told;
        }
        if (args.has("groups")) {
            told.put("groups", String.join(",", args.list("groups")));
        }
        if (there) {
            told.put("append", args.flag("append", false));
            told.put("move_home", args.flag("move_home", false));
        } else {
            told.put("create_home", args.flag("create_home", true));
            told.put("system", args.flag("system", false));
        }
        return told;
    }

    private static ModuleResult result(ModuleCall call, String name, boolean present, boolean changed) {
        ModuleResult result = ModuleResult.of(changed).with("name", name).with("state", present ? "present" : "absent");
        Account then = Account.read(call.node(), name);
        return then.exists() ? result.withAll(then.facts()) : result;
    }

    private static String password(String name) {
        return "chpasswd -e # of " + name.replaceAll("[^A-Za-z0-9_.-]", "");
    }

    private static String option(Optional<String> value, String option) {
        return value.map(text -> option + " " + word(text) + " ").orElse("");
    }

    private static String creation(Args args) {
        boolean home = args.flag("create_home", true);
        return option(args.text("uid"), "-u")
                + option(args.text("group"), "-g")
                + (args.has("groups") ? "-G " + word(String.join(",", args.list("groups"))) + " " : "")
                + option(args.text("comment"), "-c")
                + option(args.text("home"), "-d")
                + option(args.text("shell"), "-s")
                + (args.flag("system", false) ? "-r " : "")
                + (args.flag("non_unique", false) ? "-o " : "")
                + (home ? "-m " : "-M ");
    }

    private static String changes(Args args, Account now) {
        StringBuilder change = new StringBuilder();
        args.text("uid")
                .filter(uid -> !uid.equals(now.uid()))
                .ifPresent(uid -> change.append("-u ").append(word(uid)).append(' '));
        args.text("group")
                .filter(group -> !group.equals(now.group()) && !group.equals(now.gid()))
                .ifPresent(group -> change.append("-g ").append(word(group)).append(' '));
        args.text("comment")
                .filter(text -> !text.equals(now.comment()))
                .ifPresent(text -> change.append("-c ").append(word(text)).append(' '));
        args.text("home")
                .filter(home -> !home.equals(now.home()))
                .ifPresent(home ->
                        change.append("-d ").append(word(home)).append(args.flag("move_home", false) ? " -m " : " "));
        args.text("shell")
                .filter(shell -> !shell.equals(now.shell()))
                .ifPresent(shell -> change.append("-s ").append(word(shell)).append(' '));
        if (args.has("groups")) {
            TreeSet<String> wanted = new TreeSet<>(args.list("groups"));
            TreeSet<String> have = new TreeSet<>(now.groups());
            have.remove(now.group());
            boolean append = args.flag("append", false);
            if (append ? !have.containsAll(wanted) : !have.equals(wanted)) {
                change.append(append ? "-a " : "")
                        .append("-G ")
                        .append(word(String.join(",", wanted)))
                        .append(' ');
            }
        }
        return change.toString();
    }

    private static List<String> sshKey(ModuleCall call, Args args, String name) {
        String type = args.text("ssh_key_type", "rsa");
        String file = args.text("ssh_key_file", ".ssh/id_" + type);
        String path = file.startsWith("/") ? word(file) : "~" + name + "/" + word(file);
        if (call.node().run("[ -e " + path + " ]\n").ok()) {
            return List.of();
        }
        String bits =
                args.text("ssh_key_bits").map(text -> "-b " + word(text) + " ").orElse("");
        String comment = args.text("ssh_key_comment")
                .map(text -> "-C " + word(text) + " ")
                .orElse("");
        return List.of(
                "f=" + path,
                "d=$(dirname -- \"$f\"); mkdir -p -m 0700 -- \"$d\"",
                "ssh-keygen -q -N '' -t " + word(type) + " " + bits + comment + "-f \"$f\" </dev/null",
                "chown -R " + word(name) + ": -- \"$d\"");
    }
}
