package io.sounder.controller.inventory;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.Location;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one inventory file in INI form into the content. */
final class IniInventory {
    private static final Pattern SECTION = Pattern.compile("^\\[([^:\\]\\s]+)(?::(\\w+))?\\]\\s*(?:#.*)?$");

    private final InventoryContent content;
    private final String shown;
    private final String file;
    private final String folder;
    private final Set<String> declared = new HashSet<>();
    private final Map<String, Location> awaited = new LinkedHashMap<>();

    IniInventory(InventoryContent content, String shown, String file, String folder) {
        this.content = content;
        this.shown = shown;
        this.file = file;
        this.folder = folder;
    }

    void read(String text) {
        Set<String> known = Set.copyOf(content.groups().keySet());
        Group group = content.group(InventoryContent.UNGROUPED);
        String kind = "hosts";
        int number = 0;
        for (String raw : text.split("\n", -1)) {
            number++;
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
                continue;
            }
            Location at = new Location(shown, number, raw.indexOf(line.charAt(0)) + 1);
            if (line.startsWith("[")) {
                Matcher matcher = SECTION.matcher(line);
                if (matcher.matches()) {
                    group = content.group(matcher.group(1));
                    kind = matcher.group(2) == null ? "hosts" : matcher.group(2);
                    if (kind.equals("vars")) {
                        awaited.put(group.name(), at);
                    } else {
                        declared.add(group.name());
                    }
                    continue;
                }
            }
            line(group, kind, line, at);
        }
        awaited.forEach((name, at) -> {
            if (!declared.contains(name) && !known.contains(name)) {
                throw ControllerException.at(at, "the group '" + name + "' is not defined");
            }
        });
    }

    private void child(Group group, String name, Location at) {
        if (!content.groups().containsKey(name)) {
            awaited.put(name, at);
        }
        content.addChild(group, content.group(name), at);
    }

    private void line(Group group, String kind, String line, Location at) {
        switch (kind) {
            case "hosts" -> host(group, line, at);
            case "children" -> child(group, withoutComment(line), at);
            case "vars" -> {
                int equals = line.indexOf('=');
                if (equals < 1) {
                    throw ControllerException.at(at, "a variable has to be written as 'name=value'");
                }
                group.put(
                        line.substring(0, equals).strip(),
                        IniValue.of(line.substring(equals + 1).strip()));
            }
            default -> throw ControllerException.at(at, "sections can be ':children' or ':vars', not ':" + kind + "'");
        }
    }

    private void host(Group group, String line, Location at) {
        List<String> words;
        try {
            words = ShellWords.split(line);
        } catch (IllegalArgumentException e) {
            throw ControllerException.at(at, String.valueOf(e.getMessage()));
        }
        String name = words.get(0);
        try {
            for (String host : HostRange.expand(HostRange.withoutPort(name))) {
                Map<String, @Nullable Object> own = content.addHost(group, host, file, folder);
                if (HostRange.port(name) != 0) {
                    own.put("ansible_port", HostRange.port(name));
                }
                for (String word : words.subList(1, words.size())) {
                    int equals = word.indexOf('=');
                    if (equals < 1) {
                        throw ControllerException.at(
                                at, "expected 'name=value' after the host, but found '" + word + "'");
                    }
                    own.put(word.substring(0, equals), IniValue.of(word.substring(equals + 1)));
                }
            }
        } catch (IllegalArgumentException e) {
            throw ControllerException.at(at, String.valueOf(e.getMessage()));
        }
    }

    private static String withoutComment(String line) {
        int comment = line.indexOf(" #");
        return (comment < 0 ? line : line.substring(0, comment)).strip();
    }
}
