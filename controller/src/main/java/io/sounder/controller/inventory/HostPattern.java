package io.sounder.controller.inventory;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Finds the hosts of a pattern in the content of an inventory. */
final class HostPattern {
    private static final Pattern PART = Pattern.compile("(?:[^\\s:\\[\\]]|\\[[^\\]]*\\])+");
    private static final Pattern SUBSCRIPT = Pattern.compile("^(.+)\\[(?:(-?[0-9]+)|([0-9]+)([:-])([0-9]*))\\]$");
    private static final Set<String> LOCALHOST = Set.of("localhost", "127.0.0.1", "::1");

    private final InventoryContent content;
    private final Consumer<String> warnings;

    HostPattern(InventoryContent content, Consumer<String> warnings) {
        this.content = content;
        this.warnings = warnings;
    }

    /** The parts of a pattern list: separated by commas, or by colons when there is no comma. */
    static List<String> split(String pattern) {
        List<String> parts = new ArrayList<>();
        if (pattern.contains(",")) {
            for (String part : pattern.split(",", -1)) {
                parts.addAll(split(part.strip()));
            }
        } else if (isIpv6(pattern)) {
            parts.add(pattern);
        } else {
            Matcher matcher = PART.matcher(pattern);
            while (matcher.find()) {
                parts.add(matcher.group());
            }
        }
        return parts;
    }

    private static boolean isIpv6(String text) {
        return text.matches("[!&]?[0-9a-fA-F:]*:[0-9a-fA-F:]*:[0-9a-fA-F:.]*");
    }

    /** The names of the hosts: unions first, then intersections ({@code &}), then exclusions ({@code !}). */
    Set<String> match(List<String> parts) {
        List<String> unions = new ArrayList<>();
        List<String> intersections = new ArrayList<>();
        List<String> exclusions = new ArrayList<>();
        for (String part : parts) {
            (part.startsWith("!") ? exclusions : part.startsWith("&") ? intersections : unions).add(part);
        }
        if (unions.isEmpty()) {
            unions.add(InventoryContent.ALL);
        }
        Set<String> names = new LinkedHashSet<>();
        unions.forEach(part -> names.addAll(one(part)));
        intersections.forEach(part -> names.retainAll(Set.copyOf(one(part.substring(1)))));
        exclusions.forEach(part -> Set.copyOf(one(part.substring(1))).forEach(names::remove));
        return names;
    }

    private List<String> one(String part) {
        if (content.hosts().containsKey(part)) {
            return List.of(part);
        }
        Matcher subscript = SUBSCRIPT.matcher(part);
        if (part.startsWith("~") || !subscript.matches()) {
            return all(part);
        }
        List<String> names = all(subscript.group(1));
        if ("-".equals(subscript.group(4))) {
            warnings.accept("'" + part + "': a slice of hosts is written with a colon, as in [0:2]");
        }
        return names.isEmpty() ? names : subscripted(part, names, subscript);
    }

    private static List<String> subscripted(String part, List<String> names, Matcher subscript) {
        if (subscript.group(2) != null) {
            int index = Integer.parseInt(subscript.group(2));
            int position = index < 0 ? names.size() + index : index;
            if (position < 0 || position >= names.size()) {
                throw new ControllerException(
                        ExitCode.ERROR, "the host pattern '" + part + "' asks for more hosts than there are");
            }
            return List.of(names.get(position));
        }
        int first = Integer.parseInt(subscript.group(3));
        int last = subscript.group(5).isEmpty() ? names.size() - 1 : Integer.parseInt(subscript.group(5));
        return first >= names.size() || last < first
                ? List.of()
                : names.subList(first, Math.min(last + 1, names.size()));
    }

    private List<String> all(String part) {
        Pattern pattern = compile(part);
        Set<String> names = new LinkedHashSet<>();
        List<String> groups = matching(content.groups().keySet(), pattern);
        groups.forEach(group -> names.addAll(content.group(group).allHosts()));
        if (groups.isEmpty() || part.startsWith("~") || part.matches(".*[.?*\\[].*")) {
            names.addAll(matching(content.hosts().keySet(), pattern));
        }
        if (names.isEmpty() && LOCALHOST.contains(part)) {
            names.add(part);
        }
        if (names.isEmpty() && groups.isEmpty() && !part.equals(InventoryContent.ALL)) {
            warnings.accept("no host or group of the inventory matches the pattern '" + part + "', it is ignored");
        }
        return new ArrayList<>(names);
    }

    private static List<String> matching(Collection<String> names, Pattern pattern) {
        return names.stream().filter(name -> pattern.matcher(name).lookingAt()).toList();
    }

    private static Pattern compile(String part) {
        try {
            return Pattern.compile(part.startsWith("~") ? part.substring(1) : glob(part) + "\\z");
        } catch (PatternSyntaxException e) {
            throw new ControllerException(
                    ExitCode.ERROR, "the host pattern '" + part + "' is not valid: " + e.getDescription(), e);
        }
    }

    private static String glob(String part) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            int end = c == '[' ? part.indexOf(']', i + 2) : -1;
            if (end > 0) {
                String set = part.substring(i + 1, end).replace("\\", "\\\\");
                regex.append('[')
                        .append(set.startsWith("!") ? "^" + set.substring(1) : set)
                        .append(']');
                i = end;
            } else {
                regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }
}
