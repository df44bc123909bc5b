package dev.fleetledger.command.webhook;

import dev.fleetledger.command.area.AreaServices;
import dev.fleetledger.command.process.AddressPolicy;
import dev.fleetledger.kit.Area;
import java.time.Duration;

/** Webhooks, as the command-service has them. */
public final class WebhookArea {
    /** Standard Webhooks 1.0.0, "Request timeouts". */
    private static final Duration BOUND = Duration.ofSeconds(15);

    private WebhookArea() {}

    public static Area of(AreaServices with) {
        var addresses = new AddressPolicy(with.configuration().outbound().allowedNetworks());
        var secrets = new WebhookSecrets(with.keyset().sealer());
        var client = new WebhookClient(addresses, BOUND);
        return Area.of(new WebhookCommandResource(with.commands(), secrets, new WebhookUrls(addresses)))
                .running(new DeliveryProcess(with.ledger(), secrets, client, with.clock()));
    }
}
