package dev.fleetledger.command.webhook;

import dev.fleetledger.command.http.Commands;
import dev.fleetledger.command.ledger.Ledger;
import dev.fleetledger.kit.security.AddressPolicy;
import dev.fleetledger.kit.security.Keyset;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.time.InstantSource;

/** The parts of the command-service that tell others of alerts. */
public final class WebhookModule {
    /** Standard Webhooks 1.0.0, "Request timeouts". */
    private static final Duration BOUND = Duration.ofSeconds(15);

    private final WebhookCommandResource resource;
    private final DeliveryProcess process;

    /** @param addresses which webhooks may have */
    public WebhookModule(
            Ledger ledger, Commands commands, Keyset keyset, AddressPolicy addresses, InstantSource clock) {
        var secrets = new WebhookSecrets(keyset.sealer());
        resource = new WebhookCommandResource(commands, secrets, new WebhookUrls(addresses));
        process = new DeliveryProcess(ledger, secrets, new WebhookClient(addresses, BOUND), clock);
    }

    /** To be registered with Jersey. */
    public Object resource() {
        return resource;
    }

    /** To be run along with the service. */
    public Managed process() {
        return process;
    }
}
