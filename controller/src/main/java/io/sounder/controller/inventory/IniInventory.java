package io.sounder.controller.inventory;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.Location;
import java.util.ArrayList;
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
    private static final Pattern INTEGER = Pattern.compile("-?(?:0|[1-9][0-9]{0,17})");
    private static final Pattern REAL = Pattern.compile("-?[0-9]+\\.[0-9]+");

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
                    if (!kind.equals("vars")) {
                        declared.add(group.name());
                    }
                    continue;
                }
            }
            line(group, kind, line, at);
        }
        awaited.forEach((name, at) -> {
            if (!declared.contains(name)) {
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
                group.variables()
                        .put(
                                line.substring(0, equals).strip(),
                                value(line.substring(equals + 1).strip()));
            }
            default -> throw ControllerException.at(at, "sections can be ':children' or ':vars', not ':" + kind + "'");
        }
    }

    private void host(Group group, String line, Location at) {
        List<String> words = words(line, at);
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
                    own.put(word.substring(0, equals), value(word.substring(equals + 1)));
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

    /** Splits at blanks like a shell: quotes keep words together, {@code #} begins a comment. */
    private static List<String> words(String line, Location at) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        boolean open = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                open = true;
            } else if (c == '#' && !open) {
                break;
            } else if (Character.isWhitespace(c)) {
                if (open) {
                    words.add(word.toString());
                    word.setLength(0);
                    open = false;
                }
            } else {
                word.append(c);
                open = true;
            }
        }
        if (quote != 0) {
            throw ControllerException.at(at, "a quote is not closed");
        }
        if (open) {
            words.add(word.toString());
        }
        return words;
    }

    /** Values that look like a Python literal are one, everything else is text. */
    private static Object value(String text) {
        if (text.equals("True") || text.equals("False")) {
            return text.equals("True");
        }
        if (INTEGER.matcher(text).matches()) {
            return Long.parseLong(text);
        }
        if (REAL.matcher(text).matches()) {
            return Double.parseDouble(text);
        }
        boolean quoted = text.length() > 1
                && (text.startsWith("'") || text.startsWith("\""))
                && text.endsWith(text.substring(0, 1));
        return quoted ? text.substring(1, text.length() - 1) : text;
    }
}
