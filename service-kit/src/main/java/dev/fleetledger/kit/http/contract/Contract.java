package dev.fleetledger.kit.http.contract;

/** The documented APIs that the platform speaks. Each has its own bodies, above all for errors. */
public enum Contract {
    /** The homelab's server registry; also everything that no document describes. */
    HOMELAB(Contract.HOMELAB_TYPE, 422),
    /** Bare-metal management, on the unversioned surface. */
    GOUGH(Contract.GOUGH_TYPE, 400),
    /** Server control: metrics, containers, commands, alerts. */
    CHATOPS(Contract.CHATOPS_TYPE, 422),
    /** Cluster nodes, quotas and backups. */
    NODES(Contract.NODES_TYPE, 422),
    /** PDUs, sockets and devices. */
    PDU(Contract.PDU_TYPE, 400);

    public static final String HOMELAB_TYPE = "application/vnd.homelab.v1+json";
    public static final String GOUGH_TYPE = "application/vnd.gough.v1+json";
    public static final String CHATOPS_TYPE = "application/vnd.chatops.v1+json";
    public static final String NODES_TYPE = "application/vnd.nodes.v1+json";
    public static final String PDU_TYPE = "application/vnd.pdu.v1+json";

    private final String mediaType;
    private final int validationStatus;

    Contract(String mediaType, int validationStatus) {
        this.mediaType = mediaType;
        this.validationStatus = validationStatus;
    }

    /** By which a client asks for it in {@code Accept}. */
    public String mediaType() {
        return mediaType;
    }

    /** The status of an answer that says which fields are wrong. */
    public int validationStatus() {
        return validationStatus;
    }
}
