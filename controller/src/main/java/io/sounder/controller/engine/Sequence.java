package io.sounder.controller.engine;

import io.sounder.controller.base.ControllerException;
import io.sounder.controller.base.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The numbers of {@code with_sequence}, such as {@code start=1 end=5 format=web%02d}. */
record Sequence(long start, long end, long stride, String format) {
    static Sequence parse(@Nullable Object value) {
        Object one = value instanceof List<?> list && !list.isEmpty() ? list.getFirst() : value;
        Map<String, String> args = new TreeMap<>();
        for (String word : String.valueOf(one).strip().split("\\s+", -1)) {
            String[] pair = word.split("=", 2);
            if (pair.length < 2) {
                throw new ControllerException(ExitCode.HOSTS_FAILED, "can't parse with_sequence: '" + one + "'");
            }
            args.put(pair[0], pair[1]);
        }
        long start = Long.decode(args.getOrDefault("start", "1"));
        long stride = Long.decode(args.getOrDefault("stride", "1"));
        long end = args.containsKey("count")
                ? start + stride * (Long.decode(args.getOrDefault("count", "0")) - 1)
                : Long.decode(args.getOrDefault("end", "0"));
        return new Sequence(start, end, stride, args.getOrDefault("format", "%d"));
    }

    List<@Nullable Object> items() {
        List<@Nullable Object> items = new ArrayList<>();
        for (long i = start; stride > 0 ? i <= end : i >= end && stride < 0; i += stride) {
            items.add(String.format(format, i));
        }
        return items;
    }
}
