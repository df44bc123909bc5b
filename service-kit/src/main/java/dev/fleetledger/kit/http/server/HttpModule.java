package dev.fleetledger.kit.http.server;

import com.codahale.metrics.Gauge;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.kit.http.CallFilter;
import dev.fleetledger.kit.http.body.BodyReader;
import dev.fleetledger.kit.http.endpoint.Endpoint;
import dev.fleetledger.kit.http.endpoint.Endpoints;
import dev.fleetledger.kit.http.endpoint.SiblingServices;
import dev.fleetledger.kit.http.failure.ErrorRenderer;
import dev.fleetledger.kit.http.health.HealthResource;
import dev.fleetledger.kit.http.health.Readiness;
import dev.fleetledger.kit.http.health.ReadinessCheck;
import dev.fleetledger.kit.http.limit.LimitSettings;
import dev.fleetledger.kit.http.limit.RateLimits;
import dev.fleetledger.kit.http.parameter.KitParameters;
import dev.fleetledger.kit.identity.Authenticator;
import io.dropwizard.core.server.AbstractServerFactory;
import io.dropwizard.core.server.ServerFactory;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.util.DataSize;
import io.prometheus.metrics.exporter.servlet.jakarta.PrometheusMetricsServlet;
import io.prometheus.metrics.instrumentation.dropwizard.DropwizardExports;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.servlet.DispatcherType;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.server.spi.internal.ValueParamProvider;

/** Puts the platform's HTTP into a server. */
public final class HttpModule {
    /** Dropwizard's name of the connectors that clients come to. */
    private static final String APPLICATION = "application";

    private final LimitSettings limits;
    private final InstantSource clock;
    private final Endpoints endpoints;

    public HttpModule(LimitSettings limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
        this.endpoints = new Endpoints(new RateLimits(limits, clock));
    }

    /** Has configurations that this mapper reads mean connectors that leave it to the platform which paths are good. */
    public static void prepare(ObjectMapper configuration) {
        ForgivingConnectorFactory.use(configuration);
    }

    /** Every resource method, once the server has started. */
    public List<Endpoint> endpoints() {
        return endpoints.all();
    }

    /**
     * Installs it.
     *
     * @param authenticator asked for at the first request
     * @param documents OpenAPI of the services beside this one
     */
    public void install(
            ServerFactory server,
            Environment environment,
            Supplier<Authenticator> authenticator,
            Supplier<Collection<ObjectNode>> documents,
            Readiness readiness) {
        quieten(server, endpoints);
        exportMetrics(environment);
        environment.healthChecks().register("ready", new ReadinessCheck(readiness));
        var errors = new ErrorRenderer(clock);
        environment
                .servlets()
                .addFilter("request", new RequestFilter(new ClientAddress(limits.trustedProxies())))
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        // The filter refuses what is ambiguous; the rest is good, such as a percent sign in a name.
        environment.getApplicationContext().getServletHandler().setDecodeAmbiguousURIs(true);
        environment.getApplicationContext().setErrorHandler(new ServerErrors(errors));
        var heads =
                environment.lifecycle().scheduledExecutorService("slow-heads").build();
        environment.lifecycle().addServerLifecycleListener(started -> {
            started.setErrorHandler(new ServerErrors(errors));
            boundConnections(started, heads);
        });

        var bodies = new BodyReader(limits);
        environment.metrics().register("fleet.http.body_bytes_in_flight", (Gauge<Long>) bodies::bytesInFlight);
        var parameters = new KitParameters(bodies);
        var jersey = environment.jersey();
        jersey.register(endpoints);
        jersey.register(new CallFilter(authenticator, bodies::readToSendOn));
        jersey.register(new AnswerFilter(errors, clock));
        jersey.register(new Failures(errors, endpoints, new SiblingServices(documents)));
        jersey.register(new AbstractBinder() {
            @Override
            protected void configure() {
                bind(parameters).to(ValueParamProvider.class);
            }
        });
        jersey.property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true);
        jersey.property(ServerProperties.PROCESSING_RESPONSE_ERRORS_ENABLED, true);
        jersey.property(ServerProperties.LOCATION_HEADER_RELATIVE_URI_RESOLUTION_DISABLED, true);
        jersey.property(ServerProperties.WADL_FEATURE_DISABLE, true);
        jersey.register(new HealthResource(readiness));
    }

    private void boundConnections(Server server, ScheduledExecutorService heads) {
        var clients = Stream.of(server.getConnectors())
                .filter(connector -> APPLICATION.equals(connector.getName()))
                .toArray(Connector[]::new);
        server.addBean(new NetworkConnectionLimit(limits.connections(), clients));
        for (var connector : clients) {
            var unused = heads.scheduleWithFixedDelay(
                    new SlowHeads(connector, limits.requestTimeout()), 1, 1, TimeUnit.SECONDS);
        }
    }

    private static void exportMetrics(Environment environment) {
        var registry = new PrometheusRegistry();
        DropwizardExports.builder().dropwizardRegistry(environment.metrics()).register(registry);
        JvmMetrics.builder().register(registry);
        environment
                .admin()
                .addServlet("prometheus", new PrometheusMetricsServlet(registry))
                .addMapping("/metrics");
    }

    /** What Dropwizard would say, log or name after the request's query. */
    private static void quieten(ServerFactory server, Endpoints endpoints) {
        if (server instanceof AbstractServerFactory factory) {
            factory.setRegisterDefaultExceptionMappers(false);
            factory.setEnableThreadNameFilter(false);
            factory.setRequestLogFactory(new AccessLog(endpoints));
            // Requests are decompressed by us, who tell whether they are whole.
            factory.getGzipFilterFactory().setBufferSize(DataSize.bytes(-1));
        }
    }
}
