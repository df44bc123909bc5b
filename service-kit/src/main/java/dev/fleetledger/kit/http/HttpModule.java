package dev.fleetledger.kit.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.kit.identity.Authenticator;
import io.dropwizard.core.server.AbstractServerFactory;
import io.dropwizard.core.server.ServerFactory;
import io.dropwizard.core.setup.Environment;
import io.prometheus.metrics.exporter.servlet.jakarta.PrometheusMetricsServlet;
import io.prometheus.metrics.instrumentation.dropwizard.DropwizardExports;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.servlet.DispatcherType;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Supplier;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.server.spi.internal.ValueParamProvider;

/** Puts the platform's HTTP into a server. */
public final class HttpModule {
    private final LimitSettings limits;
    private final InstantSource clock;
    private final Endpoints endpoints = new Endpoints();

    public HttpModule(LimitSettings limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
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
        quieten(server);
        exportMetrics(environment);
        environment.healthChecks().register("ready", new ReadinessCheck(readiness));
        var errors = new ErrorRenderer(clock);
        environment
                .servlets()
                .addFilter("request", new RequestFilter(new ClientAddress(limits.trustedProxies())))
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        environment.getApplicationContext().setErrorHandler(new ServerErrors(errors));
        environment
                .lifecycle()
                .addServerLifecycleListener(started -> started.setErrorHandler(new ServerErrors(errors)));

        var parameters = new KitParameters(new RequestReader(limits.bodyBytes()));
        var jersey = environment.jersey();
        jersey.register(endpoints);
        jersey.register(new CallFilter(authenticator, new RateLimits(limits, clock)));
        jersey.register(new AnswerFilter(errors, clock));
        jersey.register(new Failures(errors, endpoints, new Elsewhere(documents)));
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
    private static void quieten(ServerFactory server) {
        if (server instanceof AbstractServerFactory factory) {
            factory.setRegisterDefaultExceptionMappers(false);
            factory.setEnableThreadNameFilter(false);
            factory.setRequestLogFactory(new AccessLog());
        }
    }
}
