package io.sounder.controller.engine;

import io.sounder.controller.base.Location;
import io.sounder.controller.inventory.Host;
import io.sounder.controller.playbook.Role;
import io.sounder.controller.playbook.Step;
import io.sounder.controller.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The handlers of a play and who notified them. Thread-safe. */
final class Handlers {
    private final List<Step.Task> all;
    private final Set<String> brought = new HashSet<>();
    private final Map<Step.Task, Set<Host>> notified = new LinkedHashMap<>();

    Handlers(List<Step.Task> handlers) {
        this.all = new ArrayList<>(handlers);
    }

    /** Adds what an include brings; one include brings each handler once, however often it runs. */
    synchronized void add(Location site, List<Step.Task> more) {
        more.stream().filter(handler -> brought.add(site + " " + handler.at())).forEach(all::add);
    }

    /** Remembers a notification; false if no handler has that name or topic. */
    synchronized boolean notify(String name, Host host) {
        boolean found = false;
        boolean named = false;
        // Of handlers with the same name the last one defined runs; a topic reaches all that listen.
        for (Step.Task handler : all.reversed()) {
            boolean byName = !named && hasName(handler, name);
            named |= byName;
            if (byName || listens(handler, name)) {
                notified.computeIfAbsent(handler, one -> new LinkedHashSet<>()).add(host);
                found = true;
            }
        }
        return found;
    }

    private static boolean hasName(Step.Task handler, String name) {
        Role role = handler.role();
        return handler.name().equals(name) || (role != null && (role.name() + " : " + handler.name()).equals(name));
    }

    private static boolean listens(Step.Task handler, String topic) {
        Object value = handler.keywords().own("listen").map(YamlNode::value).orElse(List.of());
        return value instanceof List<?> many ? many.contains(topic) : value.equals(topic);
    }

    /** Hands out all notifications in the order of the handlers and forgets them. */
    synchronized Map<Step.Task, List<Host>> take() {
        Map<Step.Task, List<Host>> taken = new LinkedHashMap<>();
        for (Step.Task handler : all) {
            Set<Host> hosts = notified.remove(handler);
            if (hosts != null) {
                taken.put(handler, List.copyOf(hosts));
            }
        }
        return taken;
    }
}
