package io.sounder.agent;

import io.sounder.agent.cli.Versions;
import io.sounder.agent.exporter.Exporter;
import java.time.Clock;
import java.util.List;

/** Starts the exporter of metrics. */
public final class ExporterMain {
    private ExporterMain() {}

    /** Runs until a signal ends it; ends the process with the exporter's exit code. */
    public static void main(String[] arguments) {
        Versions versions = Versions.read();
        int code = new Exporter(
                        System.getenv(),
                        versions.number(),
                        versions.own(),
                        versions.build(),
                        System.out,
                        System.err,
                        Clock.systemUTC())
                .run(List.of(arguments));
        System.exit(code);
    }
}
