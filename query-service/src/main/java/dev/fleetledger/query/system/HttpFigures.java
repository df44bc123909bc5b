package dev.fleetledger.query.system;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import dev.fleetledger.query.system.SystemMetrics.Services;
import io.dropwizard.jetty.MutableServletContextHandler;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jetty.server.Connector;

/** What is asked of this process by HTTP, as Dropwizard and Jetty count it. */
final class HttpFigures {
    private static final double NANOS_PER_MILLI = Duration.ofMillis(1).toNanos();

    private final Timer requests;
    private volatile List<Connector> connectors = List.of();

    /** For a service that has not started yet. */
    HttpFigures(MetricRegistry metrics, LifecycleEnvironment lifecycle) {
        requests = metrics.timer(MetricRegistry.name(MutableServletContextHandler.class, "requests"));
        lifecycle.addServerLifecycleListener(
                server -> connectors = Arrays.stream(server.getConnectors()).toList());
    }

    Services now() {
        var connections = connectors.stream()
                .mapToInt(connector -> connector.getConnectedEndPoints().size())
                .sum();
        return new Services(
                connections,
                rounded(requests.getSnapshot().getMean() / NANOS_PER_MILLI),
                rounded(requests.getOneMinuteRate()));
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
