package io.sounder.controller.engine;

import io.sounder.controller.base.Location;
import io.sounder.controller.inventory.Host;
import io.sounder.controller.playbook.Play;
import io.sounder.controller.playbook.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The state of one play while it runs: which hosts are in it and which are still going. Thread-safe. */
final class PlayFrame {
    private final Play play;
    private final List<Host> all;
    private final Set<Host> gone = new LinkedHashSet<>();
    private final Set<Host> doomed = new LinkedHashSet<>();
    private final Set<Host> unreachable = new LinkedHashSet<>();
    private final Set<Host> failed = new LinkedHashSet<>();
    private final Map<String, Map<String, @Nullable Object>> filesVars = new ConcurrentHashMap<>();
    private final Map<String, Role> ran = new HashMap<>();
    private final List<Role> opened = new ArrayList<>();
    private final List<Host> ofPlay;
    private final Map<Location, Semaphore> slots = new HashMap<>();
    private boolean fatal;
    private boolean ended;
    private final Set<Host> forgiven = new LinkedHashSet<>();
    private final List<String> names;
    private @Nullable Map<String, Object> hostvars;
    private int hostvarsVersion;

    /**
     * @param all the hosts of this batch
     * @param ofPlay the hosts of all batches that have not failed so far
     * @param matched all hosts of the play
     */
    PlayFrame(Play play, List<Host> all, List<Host> ofPlay, List<Host> matched) {
        this.names = matched.stream().map(Host::name).toList();
        this.play = play;
        this.all = List.copyOf(all);
        this.ofPlay = List.copyOf(ofPlay);
    }

    /** The names of the hosts of all batches that are still going or have yet to come. */
    synchronized List<String> aliveInPlay() {
        return ofPlay.stream()
                .filter(host -> !gone.contains(host) && !failed.contains(host))
                .map(Host::name)
                .toList();
    }

    /** No more batches of the play run. */
    synchronized void end() {
        ended = true;
        gone.addAll(all);
    }

    synchronized boolean ended() {
        return ended;
    }

    /** Failures so far do not keep their hosts from later plays. */
    synchronized void forgive() {
        forgiven.addAll(failed);
        forgiven.addAll(unreachable);
    }

    /** How much of the batch has failed, from 0 to 100. */
    synchronized double failedPercentage() {
        return 100.0 * failed.size() / all.size();
    }

    /** Places for hosts at a task when hosts do not wait for each other. */
    synchronized Semaphore slots(Location task, int limit) {
        return slots.computeIfAbsent(task, at -> new Semaphore(limit, true));
    }

    Play play() {
        return play;
    }

    List<Host> all() {
        return all;
    }

    synchronized List<String> aliveNames() {
        return all.stream()
                .filter(host -> !gone.contains(host) && !failed.contains(host))
                .map(Host::name)
                .toList();
    }

    /** The names of all hosts of the play, whatever became of them. */
    List<String> allNames() {
        return names;
    }

    /** Whether a task of the role has to run on the host: a role that the play uses twice in the same way runs once. */
    @SuppressWarnings("ReferenceEquality") // Two uses may be equal records.
    synchronized boolean isDue(@Nullable Role role, Host host) {
        Role first = role == null || role.use().isEmpty() ? null : ran.get(host.name() + "\0" + role.use());
        return first == null || first == role;
    }

    /** Remembers that the role did something on the host. */
    synchronized void ran(@Nullable Role role, Host host) {
        if (role != null && !role.use().isEmpty()) {
            ran.putIfAbsent(host.name() + "\0" + role.use(), role);
        }
    }

    /** From now on the whole play sees the variables of the role. */
    synchronized void open(Role role) {
        opened.add(role);
    }

    /** The roles whose variables the whole play sees, in order of use. */
    synchronized List<Role> roles() {
        List<Role> roles = new ArrayList<>(play.roles());
        roles.addAll(opened);
        return roles;
    }

    /** The host takes no part any more, not even in clean-up. */
    synchronized void leave(Host host) {
        gone.add(host);
    }

    synchronized boolean left(Host host) {
        return gone.contains(host);
    }

    /** All hosts fail at their next step, because a task was fatal for all. */
    synchronized void doom() {
        fatal = true;
        doomed.addAll(all);
    }

    /** Whether any task was fatal for all. */
    synchronized boolean doomed() {
        return fatal;
    }

    /** Whether the host has to fail now; asked once. */
    synchronized boolean takeDoom(Host host) {
        return doomed.remove(host);
    }

    synchronized void unreachable(Host host) {
        unreachable.add(host);
    }

    synchronized boolean isUnreachable(Host host) {
        return unreachable.contains(host) && !forgiven.contains(host);
    }

    synchronized void fail(Host host) {
        failed.add(host);
    }

    synchronized boolean isFailed(Host host) {
        return failed.contains(host) && !forgiven.contains(host);
    }

    Map<String, @Nullable Object> filesVars(String host) {
        return filesVars.getOrDefault(host, Map.of());
    }

    void filesVars(String host, Map<String, @Nullable Object> variables) {
        filesVars.put(host, variables);
    }

    /** One view of all hosts' variables until the inventory changes. */
    synchronized Map<String, Object> hostvars(int version, Supplier<Map<String, Object>> maker) {
        Map<String, Object> view = hostvars;
        if (view == null || version != hostvarsVersion) {
            view = maker.get();
            hostvarsVersion = version;
            hostvars = view;
        }
        return view;
    }
}
