package io.sounder.controller.module;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words of a rule of the packet filter, in the order in which {@code iptables} lists them. Built up by one thread. */
final class IptablesRule {
    /** The arguments that make up a rule. */
    static final List<String> NAMES = List.of(
            "protocol",
            "source",
            "destination",
            "match",
            "tcp_flags",
            "jump",
            "gateway",
            "log_prefix",
            "log_level",
            "to_destination",
            "to_source",
            "goto",
            "in_interface",
            "out_interface",
            "fragment",
            "set_counters",
            "source_port",
            "destination_port",
            "destination_ports",
            "to_ports",
            "set_dscp_mark",
            "set_dscp_mark_class",
            "syn",
            "match_set",
            "match_set_flags",
            "ctstate",
            "src_range",
            "dst_range",
            "limit",
            "limit_burst",
            "uid_owner",
            "gid_owner",
            "reject_with",
            "icmp_type",
            "comment");

    private final Args args;
    private final boolean logs;
    private final List<String> words = new ArrayList<>();

    private IptablesRule(Args args, boolean logs) {
        this.logs = logs;
        this.args = args;
    }

    /** @param logs whether the target that goes without saying with a prefix or level of the log is said */
    static List<String> of(Args args, boolean logs) {
        IptablesRule rule = new IptablesRule(args, logs);
        rule.where();
        rule.target();
        rule.ports();
        rule.more();
        return rule.words;
    }

    /** An option with a value, which may be negated by a {@code !} before it. */
    private void option(String name, String flag) {
        args.text(name).filter(value -> !value.isEmpty()).ifPresent(value -> {
            if (value.startsWith("!")) {
                words.addAll(List.of("!", flag, value.substring(1).strip()));
            } else {
                words.addAll(List.of(flag, value));
            }
        });
    }

    private void module(String name) {
        if (!args.list("match").contains(name)) {
            words.addAll(List.of("-m", name));
        }
    }

    private void where() {
        option("protocol", "-p");
        option("source", "-s");
        option("destination", "-d");
        args.list("match").forEach(name -> words.addAll(List.of("-m", name)));
        if (args.raw("tcp_flags").orElse(null) instanceof java.util.Map<?, ?> flags) {
            words.addAll(List.of("--tcp-flags", joined(flags.get("flags")), joined(flags.get("flags_set"))));
        }
    }

    private static String joined(@Nullable Object value) {
        return value instanceof List<?> many
                ? String.join(",", many.stream().map(PythonText::of).toList())
                : value == null ? "NONE" : PythonText.of(value);
    }

    private void target() {
        if (logs && (args.has("log_prefix") || args.has("log_level")) && !args.has("jump")) {
            words.addAll(List.of("-j", "LOG"));
        }
        option("jump", "-j");
        option("gateway", "--gateway");
        option("log_prefix", "--log-prefix");
        option("log_level", "--log-level");
        List<String> ports = args.list("destination_ports");
        if (!ports.isEmpty()) {
            module("multiport");
            words.addAll(List.of("--dports", String.join(",", ports)));
        }
        option("to_destination", "--to-destination");
        option("to_source", "--to-source");
        option("goto", "-g");
        option("in_interface", "-i");
        option("out_interface", "-o");
        option("fragment", "-f");
        option("set_counters", "-c");
    }

    private void ports() {
        option("source_port", "--source-port");
        option("destination_port", "--destination-port");
        option("to_ports", "--to-ports");
        option("set_dscp_mark", "--set-dscp");
        option("set_dscp_mark_class", "--set-dscp-class");
        switch (args.choice("syn", "ignore", "ignore", "match", "negate")) {
            case "match" -> words.add("--syn");
            case "negate" -> words.addAll(List.of("!", "--syn"));
            default -> {}
        }
    }

    private void more() {
        if (args.has("match_set")) {
            module("set");
            option("match_set", "--match-set");
            words.add(args.required("match_set_flags"));
        }
        List<String> states = args.list("ctstate");
        if (!states.isEmpty()) {
            boolean old = args.list("match").contains("state");
            if (!old) {
                module("conntrack");
            }
            words.addAll(List.of(old ? "--state" : "--ctstate", String.join(",", states)));
        }
        if (args.has("src_range") || args.has("dst_range")) {
            module("iprange");
        }
        option("src_range", "--src-range");
        option("dst_range", "--dst-range");
        if (args.has("limit") || args.has("limit_burst")) {
            module("limit");
        }
        option("limit", "--limit");
        option("limit_burst", "--limit-burst");
        if (args.has("uid_owner") || args.has("gid_owner")) {
            module("owner");
        }
        option("uid_owner", "--uid-owner");
        option("gid_owner", "--gid-owner");
        if (args.has("reject_with") && !args.has("jump")) {
            words.addAll(List.of("-j", "REJECT"));
        }
        option("reject_with", "--reject-with");
        option("icmp_type", "--icmp-type");
        if (args.has("comment")) {
            module("comment");
        }
        option("comment", "--comment");
    }
}
