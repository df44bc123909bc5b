package dev.fleetledger.query.history;

import dev.fleetledger.kit.kafka.Projectors;
import dev.fleetledger.query.read.Moment;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.FleetId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Aggregates as they were. */
public final class Versions {

    private Versions() {}

    /**
     * The part of a query that selects the rows of {@code aggregate_versions} which were true at a moment.
     *
     * @param sql a condition
     * @param bindings its parameters
     */
    public record Valid(String sql, Map<String, Object> bindings) {}

    /**
     * The aggregates of a type that there were.
     *
     * @param moment when, or null for now
     * @throws dev.fleetledger.kit.error.RejectedException if the moment is a position that has not been reached
     */
    public static Valid at(Handle handle, AggregateType type, @Nullable Moment moment) {
        var bindings = new HashMap<String, Object>();
        bindings.put("fleet", FleetId.DEFAULT.value());
        // The literal type lets the partial indexes be used.
        var common = "fleet = :fleet and type = '" + type.wireName() + "' and document is not null and ";
        if (moment == null) {
            return new Valid(common + "to_offset is null", bindings);
        }
        return switch (moment) {
            case Moment.At at -> {
                bindings.put("time", at.time());
                yield new Valid(common + "from_time <= :time and (to_time is null or to_time > :time)", bindings);
            }
            case Moment.After after -> {
                requireReached(handle, after);
                bindings.put("partition", after.position().partition());
                bindings.put("offset", after.position().offset());
                yield new Valid(
                        common + "partition = :partition and from_offset <= :offset"
                                + " and (to_offset is null or to_offset > :offset)",
                        bindings);
            }
        };
    }

    /** The aggregate of that id, or the one that has the name, or the one that had it last. */
    public static Optional<AggregateRef> find(Handle handle, AggregateType type, String idOrName) {
        return handle.createQuery("""
                        select id from aggregate_versions
                        where fleet = :fleet and type = :type and (id in (:id, lower(:id)) or names @> array[cast(:name as text)])
                        order by id in (:id, lower(:id)) desc, (to_offset is null and document is not null) desc, from_offset desc
                        limit 1""")
                .bind("fleet", FleetId.DEFAULT.value())
                .bind("type", type.wireName())
                .bind("id", idOrName)
                .bind("name", "name:" + idOrName.toLowerCase(Locale.ROOT))
                .mapTo(String.class)
                .findOne()
                .map(id -> new AggregateRef(type, id));
    }

    private static void requireReached(Handle handle, Moment.After after) {
        var reached = handle.createQuery("""
                        select ledger_offset from projector_offsets
                        where projector = :projector and partition = :partition""")
                .bind("projector", Projectors.LEDGER)
                .bind("partition", after.position().partition())
                .mapTo(Long.class)
                .findOne()
                .orElse(-1L);
        if (after.position().offset() > reached) {
            throw Moment.inTheFuture(after.position());
        }
    }
}
