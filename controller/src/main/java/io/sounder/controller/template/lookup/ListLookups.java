package io.sounder.controller.template.lookup;

import io.sounder.controller.template.value.Access;
import io.sounder.controller.template.value.EvaluationException;
import io.sounder.controller.template.value.Iteration;
import io.sounder.controller.template.value.Printing;
import io.sounder.controller.template.value.Truth;
import io.sounder.controller.template.value.Tuple;
import io.sounder.controller.template.value.Undefined;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lookups that arrange lists: the loops {@code with_…}. */
final class ListLookups {
    private static final Pattern SEQUENCE =
            Pattern.compile("(?:(0x[0-9a-fA-F]+|0?[0-7]*|[0-9]+)-)?(0x[0-9a-fA-F]+|[0-9]+)(?:/([0-9]+))?(?::(.+))?");

    private ListLookups() {}

    static @Nullable Lookup find(String name) {
        return switch (name) {
            case "items" -> ListLookups::flattened;
            case "list" -> ListLookups::asTheyAre;
            case "flattened" -> ListLookups::flattenedDeep;
            case "dict" -> ListLookups::pairs;
            case "nested", "cartesian" -> ListLookups::nested;
            case "together" -> ListLookups::together;
            case "indexed_items" -> ListLookups::indexed;
            case "subelements" -> ListLookups::subelements;
            case "sequence" -> ListLookups::sequence;
            case "random_choice" -> ListLookups::randomChoice;
            default -> null;
        };
    }

    private static List<@Nullable Object> asTheyAre(
            List<@Nullable Object> terms, Map<String, @Nullable Object> options, LookupContext context) {
        return terms;
    }

    private static List<@Nullable Object> randomChoice(
            List<@Nullable Object> terms, Map<String, @Nullable Object> options, LookupContext context) {
        return terms.isEmpty()
                ? terms
                : one(terms.get(ThreadLocalRandom.current().nextInt(terms.size())));
    }

    private static List<@Nullable Object> one(@Nullable Object value) {
        List<@Nullable Object> list = new ArrayList<>();
        list.add(value);
        return list;
    }

    /** Lists within become their items, one level deep. */
    private static List<@Nullable Object> flattened(
            List<@Nullable Object> terms, Map<String, @Nullable Object> options, LookupContext context) {
        List<@Nullable Object> flat = new ArrayList<>();
        for (Object term : terms) {
            if (term instanceof List<?> list) {
                flat.addAll(list);
            } else {
                flat.add(term);
            }
        }
        return flat;
    }

    /** Lists within become their items, however deep. */
    private static List<@Nullable Object> flattenedDeep(
            List<@Nullable Object> terms, Map<String, @Nullable Object> options, LookupContext context) {
        List<@Nullable Object> flat = new ArrayList<>();
        for (Object term : terms) {
            if (term instanceof List<?> list) {
                flat.addAll(flattenedDeep(new ArrayList<>(list), options, context));
            } else {
                flat.add(term);
            }
        }
        return flat;
    }

    private static List<@Nullable Object> pairs(
            List<@Nullable Object> terms, Map<String, @Nullable Object> options, LookupContext context) {
        List<@Nullable Object> pairs = new ArrayList<>();
        for (Object term : terms) {
            if (!(Undefined.require(term) instanceof Map<?, ?> map)) {
                throw new EvaluationException("the lookup 'dict' expects a dictionary");
            }
            map.forEach((key, value) -> {
                Map<Object, @Nullable Object> pair = new LinkedHashMap<>();
                pair.put("key", key);
                pair.put("value", value);
                pairs.add(pair);
            });
        }
        return pairs;
    }

    private static List<@Nullable Object> items(@Nullable Object term) {
        return term instanceof List ? Iteration.of(term) : one(term);
    }

    private static List<@Nullable Object> nested(
            List<@Nullable Object> terms, Map<String, @Nullable Object> options, LookupContext context) {
        List<@Nullable Object> rows = one(new ArrayList<@Nullable Object>());
        for (Object term : terms) {
            List<@Nullable Object> longer = new ArrayList<>();
            for (Object row : rows) {
                for (Object item : items(term)) {
                    List<@Nullable Object> next = Iteration.of(row);
                    next.add(item);
                    longer.add(next);
                }
            }
            rows = longer;
        }
        return rows;
    }

