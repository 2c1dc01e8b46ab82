package io.sounder.controller.engine;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;
import io.sounder.controller.playbook.Step;
import io.sounder.controller.template.Scope;
import io.sounder.controller.template.Templar;
import io.sounder.controller.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The items of a task's {@code loop} or {@code with_…}; thread-safe. */
final class Loops {
    private final Templar templar;

    Loops(Templar templar) {
        this.templar = templar;
    }

    /** The items, or null if the task does not loop. */
    @Nullable
    List<@Nullable Object> items(Step.Task task, Scope scope) {
        String keyword = task.loopKeyword();
        if (keyword == null) {
            return null;
        }
        Object raw = task.keywords().own(keyword).map(YamlNode::value).orElse(List.of());
        Object value = templar.value(raw, scope);
        return switch (keyword) {
            case "loop" -> list(value, keyword);
            case "with_list" -> list(value, keyword);
            case "with_items" -> flattened(value, 1);
            case "with_flattened" -> flattened(value, Integer.MAX_VALUE);
            case "with_dict" -> pairs(value);
            case "with_nested" -> nested(list(value, keyword));
            case "with_together" -> together(list(value, keyword));
            case "with_indexed_items" -> indexed(flattened(value, 1));
            case "with_sequence" -> Sequence.parse(value).items();
            case "with_fileglob" -> globbed(flattened(value, 1), scope);
            case "with_subelements" -> subelements(list(value, keyword));
            default ->
                throw new ControllerException(
                        ExitCode.HOSTS_FAILED, "'" + keyword + "' is not supported; use 'loop' with a filter instead");
        };
    }

    private static List<@Nullable Object> list(@Nullable Object value, String keyword) {
        if (value instanceof List<?> list) {
            return new ArrayList<>(list);
        }
        throw new ControllerException(
                ExitCode.HOSTS_FAILED,
                "Invalid data passed to '" + keyword + "', it requires a list, got this instead: " + value
                        + ". Hint: If you passed a list/dict of just one element, try adding wantlist=True to your lookup"
                        + " invocation or use q/query instead of lookup.");
    }

    private static List<@Nullable Object> flattened(@Nullable Object value, int levels) {
        List<@Nullable Object> items = new ArrayList<>();
        if (!(value instanceof List<?> list)) {
            items.add(value);
            return items;
        }
        for (Object one : list) {
            if (one instanceof List<?> inner) {
                items.addAll(levels > 1 ? flattened(inner, levels - 1) : inner);
            } else {
                items.add(one);
            }
        }
        return items;
    }

    private static List<@Nullable Object> pairs(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new ControllerException(ExitCode.HOSTS_FAILED, "with_dict expects a dict");
        }
        List<@Nullable Object> items = new ArrayList<>();
        map.forEach((key, one) -> {
            Map<String, @Nullable Object> pair = new LinkedHashMap<>();
            pair.put("key", key);
            pair.put("value", one);
            items.add(pair);
        });
        return items;
    }

    private static List<@Nullable Object> nested(List<@Nullable Object> lists) {
        List<@Nullable Object> combined = new ArrayList<>();
        combined.add(List.of());
        for (Object list : lists) {
            List<@Nullable Object> longer = new ArrayList<>();
            for (Object prefix : combined) {
                for (Object one : list instanceof List<?> many ? many : List.of(String.valueOf(list))) {
                    List<@Nullable Object> row = new ArrayList<>(prefix instanceof List<?> start ? start : List.of());
                    row.add(one);
                    longer.add(row);
                }
            }
            combined = longer;
        }
        return combined;
    }

    private static List<@Nullable Object> together(List<@Nullable Object> lists) {
        List<@Nullable Object> rows = new ArrayList<>();
        int longest = lists.stream()
                .mapToInt(one -> one instanceof List<?> list ? list.size() : 1)
                .max()
                .orElse(0);
        for (int i = 0; i < longest; i++) {
            List<@Nullable Object> row = new ArrayList<>();
            for (Object one : lists) {
                row.add(one instanceof List<?> list && i < list.size() ? list.get(i) : null);
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<@Nullable Object> indexed(List<@Nullable Object> items) {
        List<@Nullable Object> rows = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            List<@Nullable Object> row = new ArrayList<>();
            row.add((long) i);
            row.add(items.get(i));
            rows.add(row);
        }
        return rows;
    }

    private static List<@Nullable Object> subelements(List<@Nullable Object> terms) {
        List<@Nullable Object> rows = new ArrayList<>();
        String key = terms.size() > 1 ? String.valueOf(terms.get(1)) : "";
        for (Object parent : terms.getFirst() instanceof List<?> many ? many : List.of()) {
            Object children = parent instanceof Map<?, ?> map ? map.get(key) : null;
            for (Object child : children instanceof List<?> list ? list : List.of()) {
                List<@Nullable Object> row = new ArrayList<>();
                row.add(parent);
                row.add(child);
                rows.add(row);
            }
        }
        return rows;
    }

    private static List<@Nullable Object> globbed(List<@Nullable Object> patterns, Scope scope) {
        List<@Nullable Object> found = new ArrayList<>();
        for (Object one : patterns) {
            Path pattern = Path.of(String.valueOf(one));
            String name = String.valueOf(pattern.getFileName());
            for (Path base : scope.searchPath()) {
                Path inFiles = base.resolve("files").resolve(pattern);
                Path folder = Files.isDirectory(inFiles.resolveSibling("."))
                        ? inFiles.getParent()
                        : base.resolve(pattern).getParent();
                List<@Nullable Object> here = matching(folder, name);
                found.addAll(here);
                if (!here.isEmpty()) {
                    break;
                }
            }
        }
        return found;
    }

    private static List<@Nullable Object> matching(@Nullable Path folder, String name) {
        List<@Nullable Object> found = new ArrayList<>();
        if (folder == null || !Files.isDirectory(folder)) {
            return found;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.normalize(), name)) {
            for (Path file : files) {
                if (Files.isRegularFile(file)) {
                    found.add(file.toString());
                }
            }
        } catch (IOException e) {
            throw new ControllerException(ExitCode.HOSTS_FAILED, "cannot list the folder '" + folder + "'", e);
        }
        return found;
    }
}
