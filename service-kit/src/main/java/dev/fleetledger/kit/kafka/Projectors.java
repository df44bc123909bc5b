package dev.fleetledger.kit.kafka;

/** The names of the projectors whose progress services wait for; {@code fleet.projected} is keyed by them. */
public final class Projectors {
    /** The read model of the ledger itself. */
    public static final String LEDGER = "ledger";
    /** The read model of servers with their health. */
    public static final String SERVERS = "servers";
    /** The read model of what sites hold, whose positions are those of {@code fleet.node-stats}. */
    public static final String SITE_USES = "site-uses";

    private Projectors() {}
}
