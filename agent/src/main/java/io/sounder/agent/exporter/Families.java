package io.sounder.agent.exporter;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gauges in the making, by name. */
final class Families {
    private final Map<String, GaugeSnapshot.Builder> gauges = new TreeMap<>();

    /** Adds a value; {@code labels} are names and values in turns. */
    void put(String name, String help, long value, String... labels) {
        gauges.computeIfAbsent(name, _ -> GaugeSnapshot.builder().name(name).help(help))
                .dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                        .value((double) value)
                        .labels(Labels.of(labels))
                        .build());
    }

    void put(String name, String help, boolean value, String... labels) {
        put(name, help, value ? 1L : 0L, labels);
    }

    MetricSnapshots snapshots() {
        List<MetricSnapshot> snapshots = gauges.values().stream()
                .map(gauge -> (MetricSnapshot) gauge.build())
                .toList();
        return new MetricSnapshots(snapshots);
    }
}
