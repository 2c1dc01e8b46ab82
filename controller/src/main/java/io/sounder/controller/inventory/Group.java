package io.sounder.controller.inventory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A group while and after an inventory is read; filled by one thread, then only read. */
final class Group {
    private static final String PRIORITY = "ansible_group_priority";

    private final String name;
    private final Set<Group> children = new LinkedHashSet<>();
    private final Set<Group> parents = new LinkedHashSet<>();
    private final Set<String> hosts = new LinkedHashSet<>();
    private final Map<String, @Nullable Object> variables = new LinkedHashMap<>();
    private int depth;
    private long priority = 1;

    Group(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    Set<Group> children() {
        return children;
    }

    /** Names of the hosts that stand in this group itself. */
    Set<String> ownHosts() {
        return hosts;
    }

    Map<String, @Nullable Object> variables() {
        return variables;
    }

    /** The longest way from {@code all}. */
    int depth() {
        return depth;
    }

    /** Among groups of one depth the higher one wins; 1 unless {@code ansible_group_priority} says otherwise. */
    long priority() {
        return priority;
    }

    /** Adds variables; {@code ansible_group_priority} is none, but says what its name says. */
    void put(Map<String, ? extends @Nullable Object> more) {
        more.forEach(this::put);
    }

    void put(String variable, @Nullable Object value) {
        if (!variable.equals(PRIORITY)) {
            variables.put(variable, value);
        } else if (value instanceof Number number) {
            priority = number.longValue();
        } else if (value instanceof String text && text.matches("-?\\d{1,18}")) {
            priority = Long.parseLong(text);
        }
    }

    /** Whether the child could be added; not when that would make a loop. */
    boolean addChild(Group child) {
        if (child == this || child.descendants().contains(this)) {
            return false;
        }
        children.add(child);
        child.parents.add(this);
        child.deepen(depth + 1);
        return true;
    }

    private void deepen(int least) {
        if (depth < least) {
            depth = least;
            children.forEach(child -> child.deepen(least + 1));
        }
    }

    boolean hasParents() {
        return !parents.isEmpty();
    }

    /** This group and all below it, level by level. */
    Set<Group> descendants() {
        return walk(true);
    }

    /** This group and all above it. */
    Set<Group> ancestors() {
        return walk(false);
    }

    private Set<Group> walk(boolean down) {
        Set<Group> seen = new LinkedHashSet<>();
        Deque<Group> waiting = new ArrayDeque<>(List.of(this));
        while (!waiting.isEmpty()) {
            Group group = waiting.remove();
            if (seen.add(group)) {
                waiting.addAll(down ? group.children : group.parents);
            }
        }
        return seen;
    }

    /** Names of the hosts of this group and of all below it, in inventory order. */
    List<String> allHosts() {
        Set<String> names = new LinkedHashSet<>();
        for (Group group : descendants()) {
            names.addAll(group.hosts);
        }
        return new ArrayList<>(names);
    }
}
