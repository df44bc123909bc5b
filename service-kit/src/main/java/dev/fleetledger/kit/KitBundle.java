package dev.fleetledger.kit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Suppliers;
import dev.fleetledger.kit.http.Endpoint;
import dev.fleetledger.kit.http.HttpModule;
import dev.fleetledger.kit.http.Readiness;
import dev.fleetledger.kit.identity.Authenticator;
import dev.fleetledger.kit.openapi.DocumentationResource;
import dev.fleetledger.kit.openapi.OpenApiDocument;
import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.core.ConfiguredBundle;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.lifecycle.Managed;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes an application speak the platform's HTTP. Added before the services' bundles, which are given it. */
public final class KitBundle implements ConfiguredBundle<FleetConfiguration> {
    private final InstantSource clock;
    private final Readiness readiness = new Readiness();
    private @Nullable Authenticator authenticator;
    private Supplier<Collection<ObjectNode>> documents = List::of;
    private @Nullable HttpModule http;
    private final Supplier<ObjectNode> document = Suppliers.memoize(
            () -> OpenApiDocument.of(Objects.requireNonNull(http, "not running").endpoints()));

    public KitBundle() {
        this(InstantSource.system());
    }

    /** With another clock, for tests. */
    public KitBundle(InstantSource clock) {
        this.clock = clock;
    }

    /** Where the services register what must be ready. */
    public Readiness readiness() {
        return readiness;
    }

    /** What time it is. */
    public InstantSource clock() {
        return clock;
    }

    /** Sets who tells whose credential it is; once, by a service's {@code run}. */
    public void authenticator(Authenticator chosen) {
        authenticator = chosen;
    }

    /** Sets where the OpenAPI documents of the services beside this one are; none unless set. */
    public void documents(Supplier<Collection<ObjectNode>> others) {
        documents = others;
    }

    /** The OpenAPI document of this service, once the server has started. */
    public ObjectNode document() {
        return document.get();
    }

    /** Every resource method, once the server has started. */
    public List<Endpoint> endpoints() {
        return http == null ? List.of() : http.endpoints();
    }

    @Override
    public void initialize(Bootstrap<?> bootstrap) {
        bootstrap.setConfigurationSourceProvider(new SubstitutingSourceProvider(
                bootstrap.getConfigurationSourceProvider(), new EnvironmentVariableSubstitutor(false)));
    }

    @Override
    public void run(FleetConfiguration configuration, Environment environment) {
        var module = new HttpModule(configuration.limits(), clock);
        http = module;
        module.install(
                configuration.getServerFactory(),
                environment,
                this::chosenAuthenticator,
                () -> documents.get(),
                readiness);
        environment.jersey().register(new DocumentationResource(document, () -> documents.get()));
        environment.lifecycle().manage(new Managed() {
            @Override
            public void start() {
                chosenAuthenticator();
            }
        });
    }

    private Authenticator chosenAuthenticator() {
        if (authenticator == null) {
            throw new IllegalStateException("no service said who authenticates");
        }
        return authenticator;
    }
}
