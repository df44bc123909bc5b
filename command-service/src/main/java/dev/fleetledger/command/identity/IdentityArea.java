package dev.fleetledger.command.identity;

import dev.fleetledger.command.area.AreaServices;
import dev.fleetledger.kit.Area;
import dev.fleetledger.kit.identity.StreamTickets;

/** Users, sessions and API keys, as the command-service has them; and the fleet's first start, which makes the first. */
public final class IdentityArea {
    /** In the data folder. */
    public static final String CREDENTIALS = "credentials.json";

    private IdentityArea() {}

    public static Area of(AreaServices with) {
        var settings = with.configuration().identity();
        var keyset = with.keyset();
        // Each takes 19 MiB and a processor for a while.
        var passwords = new Passwords(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
        // Fewer than a client's logins altogether, which are counted before.
        var guesses = Math.max(1, with.configuration().limits().loginsPerMinute() / 2);
        var secrets = new UserSecrets(keyset.sealer(), passwords, guesses);
        var lifetimes = new Tokens.Lifetimes(
                settings.accessTokenLifetime(), settings.refreshTokenLifetime(), StreamTickets.LIFETIME);
        var tokens = new Tokens(keyset, lifetimes, with.clock());
        var identity = new IdentityService(with.commands(), with.identity());
        var firstStart = new FirstStart(with.ledger(), founding(with, secrets), with.space());
        return Area.of(
                        new AuthCommandResource(identity, secrets, tokens),
                        new UserCommandResource(identity, secrets),
                        new ApiKeyCommandResource(identity, keyset.verifier()),
                        new StreamTicketResource(identity, tokens))
                .running(firstStart.process())
                .readyOnce("first-start", firstStart::state);
    }

    private static Founding founding(AreaServices with, UserSecrets secrets) {
        var instance = with.configuration().instance();
        return new Founding(
                with.ledger(),
                with.keyset(),
                secrets,
                instance.dataDirectory().resolve(CREDENTIALS),
                instance.publicUrl().toString(),
                with.configuration().identity().adminEmail());
    }
}
