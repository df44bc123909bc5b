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
     * @param id its slug, uuid or number; null if only the hostname is known
     * @param hostname its own name; null if only the id is known
     * @throws dev.fleetledger.kit.error.RejectedException if it may not be
     * @throws dev.fleetledger.kit.retry.UnavailableException if nobody can tell just now
     */
    UUID register(Call call, @Nullable String id, @Nullable String hostname);
}
