package dev.fleetledger.standalone;

import com.google.common.base.Throwables;
import dev.fleetledger.embedded.PlatformFailure;
import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import java.net.BindException;
import java.nio.channels.UnresolvedAddressException;
import org.eclipse.jetty.server.Server;

/**
 * A Dropwizard application's server, run by us and not by Dropwizard's own command line, which would leave the JVM when it
 * fails and knows nothing of the parts around it.
 */
final class HttpServer implements AutoCloseable {
    private final Server server;

    /**
     * Runs the application and returns when it answers.
     *
     * @throws PlatformFailure if its address or port cannot be had
     */
    static <C extends Configuration> HttpServer start(
            Application<C> application, Bootstrap<C> bootstrap, C configuration) throws Exception {
        var environment = new Environment(
                application.getName(),
                bootstrap.getObjectMapper(),
                bootstrap.getValidatorFactory(),
                bootstrap.getMetricRegistry(),
                bootstrap.getClassLoader(),
                bootstrap.getHealthCheckRegistry(),
                configuration);
        configuration.getMetricsFactory().configure(environment.lifecycle(), bootstrap.getMetricRegistry());
        configuration.getServerFactory().configure(environment);
        bootstrap.run(configuration, environment);
        application.run(configuration, environment);
        var server = configuration.getServerFactory().build(environment);
        // We stop it, in its turn.
        server.setStopAtShutdown(false);
        try {
            server.start();
        } catch (Exception e) {
            server.stop();
            var cause = Throwables.getRootCause(e);
            if (cause instanceof BindException || cause instanceof UnresolvedAddressException) {
                throw new PlatformFailure(
                        "The API cannot listen on the address in FLEET_BIND or FLEET_ADMIN_BIND, or on its port.", e);
            }
            throw e;
        }
        return new HttpServer(server);
    }

    private HttpServer(Server server) {
        this.server = server;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server did not stop", e);
        }
    }
}
