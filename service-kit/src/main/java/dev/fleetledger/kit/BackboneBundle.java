package dev.fleetledger.kit;

import dev.fleetledger.kit.http.health.Readiness;
import dev.fleetledger.kit.identity.ApiKeyUses;
import dev.fleetledger.kit.identity.IdentityView;
import dev.fleetledger.kit.kafka.TopicProvisioner;
import dev.fleetledger.kit.security.Keyset;
import dev.fleetledger.kit.security.VerifierKeys;
import dev.fleetledger.kit.server.ServersView;
import dev.fleetledger.schemas.topic.Topics;
import io.dropwizard.core.ConfiguredBundle;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.lifecycle.AutoCloseableManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every service needs besides HTTP, once in an application however many services it holds: the topics, the keys, and
 * what it keeps in memory of Kafka's. Added after the {@link KitBundle} and before the services' bundles, which are given
 * it.
 */
public final class BackboneBundle implements ConfiguredBundle<FleetConfiguration> {
    private final KitBundle kit;
    private final boolean decides;
    private @Nullable Keyset keyset;
    private @Nullable IdentityView identity;
    private @Nullable ApiKeyUses uses;
    private @Nullable ServersView servers;

    private BackboneBundle(KitBundle kit, boolean decides) {
        this.kit = kit;
        this.decides = decides;
    }

    /** For an application that holds the command-service, which alone has the whole keyset and makes it at its first start. */
    public static BackboneBundle deciding(KitBundle kit) {
        return new BackboneBundle(kit, true);
    }

    /** For all others, which only check credentials. */
    public static BackboneBundle verifying(KitBundle kit) {
        return new BackboneBundle(kit, false);
    }

    /** The whole keyset; throws IllegalStateException where only credentials are checked. */
    public Keyset keyset() {
        return present(keyset, "keyset");
    }

    /** Who may do what. */
    public IdentityView identity() {
        return present(identity, "identity view");
    }

    /** When API keys were last used. */
    public ApiKeyUses apiKeyUses() {
        return present(uses, "record of the use of API keys");
    }

    /** Every server with its health. */
    public ServersView servers() {
        return present(servers, "servers view");
    }

    @Override
    public void run(FleetConfiguration configuration, Environment environment) {
        var kafka = configuration.kafka();
        new TopicProvisioner(kafka).provision();
        var used = new ApiKeyUses(Topics.API_KEY_USES, kafka, kit.clock(), ApiKeyUses.PERIOD);
        used.start();
        uses = used;
        environment.lifecycle().manage(new AutoCloseableManager(used));
        var view = new IdentityView(
                IdentityView.records(
                        Topics.IDENTITY,
                        kafka.client(Map.of("client.id", "fleet-identity-view")),
                        configuration.identity().stallLimit()),
                keys(configuration),
                kit.clock(),
                used);
        view.start();
        identity = view;
        var all = ServersView.start(kafka);
        servers = all;
        environment.lifecycle().manage(new AutoCloseableManager(view));
        environment.lifecycle().manage(new AutoCloseableManager(all));
        var documents = ApiDocuments.start(Topics.API_DOCUMENTS, kafka);
        kit.documents(documents::all);
        environment.lifecycle().manage(new AutoCloseableManager(documents));
        environment
                .lifecycle()
                .addServerLifecycleListener(server -> documents.tell(environment.getName(), kit.document()));
        kit.authenticator(view);
        kit.readiness().register("identity", () -> view.ready() ? Readiness.READY : "reading who may do what");
        kit.readiness().register("servers", () -> all.ready() ? Readiness.READY : "reading the servers");
    }

    private VerifierKeys keys(FleetConfiguration configuration) {
        var file = configuration.identity().keys(configuration.instance().dataDirectory());
        if (!decides) {
            return file.loadVerifier();
        }
        var loaded = file.loadOrCreate(kit.clock().instant());
        keyset = loaded;
        return loaded.verifier();
    }

    private static <T> T present(@Nullable T part, String name) {
        if (part == null) {
            throw new IllegalStateException("this application has no " + name);
        }
        return part;
    }
}
