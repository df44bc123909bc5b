package dev.fleetledger.command.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fleetledger.domain.server.Server;
import dev.fleetledger.kit.json.Json;
import dev.fleetledger.kit.security.Sealer;
import dev.fleetledger.kit.security.Secret;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.event.Concealed;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Seals how a server's power is switched: as a whole, as an address and a user's name tell half of it. */
final class PowerParameters {
    private static final String FIELD = "power_parameters";

    private final Sealer sealer;

    PowerParameters(Sealer sealer) {
        this.sealer = sealer;
    }

    Concealed seal(UUID server, Map<String, String> parameters) {
        try {
            var json = Json.mapper().writeValueAsString(new TreeMap<>(parameters));
            return sealer.seal(FleetId.DEFAULT, Server.ref(server), FIELD, new Secret(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts that are no JSON", e);
        }
    }
}
