package dev.fleetledger.kit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Suppliers;
import dev.fleetledger.kit.http.endpoint.Endpoint;
import dev.fleetledger.kit.http.health.Readiness;
import dev.fleetledger.kit.http.server.AdminGate;
import dev.fleetledger.kit.http.server.HttpModule;
import dev.fleetledger.kit.identity.Authenticator;
import dev.fleetledger.kit.logging.LibraryLogging;
import dev.fleetledger.kit.openapi.DocumentationResource;
import dev.fleetledger.kit.openapi.OpenApiDocument;
import io.dropwizard.core.Configuration;
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
    private boolean dataIsHere;
    private FreeSpace space = FreeSpace.elsewhere();
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

    /** Has the disk of the data folder watched: for an application with Kafka in the same process. */
    public void watchDisk() {
        dataIsHere = true;
    }

    /** Whether anything new may be written: to be asked before it is. */
    public FreeSpace space() {
        return space;
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

    /** Has the parts of an area run with the service. */
    public void add(Area area, Environment environment) {
        area.resources().forEach(environment.jersey()::register);
        area.processes().forEach(environment.lifecycle()::manage);
        area.readiness().forEach(readiness::register);
    }

    @Override
    public void initialize(Bootstrap<?> bootstrap) {
        HttpModule.prepare(bootstrap.getObjectMapper());
        readStrictly(bootstrap);
    }

    private static <C extends Configuration> void readStrictly(Bootstrap<C> bootstrap) {
        bootstrap.setConfigurationFactoryFactory(StrictYaml::new);
        bootstrap.setConfigurationSourceProvider(
                StrictYaml.substituting(bootstrap.getConfigurationSourceProvider(), System::getenv));
    }

    @Override
    public void run(FleetConfiguration configuration, Environment environment) {
        LibraryLogging.restrain();
        if (dataIsHere) {
            var instance = configuration.instance();
            space = FreeSpace.of(instance.dataDirectory(), instance.diskReserve());
            environment.lifecycle().manage(space);
            readiness.registerLesser("disk", () -> space.problem().orElse(Readiness.READY));
        }
        AdminGate.install(
                environment,
                configuration.instance().url(),
                configuration.instance().publicUrl());
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
