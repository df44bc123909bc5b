package dev.fleetledger.command.identity;

import dev.fleetledger.command.http.Commands;
import dev.fleetledger.command.http.FailureThrottle;
import dev.fleetledger.command.ledger.Ledger;
import dev.fleetledger.kit.FleetConfiguration;
import dev.fleetledger.kit.identity.IdentityView;
import dev.fleetledger.kit.identity.StreamTickets;
import dev.fleetledger.kit.security.Keyset;
import dev.fleetledger.kit.security.Passwords;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** The parts of the command-service that look after who may do what. */
public final class IdentityModule {
    /** In the data folder. */
    public static final String CREDENTIALS = "credentials.json";

    private final List<Object> resources;
    private final Founding founding;

    /**
     * @param commands for the resources
     * @param view of this service
     */
    public IdentityModule(
            FleetConfiguration configuration,
            Ledger ledger,
            Commands commands,
            Keyset keyset,
            IdentityView view,
            InstantSource clock) {
        var settings = configuration.identity();
        var instance = configuration.instance();
        // Each takes 19 MiB and a processor for a while.
        var passwords = new Passwords(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
        var secrets = new UserSecrets(keyset.sealer(), passwords);
        var lifetimes = new Tokens.Lifetimes(
                settings.accessTokenLifetime(), settings.refreshTokenLifetime(), StreamTickets.LIFETIME);
        var tokens = new Tokens(keyset, lifetimes, clock);
        var identity = new IdentityService(commands, view);
        var throttle = new FailureThrottle(configuration.limits().loginsPerMinute());
        resources = List.of(
                new AuthCommandResource(identity, secrets, tokens, throttle),
                new UserCommandResource(identity, secrets),
                new ApiKeyCommandResource(identity, keyset.verifier()),
                new StreamTicketResource(identity, tokens));
        Path credentials = instance.dataDirectory().resolve(CREDENTIALS);
        founding = new Founding(
                ledger, keyset, secrets, credentials, instance.publicUrl().toString(), settings.adminEmail());
    }

    /** To be registered with Jersey. */
    public List<Object> resources() {
        return resources;
    }

    /** To be run once the fleet is this instance's. */
    public Founding founding() {
        return founding;
    }
}
