package dev.fleetledger.kit;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Min;

/**
 * The section {@code capacity} of a service's configuration: how much there may be of what is kept in memory for as long
 * as it is there. Past it nothing is forgotten: what would be more is refused.
 */
public final class CapacitySettings {
    /**
     * Idempotency keys remembered of all clients; some 300 bytes each, and what its answer shows if that has changed since:
     * some 700 with updates of servers. Each row of a table is one.
     */
    @Min(1)
    @JsonProperty
    private int keys = 1_000_000;

    /** Idempotency keys remembered of one client: a user, with all API keys of theirs. */
    @Min(1)
    @JsonProperty
    private int keysOfPrincipal = 100_000;

    @Min(1)
    @JsonProperty
    private int servers = 100_000;

    /** New servers that one principal's telemetry may register in an hour. */
    @Min(1)
    @JsonProperty
    private int serversPerHour = 10_000;

    @Min(1)
    @JsonProperty
    private int pdus = 10_000;

    @Min(1)
    @JsonProperty
    private int devices = 100_000;

    /** Nodes, with those that ask to join. */
    @Min(1)
    @JsonProperty
    private int nodes = 10_000;

    @Min(1)
    @JsonProperty
    private int users = 10_000;

    public int keys() {
        return keys;
    }

    public int keysOfPrincipal() {
        return keysOfPrincipal;
    }

    public int servers() {
        return servers;
    }

    public int serversPerHour() {
        return serversPerHour;
    }

    public int pdus() {
        return pdus;
    }

    public int devices() {
        return devices;
    }

    public int nodes() {
        return nodes;
    }

    public int users() {
        return users;
    }
}
