package io.sounder.controller.module;

import static io.sounder.controller.host.ShellQuote.word;

import io.sounder.controller.host.Payload;
import java.util.ArrayList;
import java.util.List;

/** {@code cron}: one named entry of a user's crontab or of a file in {@code /etc/cron.d}. Check mode compares only. */
final class CronModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.of(
                "name!",
                "job|value",
                "state",
                "user",
                "cron_file",
                "minute",
                "hour",
                "day|dom",
                "month",
                "weekday|dow",
                "special_time",
                "disabled",
                "env",
                "backup",
                "insertafter",
                "insertbefore");
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        for (String option : List.of("backup", "insertafter", "insertbefore")) {
            if (args.has(option) && !args.text(option, "").equals("False")) {
                throw new ModuleException(option + " is not supported");
            }
        }
        boolean present = args.choice("state", "present", "present", "absent").equals("present");
        if (present && !args.has("job")) {
            throw new ModuleException("You must specify 'job' to install a new cron job or variable");
        }
        String before = call.node().output(read(args));
        List<String> lines = new ArrayList<>(before.lines().toList());
        edit(args, lines, present);
        String after = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
        boolean changed = !after.equals(before);
        if (changed && !call.check()) {
            write(call, after);
        }
        ModuleResult result =
                ModuleResult.of(changed).with("jobs", names(lines)).with("envs", environment(lines));
        if (args.has("cron_file")) {
            result = result.with("cron_file", args.required("cron_file"));
        }
        return changed && call.diff() ? result.with(new Diff(before, after, "crontab", "crontab")) : result;
    }

    private static void edit(Args args, List<String> lines, boolean present) {
        boolean env = args.flag("env", false);
        String name = args.required("name");
        String mark = env ? name + "=" : "#Ansible: " + name;
        int at = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (env ? lines.get(i).startsWith(mark) : lines.get(i).equals(mark)) {
                at = i;
            }
        }
        int count = at < 0 ? 0 : env ? 1 : Math.min(2, lines.size() - at);
        List<String> wanted = !present
                ? List.of()
                : env ? List.of(name + "=\"" + args.text("job", "") + "\"") : List.of(mark, entry(args));
        int place = at >= 0 ? at : env ? 0 : lines.size();
        lines.subList(place, place + count).clear();
        lines.addAll(place, wanted);
    }

    private static String entry(Args args) {
        String user = args.has("cron_file") ? args.text("user", "root") + " " : "";
        String time = args.text("special_time")
                .map(word -> "@" + word)
                .orElseGet(() -> String.join(
                        " ",
                        args.text("minute", "*"),
                        args.text("hour", "*"),
                        args.text("day", "*"),
                        args.text("month", "*"),
                        args.text("weekday", "*")));
        return (args.flag("disabled", false) ? "#" : "") + time + " " + user + args.text("job", "");
    }

    /** The names of the variables that are set between the entries. */
    private static List<String> environment(List<String> lines) {
        return lines.stream()
                .filter(line -> line.matches("^[A-Za-z_]\\S*=.*"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .toList();
    }

    private static List<String> names(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("#Ansible: "))
                .map(line -> line.substring("#Ansible: ".length()))
                .toList();
    }

    private static String file(Args args) {
        String name = args.required("cron_file");
        return name.startsWith("/") ? name : "/etc/cron.d/" + name;
    }

    private static String read(Args args) {
        if (args.has("cron_file")) {
            return "cat -- " + Paths.quoted(file(args)) + " 2>/dev/null || :\n";
        }
        return "command -v crontab >/dev/null || { echo 'no crontab on this host' >&2; exit 1; }\ncrontab "
                + args.text("user").map(user -> "-u " + word(user) + " ").orElse("") + "-l 2>/dev/null || :\n";
    }

    private static void write(ModuleCall call, String text) {
        Args args = call.args();
        if (args.has("cron_file")) {
            Placement.of(call.node(), Ownership.KEPT.withMode(new FileMode("0644")))
                    .put(file(args), text);
            return;
        }
        String user = args.text("user").map(name -> "-u " + word(name) + " ").orElse("");
        call.node().output("crontab " + user + "-\n", Payload.of(text));
    }
}
