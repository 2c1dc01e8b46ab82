package io.sounder.controller.template.lookup;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code lookup('name', terms…, option=…)} runs. */
@FunctionalInterface
interface Lookup {
    /** One or more results for each term. */
    List<@Nullable Object> run(
            List<@Nullable Object> terms, Map<String, @Nullable Object> options, LookupContext context);
}
