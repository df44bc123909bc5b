package dev.fleetledger.domain.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.util.StdConverter;
import dev.fleetledger.domain.alert.Alert.Acknowledged;
import dev.fleetledger.domain.alert.Alert.Reading;
import dev.fleetledger.domain.alert.Alert.Resolved;
import dev.fleetledger.schemas.alert.AlertCondition;
import dev.fleetledger.schemas.event.AlertEnd;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How alerts are kept in the history: as answers show them, without their ids and what has not happened yet. */
public final class StoredAlerts {

    private StoredAlerts() {}

    /** What a mapper of the history needs for them. */
    public static SimpleModule module() {
        return new SimpleModule("alerts").setMixInAnnotation(AlertView.class, ViewForm.class);
    }

    /** Read by Jackson. */
    @SuppressWarnings("UnusedMethod")
    private interface ViewForm {
        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
        UUID id();

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        Instant resolvedAt();

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        String resolvedBy();

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        AlertEnd resolution();

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        Instant acknowledgedAt();

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        String acknowledgedBy();
    }

    static final class Shown extends StdConverter<Alert, AlertView> {
        @Override
        public AlertView convert(Alert alert) {
            return AlertView.of(alert);
        }
    }

    static final class Read extends StdConverter<AlertView, Alert> {
        @Override
        public Alert convert(AlertView view) {
            return new Alert(
                    view.id(),
                    view.rule(),
                    view.target(),
                    view.labels(),
                    new AlertCondition(view.metricType(), view.comparison(), view.thresholdValue(), view.severity()),
                    view.message(),
                    view.silencedBy(),
                    view.triggeredAt(),
                    view.observedAt(),
                    null,
                    new Reading(view.state(), view.value()),
                    acknowledged(view),
                    resolved(view));
        }

        private static @Nullable Acknowledged acknowledged(AlertView view) {
            var at = view.acknowledgedAt();
            return at == null ? null : new Acknowledged(at, Objects.requireNonNull(view.acknowledgedBy()));
        }

        private static @Nullable Resolved resolved(AlertView view) {
            var at = view.resolvedAt();
            return at == null
                    ? null
                    : new Resolved(
                            at, Objects.requireNonNull(view.resolvedBy()), Objects.requireNonNull(view.resolution()));
        }
    }
}
