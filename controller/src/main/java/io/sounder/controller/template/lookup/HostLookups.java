package io.sounder.controller.template.lookup;

import io.sounder.controller.template.value.EvaluationException;
import io.sounder.controller.template.value.Iteration;
import io.sounder.controller.template.value.Printing;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The lookup of host names by pattern, over the variable {@code groups}. */
final class HostLookups {
    private HostLookups() {}

    static @Nullable Lookup find(String name) {
        return name.equals("inventory_hostnames") ? HostLookups::names : null;
    }

    private static List<@Nullable Object> names(
            List<@Nullable Object> terms, Map<String, @Nullable Object> options, LookupContext context) {
        if (!(context.variable("groups") instanceof Map<?, ?> groups)) {
            throw new EvaluationException("the lookup 'inventory_hostnames' needs an inventory");
        }
        List<String> patterns = new ArrayList<>();
        terms.forEach(term -> patterns.addAll(List.of(Printing.str(term).split("[,:](?![^\\[]*\\])", -1))));
        Set<String> chosen = new LinkedHashSet<>();
        patterns.stream()
                .filter(pattern -> !pattern.startsWith("&") && !pattern.startsWith("!"))
                .forEach(pattern -> chosen.addAll(hosts(pattern, groups)));
        patterns.stream()
                .filter(pattern -> pattern.startsWith("&"))
                .forEach(pattern -> chosen.retainAll(hosts(pattern.substring(1), groups)));
        patterns.stream()
                .filter(pattern -> pattern.startsWith("!"))
                .forEach(pattern -> chosen.removeAll(hosts(pattern.substring(1), groups)));
        return new ArrayList<>(chosen);
    }

    private static Set<String> hosts(String pattern, Map<?, ?> groups) {
        Pattern wanted = pattern.startsWith("~")
                ? Pattern.compile(pattern.substring(1) + ".*")
                : Pattern.compile(
                        ("\\Q" + pattern + "\\E").replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"));
        Set<String> found = new LinkedHashSet<>();
        groups.forEach((group, members) -> {
            boolean whole = wanted.matcher(Printing.str(group)).matches();
            for (Object host : Iteration.of(members)) {
                if (whole || wanted.matcher(Printing.str(host)).matches()) {
                    found.add(Printing.str(host));
                }
            }
        });
        return found;
    }
}
