package dev.fleetledger.command.ledger;

import dev.fleetledger.command.fleet.Capacity;
import dev.fleetledger.command.fleet.CommandContext;
import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.fleet.IdempotencyLog;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.schemas.Position;
import dev.fleetledger.schemas.event.EventCatalog;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.LedgerRecords;
import dev.fleetledger.schemas.event.RecordedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Decides commands one after another, each against the state that those before it left. */
final class CommandDecider {
    /** Far below what Kafka takes, so that one command cannot make a transaction fail for the others in it. */
    private static final int MOST_EVENT_BYTES = 512 * 1024;

    private final String source;
    private final ClockGuard clock;
    private final Authorizer authorizer;
    private final List<TransactionalView> views;
    private final Capacity capacity;

    CommandDecider(
            String source, ClockGuard clock, Authorizer authorizer, List<TransactionalView> views, Capacity capacity) {
        this.capacity = capacity;
        this.source = source;
        this.clock = clock;
        this.authorizer = authorizer;
        this.views = List.copyOf(views);
    }

    /** Adds to the draft what the command decides, and the reply that waits for the commit. */
    void decide(int partition, Pending pending, Draft draft) {
        var request = pending.request();
        var reply = pending.reply();
        try {
            var state = draft.state().fleet(request.fleet());
            var distrust = clock.problem(state.time(), state.clock());
            if (distrust.isPresent() && !request.command().settlesClock()) {
                draft.reply(() -> pending.unavailable(distrust.get()));
                return;
            }
            var now = now(state);
            switch (decide(state, request, now)) {
                case Verdict.Refuse refuse -> {
                    draft.add(EventlessOutcome.refused(partition, now, request, refuse.rejection()));
                    draft.reply(() -> reply.complete(new CommandReply.Refused(refuse.rejection())));
                }
                case Verdict.Replay replay -> {
                    draft.add(EventlessOutcome.replayed(
                            partition, now, request, replay.answer().command()));
                    draft.reply(() -> reply.complete(replay(replay.answer())));
                }
                case Verdict.Accept accept -> {
                    var written = write(partition, draft.state(), request, accept.decision());
                    if (written.reply().events().isEmpty()) {
                        draft.add(EventlessOutcome.unchanged(partition, now, request));
                    } else {
                        draft.add(request.fleet(), written.state(), written.records());
                    }
                    draft.reply(() -> reply.complete(written.reply()));
                }
            }
        } catch (RuntimeException e) {
            // A decider's bug is its command's alone.
            draft.reply(() -> reply.completeExceptionally(e));
        }
    }

    private sealed interface Verdict {
        record Refuse(Rejection rejection) implements Verdict {}

        record Replay(IdempotencyLog.Answer answer) implements Verdict {}

        record Accept(Decision.Accepted decision) implements Verdict {}
    }

    private Verdict decide(FleetState state, CommandRequest request, Instant now) {
        var forbidden = authorizer.check(state, request.principal(), request.command(), now);
        if (forbidden.isPresent()) {
            return new Verdict.Refuse(forbidden.get());
        }
        var key = request.idempotency();
        var earlier = key == null
                ? Optional.<IdempotencyLog.Answer>empty()
                : state.idempotency().find(key.scope(), now);
        if (key != null && earlier.isPresent()) {
            return earlier.get().isTo(key) ? new Verdict.Replay(earlier.get()) : new Verdict.Refuse(keyReused());
        }
        var context = new CommandContext(request.id(), now, request.principal());
        return switch (request.command().decide(state, context)) {
            case Decision.Refused refused -> new Verdict.Refuse(refused.rejection());
            case Decision.Accepted accepted -> {
                var version = state.version(accepted.subject());
                var expected = request.expectedVersions();
                if (expected != null && !expected.contains(version)) {
                    yield new Verdict.Refuse(new Rejection.PreconditionFailed(version));
                }
                yield capacity.refusal(state, accepted, request.principal().actor(), request.idempotency(), now)
                        .<Verdict>map(Verdict.Refuse::new)
                        .orElseGet(() -> new Verdict.Accept(accepted));
            }
        };
    }

    private static Rejection keyReused() {
        return new Rejection.Unprocessable(
                "IDEMPOTENCY_KEY_REUSED",
                "This Idempotency-Key came with another request before",
                Map.of(),
                "Use a new key for a new request");
    }

    private static CommandReply replay(IdempotencyLog.Answer answer) {
        return new CommandReply.Accepted(
                answer.subject(),
                answer.version(),
                List.of(answer.first()),
                answer.position(),
                answer.state(),
                Instant.ofEpochMilli(answer.time()),
                true);
    }

    /** @param state after it, which is the same for every reader of its last event */
    private record Written(
            PartitionState state, List<ProducerRecord<byte[], byte[]>> records, CommandReply.Accepted reply) {}

    private Written write(int partition, PartitionState before, CommandRequest request, Decision.Accepted decision) {
        var state = before.fleet(request.fleet());
        var time = latest(clock.now(), state.time());
        var offset = before.nextOffset();
        Position position = null;
        var version = state.version(decision.subject());
        var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
        for (var event : decision.events()) {
            position = new Position(partition, offset++);
            var metadata = metadata(state, request, event, time);
            var sealed = LedgerRecords.seal(partition, metadata, event, state.hash());
            checkSize(metadata, sealed.record());
            var recorded = new RecordedEvent(position, metadata, event, sealed.hash());
            var after = state.evolve(recorded);
            records.add(sealed.record());
            for (var view : views) {
                records.addAll(view.records(state, recorded, after));
            }
            version = event.aggregate().equals(decision.subject()) ? metadata.version() : version;
            state = after;
        }
        var after =
                position == null ? before : before.with(request.fleet(), state).at(offset);
        return new Written(
                after,
                records,
                new CommandReply.Accepted(
                        decision.subject(), version, decision.events(), position, state, time, false));
    }

    private EventMetadata metadata(FleetState state, CommandRequest request, FleetEvent event, Instant time) {
        return new EventMetadata(
                UUID.randomUUID(),
                EventCatalog.typeOf(event),
                source,
                time,
                event.aggregate(),
                request.fleet(),
                state.sequence() + 1,
                state.version(event.aggregate()) + 1,
                request.principal().actor(),
                request.address(),
                request.reason(),
                request.id(),
                request.correlation(),
                request.causation(),
                request.traceparent(),
                request.idempotency());
    }

    /** The time to decide by: not before that of the last event, unless that was dated by a clock that was ahead. */
    private Instant now(FleetState state) {
        return clock.isAhead(state.time()) ? clock.now() : latest(clock.now(), state.time());
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    private static void checkSize(EventMetadata metadata, ProducerRecord<byte[], byte[]> record) {
        if (record.value().length > MOST_EVENT_BYTES) {
            throw new IllegalArgumentException(
                    metadata.type() + " takes " + record.value().length + " bytes, more than " + MOST_EVENT_BYTES);
        }
    }
}
