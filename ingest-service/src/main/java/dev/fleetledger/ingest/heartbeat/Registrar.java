package dev.fleetledger.ingest.heartbeat;

import dev.fleetledger.kit.http.Call;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Has servers registered. */
@FunctionalInterface
public interface Registrar {

    /**
     * The server of that name, registered in the name of who calls unless it was already.
     *
     * @throws dev.fleetledger.kit.error.RejectedException if it may not be
     * @throws dev.fleetledger.kit.error.UnavailableException if nobody can tell just now
     */
    UUID register(Call call, String name, @Nullable String hostname);
}
