package dev.fleetledger.kit.kafka;

import java.util.Set;

/** The names of the projectors whose progress services wait for; {@code fleet.projected} is keyed by them. */
public final class Projectors {
    /** The read model of the ledger itself. */
    public static final String LEDGER = "ledger";
    /** The read model of servers with their health. */
    public static final String SERVERS = "servers";
    /** The read model of what sites hold, whose positions are those of {@code fleet.node-stats}. */
    public static final String SITE_USES = "site-uses";

    /** All that show something of a server, which a command waits for that changes one or its lifecycle. */
    public static final Set<String> OF_SERVERS = Set.of(LEDGER, SERVERS);

    private Projectors() {}
}
