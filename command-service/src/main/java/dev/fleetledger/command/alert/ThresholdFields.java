package dev.fleetledger.command.alert;

import dev.fleetledger.command.fleet.Field;
import dev.fleetledger.kit.alert.ThresholdLimits;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.schemas.alert.NoDataPolicy;
import dev.fleetledger.schemas.alert.Severity;
import dev.fleetledger.schemas.event.ThresholdDetails;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a client would change of a threshold.
 *
 * @param sent whether a field was sent, by its name on the wire: one that was not stays
 */
public record ThresholdFields(ThresholdChanges changes, Predicate<String> sent) {

    /** Null for what must be there. */
    List<FieldError> cleared() {
        return Field.nulls(
                field("metric_type", changes.metricType()),
                field("comparison", changes.comparison()),
                field("threshold_value", changes.thresholdValue()));
    }

    /**
     * What they make of a threshold.
     *
     * @param found the uuid of the server that was sent, if one was
     */
    ThresholdDetails merge(ThresholdDetails old, @Nullable UUID found) {
        return new ThresholdDetails(
                field("name", changes.name()).merge(old.name()),
                field("server_id", found).merge(old.serverId()),
                field("tag", changes.tag()).merge(old.tag()),
                new TreeMap<>(field("labels", changes.labels()).merge(old.labels(), Map.of())),
                Objects.requireNonNullElse(changes.metricType(), old.metricType()),
                Objects.requireNonNullElse(changes.comparison(), old.comparison()),
                Objects.requireNonNullElse(changes.thresholdValue(), old.thresholdValue()),
                field("clear_value", changes.clearValue()).merge(old.clearValue()),
                field("for_seconds", changes.forSeconds()).merge(old.forSeconds(), 0),
                field("no_data", changes.noData()).merge(old.noData(), NoDataPolicy.KEEP),
                field("no_data_after_seconds", changes.noDataAfterSeconds())
                        .merge(old.noDataAfterSeconds(), ThresholdLimits.SILENCE_SECONDS),
                field("severity", changes.severity()).merge(old.severity(), Severity.WARNING),
                field("enabled", changes.enabled()).merge(old.enabled(), true));
    }

    private <T> Field<T> field(String name, @Nullable T value) {
        return Field.of(name, value, sent);
    }
}
