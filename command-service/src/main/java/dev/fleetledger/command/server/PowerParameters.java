package dev.fleetledger.command.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
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
public final class PowerParameters {
    private static final String FIELD = "power_parameters";

    private final Sealer sealer;

    public PowerParameters(Sealer sealer) {
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

    /** Them by their names, none of a server that has none; throws IllegalArgumentException if this keyset does not open them. */
    public Map<String, String> unseal(Server server) {
        var machine = server.provisioning().machine();
        if (machine == null || machine.power() == null) {
            return Map.of();
        }
        var sealed = machine.power().known();
        try {
            return Json.mapper()
                    .readValue(
                            sealer.unseal(FleetId.DEFAULT, server.ref(), FIELD, sealed)
                                    .value(),
                            new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("sealed power parameters that are no JSON", e);
        }
    }
}
