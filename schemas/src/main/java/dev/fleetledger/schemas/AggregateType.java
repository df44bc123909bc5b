package dev.fleetledger.schemas;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** What kinds of things have a history in the ledger. */
public enum AggregateType {
    SERVER("server"),
    /** Long work on a server. */
    JOB("job"),
    /** What a machine is told when it is deployed. */
    TEMPLATE("template"),
    PDU("pdu"),
    DEVICE("device"),
    NODE("node"),
    /** What a node keeps backups of. */
    SITE("site"),
    BACKUP("backup"),
    THRESHOLD("threshold"),
    ALERT("alert"),
    SILENCE("silence"),
    WEBHOOK("webhook"),
    /** What is sent to a webhook. */
    DELIVERY("delivery"),
    USER("user"),
    SESSION("session"),
    API_KEY("api-key"),
    SIGNING_KEY("signing-key"),
    /** The ledger itself: {@code clock}, by which its events are dated. */
    LEDGER("ledger");

    private final String wireName;

    AggregateType(String wireName) {
        this.wireName = wireName;
    }

    /** The name in subjects, queries and answers. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** The type of that wire name, if there is one. */
    public static Optional<AggregateType> find(String wireName) {
        return Arrays.stream(values())
                .filter(type -> type.wireName.equals(wireName))
                .findFirst();
    }

    @JsonCreator
    static AggregateType of(String wireName) {
        return find(wireName).orElseThrow(() -> new IllegalArgumentException("no aggregate type " + wireName));
    }
}
