package dev.fleetledger.query.server;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.fleetledger.schemas.machine.Lifecycle;
import java.util.Arrays;
import java.util.Locale;

/** A lifecycle as Gough shows it. */
public enum GoughStatus {
    NEW(Lifecycle.NEW),
    COMMISSIONING(Lifecycle.COMMISSIONING),
    COMMISSIONED(Lifecycle.READY),
    DEPLOYING(Lifecycle.DEPLOYING),
    DEPLOYED(Lifecycle.DEPLOYED),
    RELEASING(Lifecycle.RELEASING),
    FAILED(Lifecycle.FAILED);

    private final Lifecycle lifecycle;

    GoughStatus(Lifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    Lifecycle lifecycle() {
        return lifecycle;
    }

    static GoughStatus of(Lifecycle lifecycle) {
        return Arrays.stream(values())
                .filter(status -> status.lifecycle == lifecycle)
                .findFirst()
                .orElseThrow();
    }
}
