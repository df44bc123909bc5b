package dev.fleetledger.kit.http;

/** The names under which a request carries what is settled about it before and beside its {@link Call}. */
public final class RequestAttributes {
    public static final String REQUEST_ID = "fleet.request-id";
    public static final String ADDRESS = "fleet.address";
    public static final String CONNECTION = "fleet.connection";
    public static final String ACTOR = "fleet.actor";
    /** In its one spelling. */
    public static final String PATH = "fleet.path";
    /** The template of the path of the method that it called. */
    public static final String ROUTE = "fleet.route";
    /** What protocol its connection goes on in, if it does not go on in HTTP. */
    public static final String SWITCH = "fleet.switch";

    private RequestAttributes() {}
}
