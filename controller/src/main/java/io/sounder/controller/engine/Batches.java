package io.sounder.controller.engine;

import io.sounder.controller.inventory.Host;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts the hosts of a play into batches as {@code serial} says. */
final class Batches {
    private Batches() {}

    static List<List<Host>> of(List<Host> hosts, @Nullable Object serial) {
        List<?> sizes = serial instanceof List<?> many ? many : serial == null ? List.of() : List.of(serial);
        if (hosts.isEmpty() || sizes.isEmpty()) {
            return hosts.isEmpty() ? List.of() : List.of(hosts);
        }
        List<List<Host>> batches = new ArrayList<>();
        int start = 0;
        for (int i = 0; start < hosts.size(); i++) {
            int size = size(sizes.get(Math.min(i, sizes.size() - 1)), hosts.size());
            batches.add(hosts.subList(start, Math.min(start + size, hosts.size())));
            start += size;
        }
        return batches;
    }

    private static int size(Object written, int all) {
        String text = String.valueOf(written).strip();
        int size = text.endsWith("%")
                ? Math.max((int) (Double.parseDouble(text.substring(0, text.length() - 1)) * all / 100), 1)
                : Integer.parseInt(text);
        return size <= 0 ? all : size;
    }
}
