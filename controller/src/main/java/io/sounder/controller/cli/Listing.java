package io.sounder.controller.cli;

import io.sounder.controller.inventory.Host;
import io.sounder.controller.inventory.Inventory;
import io.sounder.controller.playbook.Play;
import io.sounder.controller.playbook.Step;
import io.sounder.controller.playbook.TagFilter;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * What {@code --list-tags}, {@code --list-tasks} and {@code --list-hosts} print.
 *
 * @param inventory read only when hosts are listed
 */
record Listing(
        PrintStream out,
        boolean hosts,
        boolean tasks,
        boolean tags,
        TagFilter filter,
        Optional<String> limit,
        Supplier<Inventory> inventory) {
    void print(String playbook, List<Play> plays) {
        out.println();
        out.println("playbook: " + playbook);
        for (int i = 0; i < plays.size(); i++) {
            play(i + 1, plays.get(i));
        }
    }

    private void play(int number, Play play) {
        out.println();
        out.println("  play #" + number + " (" + play.pattern() + "): " + play.name() + "\tTAGS: ["
                + String.join(",", new TreeSet<>(play.keywords().tags())) + "]");
        if (hosts) {
            List<Host> matched = inventory.get().match(play.pattern(), limit.orElse(null));
            out.println("    pattern: ['" + play.pattern().replace(",", "', '") + "']");
            out.println("    hosts (" + matched.size() + "):");
            matched.forEach(host -> out.println("      " + host.name()));
        }
        if (tasks) {
            out.println("    tasks:");
        }
        Set<String> all = new TreeSet<>();
        for (Step.Task task : selected(play)) {
            Set<String> own = new TreeSet<>(task.keywords().tags());
            all.addAll(own);
            if (tasks) {
                String name = task.name().isEmpty() ? task.writtenModule() : task.title();
                out.println("      " + name + "\tTAGS: [" + String.join(", ", own) + "]");
            }
        }
        if (tags) {
            out.println("      TASK TAGS: [" + String.join(", ", all) + "]");
        }
    }

    private List<Step.Task> selected(Play play) {
        List<Step.Task> found = new ArrayList<>();
        play.sections().forEach(section -> collect(section, found));
        return found;
    }

    private void collect(List<Step> steps, List<Step.Task> found) {
        for (Step step : steps) {
            // Not a switch: the JVM would make a class for it at every start.
            if (step instanceof Step.Block block) {
                // What runs only after a failure, or in any case, is not listed: the reference does not either.
                collect(block.body(), found);
            } else if (step instanceof Step.Task task
                    && filter.selects(task.keywords().tags())) {
                found.add(task);
            }
        }
    }
}
