package io.sounder.controller.module;

import static io.sounder.controller.host.ShellQuote.word;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code iptables}: a rule, a chain or a policy of the running packet filter. What is there stays; check mode compares only.
 * Nothing survives a restart of the host by itself.
 */
final class IptablesModule implements Module {
    @Override
    public ArgSpec spec() {
        List<String> all = new ArrayList<>(List.of(
                "table",
                "state",
                "action",
                "rule_num",
                "ip_version",
                "chain",
                "chain_management",
                "policy",
                "flush",
                "wait"));
        IptablesRule.NAMES.forEach(all::add);
        return ArgSpec.of(all.toArray(String[]::new));
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        String version = args.choice("ip_version", "ipv4", "ipv4", "ipv6");
        String table = args.choice("table", "filter", "filter", "nat", "mangle", "raw", "security");
        String state = args.choice("state", "present", "present", "absent");
        boolean flush = args.flag("flush", false);
        boolean chains = args.flag("chain_management", false);
        List<String> rule = IptablesRule.of(args, true);
        if (!args.has("chain") && !flush) {
            throw new ModuleException("chain is required unless the table is flushed");
        }
        String chain = args.text("chain").map(one -> " " + word(one)).orElse("");
        String program = (version.equals("ipv6") ? "ip6tables" : "iptables") + " -t " + table
                + args.text("wait").map(one -> " -w " + word(one)).orElse("");
        Changes changes = new Changes(call, program);
        if (flush) {
            changes.act("-F" + chain);
        } else if (args.has("policy")) {
            String policy = args.choice("policy", "ACCEPT", "ACCEPT", "DROP", "QUEUE", "RETURN");
            if (!changes.out("-L" + chain).contains("(policy " + policy)) {
                changes.act("-P" + chain + " " + policy);
            }
        } else if (chains && rule.isEmpty()) {
            if (changes.holds("-L" + chain) != state.equals("present")) {
                changes.act((state.equals("present") ? "-N" : "-X") + chain);
            }
        } else {
            rule(changes, args, chain, state.equals("present"), quoted(rule), chains);
        }
        return ModuleResult.of(changes.any())
                .with("ip_version", version)
                .with("table", table)
                .with("chain", args.text("chain").orElse(null))
                .with("flush", flush)
                .with("rule", String.join(" ", IptablesRule.of(args, false)))
                .with("state", state)
                .with("chain_management", chains);
    }

    private static void rule(Changes changes, Args args, String chain, boolean wanted, String rule, boolean chains) {
        if (wanted && chains && !changes.holds("-L" + chain)) {
            changes.act("-N" + chain);
        }
        if (changes.holds("-C" + chain + rule) == wanted) {
            return;
        }
        boolean insert = args.choice("action", "append", "append", "insert").equals("insert");
        String number =
                insert ? args.text("rule_num").map(one -> " " + word(one)).orElse("") : "";
        changes.act((wanted ? insert ? "-I" : "-A" : "-D") + chain + (wanted ? number : "") + rule);
    }

    private static String quoted(List<String> rule) {
        return rule.stream().map(one -> " " + word(one)).collect(Collectors.joining());
    }

    /** Looks and acts through the program; in check mode it only notes that it would act. */
    private static final class Changes {
        private final ModuleCall call;
        private final String program;
        private boolean any;

        Changes(ModuleCall call, String program) {
            this.call = call;
            this.program = program;
        }

        boolean any() {
            return any;
        }

        boolean holds(String what) {
            return call.node().run(program + " " + what + " >/dev/null 2>&1\n").ok();
        }

        String out(String what) {
            return call.node().output(program + " " + what + "\n");
        }

        void act(String what) {
            any = true;
            if (!call.check()) {
                call.node().output(program + " " + what + "\n");
            }
        }
    }
}