    private static List<@Nullable Object> together(
            List<@Nullable Object> terms, Map<String, @Nullable Object> options, LookupContext context) {
        int size = terms.stream().mapToInt(term -> items(term).size()).max().orElse(0);
        List<@Nullable Object> rows = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            List<@Nullable Object> row = new ArrayList<>();
            for (Object term : terms) {
                List<@Nullable Object> items = items(term);
                row.add(i < items.size() ? items.get(i) : null);
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<@Nullable Object> indexed(
            List<@Nullable Object> terms, Map<String, @Nullable Object> options, LookupContext context) {
        List<@Nullable Object> rows = new ArrayList<>();
        for (Object item : flattened(terms, options, context)) {
            rows.add(Tuple.of((long) rows.size(), item));
        }
        return rows;
    }

    private static List<@Nullable Object> subelements(
            List<@Nullable Object> terms, Map<String, @Nullable Object> options, LookupContext context) {
        if (terms.size() < 2) {
            throw new EvaluationException("the lookup 'subelements' needs a list and a key");
        }
        boolean skip = terms.size() > 2
                && terms.get(2) instanceof Map<?, ?> flags
                && flags.containsKey("skip_missing")
                && Truth.of(flags.get("skip_missing"));
        List<@Nullable Object> rows = new ArrayList<>();
        Object source = terms.get(0);
        for (Object item : source instanceof Map<?, ?> map ? List.copyOf(map.values()) : Iteration.of(source)) {
            Object values = item;
            for (String key : Printing.str(terms.get(1)).split("\\.", -1)) {
                // A missing key is missing, even if maps have a method of that name.
                values = values instanceof Map<?, ?> map && !map.containsKey(key)
                        ? Undefined.element(values, key)
                        : Access.item(values, key);
            }
            if (values instanceof Undefined && skip) {
                continue;
            }
            Object rest = item;
            if (item instanceof Map<?, ?> map && !Printing.str(terms.get(1)).contains(".")) {
                Map<Object, @Nullable Object> others = new LinkedHashMap<>(map);
                others.remove(terms.get(1));
                rest = others;
            }
            for (Object value : Iteration.of(values)) {
                rows.add(Tuple.of(rest, value));
            }
        }
        return rows;
    }

    private static List<@Nullable Object> sequence(
            List<@Nullable Object> terms, Map<String, @Nullable Object> options, LookupContext context) {
        List<@Nullable Object> numbers = new ArrayList<>();
        for (Object term : terms) {
            Map<String, String> settings = new LinkedHashMap<>();
            options.forEach((key, value) -> settings.put(key, Printing.str(value)));
            String text = Printing.str(term).strip();
            Matcher matcher = SEQUENCE.matcher(text);
            if (matcher.matches()) {
                settings.put("start", matcher.group(1) == null ? "1" : matcher.group(1));
                settings.put("end", matcher.group(2));
                settings.put("stride", matcher.group(3) == null ? "1" : matcher.group(3));
                settings.put("format", matcher.group(4) == null ? "%d" : matcher.group(4));
            } else {
                for (String word : text.isEmpty() ? new String[0] : text.split("\\s+", -1)) {
                    int equals = word.indexOf('=');
                    if (equals < 1) {
                        throw new EvaluationException("the sequence '" + text + "' is not valid");
                    }
                    settings.put(word.substring(0, equals), word.substring(equals + 1));
                }
            }
            count(settings, numbers);
        }
        return numbers;
    }

    private static void count(Map<String, String> settings, List<@Nullable Object> numbers) {
        long start = Long.decode(settings.getOrDefault("start", "1"));
        long stride = Long.decode(settings.getOrDefault("stride", "1"));
        String count = settings.get("count");
        String endText = settings.get("end");
        if (count == null && endText == null) {
            throw new EvaluationException("a sequence needs 'end' or 'count'");
        }
        if (stride == 0) {
            return;
        }
        long end = endText != null ? Long.decode(endText) : start + (Long.decode(String.valueOf(count)) - 1) * stride;
        String format = settings.getOrDefault("format", "%d");
        for (long n = start; stride > 0 ? n <= end : n >= end; n += stride) {
            numbers.add(io.sounder.controller.template.value.PercentFormat.format(format, n));
        }
    }
}
