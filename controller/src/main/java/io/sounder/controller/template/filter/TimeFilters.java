package io.sounder.controller.template.filter;

import io.sounder.controller.template.expression.Filter;
import io.sounder.controller.template.value.Arguments;
import io.sounder.controller.template.value.EvaluationException;
import io.sounder.controller.template.value.Numbers;
import io.sounder.controller.template.value.Printing;
import io.sounder.controller.template.value.Strftime;
import io.sounder.controller.template.value.Strptime;
import io.sounder.controller.template.value.Truth;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Filters for points in time. */
final class TimeFilters {
    private TimeFilters() {}

    static @Nullable Filter find(String name) {
        return switch (name) {
            case "strftime" -> (in, args, env) -> format(Printing.str(in), args.accept("second", "utc"));
            case "to_datetime" ->
                (in, args, env) -> Strptime.parse(Printing.str(in), args.text(0, "format", "%Y-%m-%d %H:%M:%S"));
            default -> null;
        };
    }

    private static String format(String pattern, Arguments arguments) {
        Object second = arguments.get(0, "second", null);
        ZoneId zone = Truth.of(arguments.get(1, "utc", false)) ? ZoneOffset.UTC : ZoneId.systemDefault();
        Instant instant = Instant.now();
        if (second != null) {
            Object real = NumberFilters.real(second, new Arguments(java.util.List.of("invalid"), java.util.Map.of()));
            if (!Numbers.isNumber(real)) {
                throw new EvaluationException("Invalid value for epoch value (" + Printing.str(second) + ")");
            }
            instant = Instant.ofEpochSecond((long) Math.floor(Numbers.real(real)));
        }
        return Strftime.format(pattern, instant.atZone(zone));
    }
}
