package dev.fleetledger.query.history;

import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.kit.http.parameter.Query;
import dev.fleetledger.kit.kafka.Projectors;
import dev.fleetledger.query.read.Moment;
import dev.fleetledger.query.read.ReadBarrier;
import dev.fleetledger.schemas.AggregateType;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the reads of all aggregates have in common: each waits for the position that the client asks for, and answers 404
 * if there is no such thing. A kind is what the 404 calls it.
 */
public final class AggregateReads {
    private final AuditDao audit;
    private final ReadBarrier barrier;
    private final InstantSource clock;

    public AggregateReads(AuditDao audit, ReadBarrier barrier, InstantSource clock) {
        this.audit = audit;
        this.barrier = barrier;
        this.clock = clock;
    }

    /** Waits for what the client asks for. */
    public void await(Call call) {
        barrier.await(call, Projectors.LEDGER);
    }

    /** What there is at the moment asked for, which is null for now. */
    public <T> T at(Call call, Query<Moment.Parameter> moment, Function<@Nullable Moment, T> read) {
        var when = moment.read().read(clock.instant());
        await(call);
        return read.apply(when);
    }

    /** The one of that UUID. */
    public <T> T one(Call call, String kind, String id, Function<UUID, Optional<T>> find) {
        var uuid = PathId.uuid(kind, id);
        await(call);
        return find.apply(uuid).orElseThrow(() -> PathId.notFound(kind, id));
    }

    /** The one of that UUID at the moment asked for, which is null for now; its version of now is the {@code ETag}. */
    public <T> T one(
            Call call,
            String kind,
            String id,
            Query<Moment.Parameter> moment,
            BiFunction<UUID, @Nullable Moment, Optional<T>> find,
            ToLongFunction<T> version) {
        var uuid = PathId.uuid(kind, id);
        return at(call, moment, when -> {
            var found = find.apply(uuid, when).orElseThrow(() -> PathId.notFound(kind, id));
            if (when == null) {
                call.version(version.applyAsLong(found));
            }
            return found;
        });
    }

    /** What happened to the one of that UUID, also after its deletion. */
    public AuditPage history(Call call, AggregateType type, String kind, String id, Query<AuditQuery> query) {
        PathId.uuid(kind, id);
        return historyOf(call, type, kind, id, query);
    }

    /** What happened to the one of that id or name, also after its deletion. */
    public AuditPage historyOf(Call call, AggregateType type, String kind, String idOrName, Query<AuditQuery> query) {
        await(call);
        var found = audit.find(type, idOrName).orElseThrow(() -> PathId.notFound(kind, idOrName));
        return audit.page(new AuditSelection(query.read(), found.type(), found.id()));
    }
}
