package io.sounder.agent.exporter;

import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.sounder.agent.base.Log;
import io.sounder.agent.config.ConfigLoader;
import io.sounder.agent.os.Signals;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine;

/** The program: listens, looks at the repositories from time to time, and goes on until a signal ends it. */
public final class Exporter {
    private static final int USAGE = 1;

    private final Map<String, String> environment;
    private final BuildInfo build;
    private final PrintStream out;
    private final PrintStream err;
    private final Clock clock;
    private final CountDownLatch ended = new CountDownLatch(1);

    /**
     * Takes what the program has of its process.
     *
     * @param compatible number of the pgBackRest release it stands for, such as 2059001
     * @param version of Sounder
     * @param buildId the digest of the sources it was made from
     */
    public Exporter(
            Map<String, String> environment,
            int compatible,
            String version,
            String buildId,
            PrintStream out,
            PrintStream err,
            Clock clock) {
        this.environment = environment;
        this.build = new BuildInfo(compatible, version, buildId);
        this.out = out;
        this.err = err;
        this.clock = clock;
    }

    /** Runs until a signal comes; the exit code: 0 after a signal, 1 for wrong flags or an address that is taken. */
    public int run(List<String> arguments) {
        Flags flags = new Flags();
        CommandLine line = new CommandLine(flags);
        try {
            line.parseArgs(arguments.toArray(String[]::new));
            if (flags.asksForHelp()) {
                line.usage(out);
                return 0;
            }
            if (flags.asksForVersion()) {
                out.println("pgbackrest_exporter of Sounder " + build.version() + " (build " + build.build() + ")");
                return 0;
            }
            ExporterLog log = new ExporterLog(err, clock, flags.logLevel(), flags.jsonLog());
            return serve(flags.settings(), log);
        } catch (CommandLine.ParameterException | Flags.WrongFlag e) {
            err.println("pgbackrest_exporter: " + e.getMessage() + "; see --help");
            return USAGE;
        } finally {
            out.flush();
            err.flush();
        }
    }

    private int serve(ExporterSettings settings, Log log) {
        AtomicReference<Collected> collected = new AtomicReference<>(Collected.NOTHING);
        PrometheusRegistry registry = new PrometheusRegistry();
        registry.register(new Metrics(settings.extra(), build, collected::get, clock, ZoneId.systemDefault()));
        JvmMetrics.builder().register(registry);
        Signals.on("TERM", ended::countDown);
        Signals.on("INT", ended::countDown);
        List<MetricsServer> servers = new ArrayList<>();
        try {
            for (InetSocketAddress address : settings.addresses()) {
                servers.add(listen(address, settings.path(), registry));
                log.info("listening on " + name(address, servers.getLast().port()) + settings.path());
            }
            collect(settings, collected, log);
            return 0;
        } catch (IOException e) {
            log.error(String.valueOf(e.getMessage()));
            return USAGE;
        } finally {
            servers.forEach(MetricsServer::close);
        }
    }

    private static MetricsServer listen(InetSocketAddress address, String path, PrometheusRegistry registry)
            throws IOException {
        try {
            return MetricsServer.listen(address, path, registry);
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException(
                    "unable to listen on " + name(address, address.getPort()) + ": " + e.getMessage()
                            + "; choose another with --web.listen-address",
                    e);
        }
    }

    private static String name(InetSocketAddress address, int port) {
        String host = address.getHostString();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    private void collect(ExporterSettings settings, AtomicReference<Collected> collected, Log log) {
        Collector collector = new Collector(settings, new ConfigLoader(environment, Path.of("/")), log);
        try {
            do {
                if (settings.collects()) {
                    collected.set(collector.collect());
                }
            } while (!ended.await(settings.interval(), TimeUnit.SECONDS));
            log.info("ended by a signal");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
