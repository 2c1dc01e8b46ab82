package io.sounder.controller.module;

import io.sounder.controller.base.Verbatim;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code setup}: facts of the host, all or some of them; the same in check mode. */
final class SetupModule implements Module {
    @Override
    public ArgSpec spec() {
        return ArgSpec.of("gather_subset", "gather_timeout", "filter", "fact_path", "parallel");
    }

    @Override
    public ModuleResult run(ModuleCall call) {
        Args args = call.args();
        List<String> wanted = args.has("gather_subset") ? args.list("gather_subset") : List.of("all");
        Set<String> parts = parts(wanted);
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        HostReport report = HostReport.of(call.node().output(HostReport.SCRIPT));
        if (parts.contains("min")) {
            SystemFacts.basic(report, facts);
        }
        if (parts.contains("hardware")) {
            SystemFacts.hardware(report, facts);
        }
        if (parts.contains("network")) {
            NetworkFacts.add(report, facts);
        }
        if (parts.contains("virtual")) {
            SystemFacts.virtualization(report, facts);
        }
        if (parts.contains("min") || parts.contains("local")) {
            facts.put("ansible_local", LocalFacts.read(call.node(), args.text("fact_path", "/etc/ansible/facts.d")));
        }
        facts.put("gather_subset", new ArrayList<>(wanted));
        facts.put("module_setup", true);
        keep(args.list("filter"), facts);
        facts.replaceAll((name, value) -> value instanceof Verbatim wrapped ? wrapped.value() : value);
        return ModuleResult.of(false).withFacts(facts);
    }

    /** What the words of {@code gather_subset} mean: a word with an exclamation mark takes away. */
    private static Set<String> parts(List<String> words) {
        Set<String> parts = new TreeSet<>(List.of("min"));
        Set<String> all = Set.of("min", "hardware", "network", "virtual");
        boolean additions = words.stream().anyMatch(word -> !word.startsWith("!"));
        if (!additions || words.contains("all")) {
            parts.addAll(all);
        }
        Set<String> named = new TreeSet<>();
        for (String word : words) {
            if (!word.startsWith("!") && !word.equals("all")) {
                named.add(all.contains(word) || word.equals("local") ? word : hardware(word) ? "hardware" : "min");
            }
        }
        if (words.contains("!all")) {
            parts.removeIf(part -> !part.equals("min"));
        }
        words.stream().filter(word -> word.startsWith("!")).forEach(word -> parts.remove(word.substring(1)));
        parts.addAll(named);
        return parts;
    }

    private static boolean hardware(String word) {
        return Set.of("devices", "mounts", "processor", "dmi").contains(word);
    }

    private static void keep(List<String> filters, Map<String, @Nullable Object> facts) {
        if (!filters.isEmpty()) {
            facts.keySet().removeIf(name -> !matches(filters, name));
        }
    }

    private static boolean matches(List<String> filters, String name) {
        return filters.stream().anyMatch(filter -> {
            String glob = Pattern.quote(filter).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
            return name.matches(glob) || name.equals("ansible_" + filter) || name.matches("ansible_" + glob);
        });
    }
}
