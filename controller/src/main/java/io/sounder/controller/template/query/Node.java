package io.sounder.controller.template.query;

import org.jspecify.annotations.Nullable;

/** A part of a query that is ready to run. */
@FunctionalInterface
interface Node {
    /** The result for the current value; null where there is none. */
    @Nullable
    Object search(@Nullable Object current);
}
