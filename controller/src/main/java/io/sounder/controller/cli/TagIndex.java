package io.sounder.controller.cli;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;
import io.sounder.controller.playbook.Imports;
import io.sounder.controller.playbook.Place;
import io.sounder.controller.playbook.Play;
import io.sounder.controller.playbook.RoleCall;
import io.sounder.controller.playbook.Step;
import io.sounder.controller.playbook.StepParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** All tags of some plays, also those in files that are included while they run. Used by one thread. */
final class TagIndex {
    private static final Set<String> SPECIAL = Set.of("all", "tagged", "untagged", "always", "never");

    private final StepParser parser;
    private final Set<String> tags = new TreeSet<>();
    private final Set<String> seen = new HashSet<>();
    private boolean complete = true;

    TagIndex(StepParser parser) {
        this.parser = parser;
    }

    /** Refuses wanted tags that nothing carries, naming similar ones. */
    static void check(Set<String> wanted, Collection<Play> plays, StepParser parser) {
        List<String> unknown = unknown(wanted, new TagIndex(parser), plays);
        if (unknown.isEmpty()) {
            return;
        }
        TagIndex index = new TagIndex(parser);
        plays.forEach(index::add);
        List<String> similar = index.similar(unknown.getFirst());
        throw new ControllerException(ExitCode.ERROR, "no task has the tag '" + String.join("', '", unknown) + "'")
                .withHint(
                        similar.isEmpty()
                                ? "list the tags with --list-tags"
                                : "did you mean '" + String.join("', '", similar) + "'?");
    }

    private static List<String> unknown(Set<String> wanted, TagIndex index, Collection<Play> plays) {
        List<String> left =
                wanted.stream().filter(tag -> !SPECIAL.contains(tag)).toList();
        if (left.isEmpty()) {
            return left;
        }
        plays.forEach(index::add);
        return index.complete
                ? left.stream().filter(tag -> !index.tags.contains(tag)).toList()
                : List.of();
    }

    private void add(Play play) {
        tags.addAll(play.keywords().tags());
        play.sections().forEach(section -> steps(play, section));
        steps(play, new ArrayList<>(play.handlers()));
    }

    private void steps(Play play, List<? extends Step> steps) {
        for (Step step : steps) {
            tags.addAll(step.keywords().tags());
            switch (step) {
                case Step.Task task -> included(play, task);
                case Step.Block block -> {
                    steps(play, block.body());
                    steps(play, block.rescue());
                    steps(play, block.always());
                }
            }
        }
    }

    private void included(Play play, Step.Task task) {
        if (task.args().named().get("apply") instanceof java.util.Map<?, ?> apply && apply.get("tags") != null) {
            Object more = apply.get("tags");
            (more instanceof List<?> many ? many : List.of(more)).forEach(tag -> tags.add(String.valueOf(tag)));
        }
        Object named = task.args().named().get(task.module().equals("include_role") ? "name" : "file");
        String name = Optional.ofNullable(task.args().free()).orElse(String.valueOf(named));
        if (!Set.of("include_tasks", "include_role").contains(task.module())) {
            return;
        }
        if (name.contains("{{")) {
            complete = false;
            return;
        }
        if (!seen.add(task.module() + name + task.role())) {
            return;
        }
        Path folder = Path.of(task.at().file()).toAbsolutePath().getParent();
        Place place = new Place(
                task.keywords().around(),
                task.role(),
                folder == null ? play.folder() : folder,
                play.folder(),
                play.vars(),
                new Imports());
        if (task.module().equals("include_tasks")) {
            steps(play, parser.file(name, place, task.at()));
        } else {
            RoleCall call = RoleCall.of(task.args().named(), java.util.Map.of(), "include_role", task.at());
            steps(play, parser.role(call, place, task.at()).steps());
        }
    }

    private List<String> similar(String wanted) {
        return tags.stream()
                .filter(tag -> tag.contains(wanted)
                        || (tag.length() > 3 && wanted.contains(tag))
                        || distance(tag, wanted) <= Math.max(1, wanted.length() / 3))
                .limit(5)
                .toList();
    }

    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int replaced = corner + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                corner = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[right.length()];
    }
}
