package dev.fleetledger.command.ledger;

import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** One transaction in the making: what a batch of commands writes, and what each will be told once that is committed. */
final class Draft {
    private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    private final Map<Long, FleetState> decided = new HashMap<>();
    private final List<Runnable> replies = new ArrayList<>();
    private final PartitionState before;
    private PartitionState state;
    private @Nullable FleetId lastFleet;

    Draft(PartitionState before) {
        this.before = before;
        this.state = before;
    }

    /** The state with all that was added so far; its next offset is that of the next event. */
    PartitionState state() {
        return state;
    }

    void add(ProducerRecord<byte[], byte[]> record) {
        records.add(record);
    }

    void add(FleetId fleet, PartitionState after, List<ProducerRecord<byte[], byte[]>> more) {
        lastFleet = fleet;
        state = after;
        decided.put(after.nextOffset() - 1, after.fleet(fleet));
        records.addAll(more);
    }

    void reply(Runnable reply) {
        replies.add(reply);
    }

    /** How many. */
    long events() {
        return state.nextOffset() - before.nextOffset();
    }

    boolean hasEvents() {
        return events() > 0;
    }

    /** Where the next transaction's events begin: a committed one ends with a marker in each partition it wrote to. */
    PartitionState committed() {
        return hasEvents() ? state.at(state.nextOffset() + 1) : state;
    }

    /** The states after each command, by the offset of its last event. */
    Map<Long, FleetState> decided() {
        return decided;
    }

    /** Becomes true once what is sent next can be read in the ledger, and false if it never will; null without events. */
    @Nullable
    CompletableFuture<Boolean> expectIn(CommittedState committed, int partition) {
        return lastFleet == null || !hasEvents()
                ? null
                : committed.expect(
                        partition,
                        state.nextOffset() - 1,
                        lastFleet,
                        state.fleet(lastFleet).hash());
    }

    /** Sends everything; the futures of the events, in order. */
    List<Future<RecordMetadata>> send(Producer<byte[], byte[]> producer) {
        var events = new ArrayList<Future<RecordMetadata>>();
        for (var record : records) {
            var sent = producer.send(record);
            if (record.topic().equals(Topics.EVENTS.topicName())) {
                events.add(sent);
            }
        }
        return events;
    }

    /** Throws IllegalStateException if an event does not stand where its position says. */
    void checkOffsets(List<Future<RecordMetadata>> events) {
        var expected = before.nextOffset();
        for (var event : events) {
            var found = Objects.requireNonNull(event.resultNow()).offset();
            if (found != expected) {
                throw new IllegalStateException("an event stands at offset " + found + ", not at " + expected);
            }
            expected++;
        }
    }

    void reply() {
        replies.forEach(Runnable::run);
    }
}
