package dev.fleetledger.command.alert;

import dev.fleetledger.command.fleet.Field;
import dev.fleetledger.kit.alert.ThresholdLimits;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.schemas.alert.Comparison;
import dev.fleetledger.schemas.alert.NoDataPolicy;
import dev.fleetledger.schemas.alert.Severity;
import dev.fleetledger.schemas.event.ThresholdDetails;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a client would change of a threshold.
 *
 * @param server slug, uuid or number
 */
public record ThresholdFields(
        Field<String> name,
        Field<String> server,
        Field<String> tag,
        Field<Map<String, String>> labels,
        Field<String> metricType,
        Field<Comparison> comparison,
        Field<Double> thresholdValue,
        Field<Double> clearValue,
        Field<Integer> forSeconds,
        Field<NoDataPolicy> noData,
        Field<Integer> noDataAfterSeconds,
        Field<Severity> severity,
        Field<Boolean> enabled) {

    /** Those that were sent, by their names on the wire. */
    static ThresholdFields of(ThresholdChanges changes, Predicate<String> sent) {
        return new ThresholdFields(
                Field.of("name", changes.name(), sent),
                Field.of("server_id", changes.serverId(), sent),
                Field.of("tag", changes.tag(), sent),
                Field.of("labels", changes.labels(), sent),
                Field.of("metric_type", changes.metricType(), sent),
                Field.of("comparison", changes.comparison(), sent),
                Field.of("threshold_value", changes.thresholdValue(), sent),
                Field.of("clear_value", changes.clearValue(), sent),
                Field.of("for_seconds", changes.forSeconds(), sent),
                Field.of("no_data", changes.noData(), sent),
                Field.of("no_data_after_seconds", changes.noDataAfterSeconds(), sent),
                Field.of("severity", changes.severity(), sent),
                Field.of("enabled", changes.enabled(), sent));
    }

    /** Null for what must be there. */
    List<FieldError> cleared() {
        return Stream.of(metricType, comparison, thresholdValue)
                .filter(Field::cleared)
                .map(field -> FieldError.invalid(field.name(), "null is not allowed", null, "a value"))
                .toList();
    }

    /**
     * What they make of a threshold.
     *
     * @param found the uuid of the server that was sent, if one was
     */
    ThresholdDetails merge(ThresholdDetails old, @Nullable UUID found) {
        return new ThresholdDetails(
                name.merge(old.name(), null),
                server.sent() ? found : old.serverId(),
                tag.merge(old.tag(), null),
                new TreeMap<>(Objects.requireNonNull(labels.merge(old.labels(), Map.of()))),
                Objects.requireNonNull(metricType.merge(old.metricType(), null)),
                Objects.requireNonNull(comparison.merge(old.comparison(), null)),
                Objects.requireNonNull(thresholdValue.merge(old.thresholdValue(), null)),
                clearValue.merge(old.clearValue(), null),
                Objects.requireNonNull(forSeconds.merge(old.forSeconds(), 0)),
                Objects.requireNonNull(noData.merge(old.noData(), NoDataPolicy.KEEP)),
                Objects.requireNonNull(
                        noDataAfterSeconds.merge(old.noDataAfterSeconds(), ThresholdLimits.SILENCE_SECONDS)),
                Objects.requireNonNull(severity.merge(old.severity(), Severity.WARNING)),
                Objects.requireNonNull(enabled.merge(old.enabled(), true)));
    }

    /** The same for that server. */
    static ThresholdDetails with(ThresholdDetails details, @Nullable UUID server) {
        return new ThresholdDetails(
                details.name(),
                server,
                details.tag(),
                details.labels(),
                details.metricType(),
                details.comparison(),
                details.thresholdValue(),
                details.clearValue(),
                details.forSeconds(),
                details.noData(),
                details.noDataAfterSeconds(),
                details.severity(),
                details.enabled());
    }
}
