package dev.fleetledger.command.alert;

import dev.fleetledger.kit.threshold.ThresholdRule;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.alert.AlertState;
import dev.fleetledger.schemas.alert.Comparison;
import dev.fleetledger.schemas.alert.NoDataPolicy;
import dev.fleetledger.schemas.alert.Observation;
import dev.fleetledger.schemas.alert.Severity;
import dev.fleetledger.schemas.event.AlertEvent.AlertTriggered;
import dev.fleetledger.schemas.event.ServerDetails;
import dev.fleetledger.schemas.event.ServerEvent.Origin;
import dev.fleetledger.schemas.event.ServerEvent.ServerRegistered;
import dev.fleetledger.schemas.event.ThresholdDetails;
import dev.fleetledger.schemas.event.ThresholdEvent.ThresholdCreated;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A server with a threshold on its CPU. */
final class AlertFixtures {
    static final UUID SERVER = UUID.fromString("3d298266-633b-48b6-9662-07a1d9ee1c44");
    static final UUID RULE = UUID.fromString("6e0a7c0e-5f0f-4a63-8f3c-1d9b5a1f7e21");
    static final UUID ALERT = UUID.fromString("7f0a7c0e-5f0f-4a63-8f3c-1d9b5a1f7e21");
    static final UUID OTHER = UUID.fromString("8f0a7c0e-5f0f-4a63-8f3c-1d9b5a1f7e21");
    static final ServerRegistered REGISTERED = new ServerRegistered(
            SERVER, "web-1", 1, Origin.API, new ServerDetails("web-1", "web-1", 22, null, null, List.of()));
    static final ThresholdDetails CPU = details(null, 80, null);
    static final ThresholdCreated WATCHED = new ThresholdCreated(RULE, CPU);
    static final AlertTriggered TRIGGERED = new AlertTriggered(ALERT, firing(1, 5), "web-1: cpu is 95, > 80", null);

    private AlertFixtures() {}

    static ThresholdDetails details(@Nullable UUID server, double value, @Nullable Double clear) {
        return new ThresholdDetails(
                null,
                server,
                null,
                new TreeMap<>(),
                "cpu",
                Comparison.GT,
                value,
                clear,
                0,
                NoDataPolicy.KEEP,
                300,
                Severity.WARNING,
                true);
    }

    /** What makes {@link #details}. */
    static NewThreshold cpu(@Nullable String server, @Nullable Double clear) {
        var rule = new ThresholdRule(server, null, null, "cpu", Comparison.GT, 80.0, clear, null, null, null, null);
        return new NewThreshold(null, rule, null);
    }

    static Observation firing(long version, long number) {
        return observation(RULE.toString(), version, number, AlertState.FIRING, true, 95.0);
    }

    static Observation observation(
            String rule, long version, long number, AlertState state, boolean raises, @Nullable Double value) {
        return new Observation(
                FleetId.DEFAULT,
                rule,
                version,
                new AggregateRef(AggregateType.SERVER, SERVER.toString()),
                new TreeMap<>(),
                number,
                state,
                raises,
                Instant.ofEpochSecond(number),
                value,
                CPU.condition());
    }
}
