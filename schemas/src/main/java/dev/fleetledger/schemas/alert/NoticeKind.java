package dev.fleetledger.schemas.alert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** What a webhook is told of; the {@code type} of what it receives. */
public enum NoticeKind {
    ALERT_TRIGGERED("alert.triggered"),
    ALERT_RESOLVED("alert.resolved"),
    /** Nothing happened: somebody wants to see whether it arrives. */
    TEST("webhook.test");

    private final String wireName;

    NoticeKind(String wireName) {
        this.wireName = wireName;
    }

    /** As requests, answers, events and receivers know it. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    @JsonCreator
    static NoticeKind of(String wireName) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName.equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kind of notice " + wireName));
    }
}
