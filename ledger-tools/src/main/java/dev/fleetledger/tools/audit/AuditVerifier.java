package dev.fleetledger.tools.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.Position;
import dev.fleetledger.schemas.event.BrokenChainException;
import dev.fleetledger.schemas.event.ChainHead;
import dev.fleetledger.schemas.topic.Topics;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Recomputes every fleet's chain from its first event on. It reads headers, never contents, so that it also proves what
 * newer versions wrote. Stops at the first thing wrong.
 */
public final class AuditVerifier {
    private final Map<FleetId, Chain> chains = new HashMap<>();
    private final Map<FleetId, List<FleetHead>> known;
    private long events;

    private static final class Chain {
        private ChainHead head = ChainHead.START;
        private Instant time = Instant.EPOCH;
        private final Map<String, Long> versions = new HashMap<>();
    }

    /**
     * What was proved.
     *
     * @param events that were read
     * @param heads of all fleets, in order of their names
     */
    public record Report(long events, List<FleetHead> heads) {}

    /** @param known heads of earlier times that the chains must go through */
    public AuditVerifier(Collection<FleetHead> known) {
        this.known = known.stream().collect(Collectors.groupingBy(FleetHead::fleet));
    }

    /** Reads all of it; throws {@link AuditException} with the first thing wrong. */
    public Report verify(LedgerSource source) {
        source.read(this::accept);
        return finish();
    }

    /** The next record of its partition; throws {@link AuditException} if it is wrong. */
    public void accept(ConsumerRecord<byte[], byte[]> record) {
        try {
            check(record);
        } catch (BrokenChainException | IllegalArgumentException | DateTimeException e) {
            throw new AuditException(
                    new Finding(new Position(record.partition(), record.offset()), String.valueOf(e.getMessage())));
        }
        events++;
    }

    private void check(ConsumerRecord<byte[], byte[]> record) {
        var fleet = new FleetId(text(record, "fleet"));
        if (Topics.partitionOf(fleet) != record.partition()) {
            throw new BrokenChainException("an event of fleet " + fleet + " does not belong in this partition");
        }
        var chain = chains.computeIfAbsent(fleet, name -> new Chain());
        chain.head = chain.head.next(record);
        checkKnown(fleet, chain.head);
        var subject = text(record, "subject");
        var version = chain.versions.merge(subject, 1L, Long::sum);
        if (!text(record, "version").equals(Long.toString(version))) {
            throw new BrokenChainException(
                    "version " + text(record, "version") + " of " + subject + " stands where " + version + " should");
        }
        var time = Instant.parse(text(record, "time"));
        if (time.isBefore(chain.time)) {
            throw new BrokenChainException("its time " + time + " is before that of the event before it");
        }
        chain.time = time;
    }

    private void checkKnown(FleetId fleet, ChainHead head) {
        for (var earlier : known.getOrDefault(fleet, List.of())) {
            if (earlier.sequence() == head.sequence() && !earlier.hash().equals(head.hash())) {
                throw new BrokenChainException("sequence " + head.sequence() + " of fleet " + fleet
                        + " is not the one that the checkpoint saw: the ledger was rewritten");
            }
        }
    }

    /** After the last record: what was proved; throws {@link AuditException} if a known head was not reached. */
    public Report finish() {
        known.forEach((fleet, heads) -> {
            var reached = chains.containsKey(fleet) ? chains.get(fleet).head.sequence() : 0;
            for (var head : heads) {
                if (head.sequence() > reached) {
                    throw new AuditException(new Finding(
                            null,
                            "fleet " + fleet + " ends at sequence " + reached + " in partition "
                                    + Topics.partitionOf(fleet) + ", but the checkpoint saw sequence " + head.sequence()
                                    + ": the end of the ledger was removed"));
                }
            }
        });
        return new Report(events, heads());
    }

    private List<FleetHead> heads() {
        var heads = new ArrayList<FleetHead>();
        chains.forEach((fleet, chain) -> heads.add(new FleetHead(fleet, chain.head.sequence(), chain.head.hash())));
        heads.sort(Comparator.comparing(head -> head.fleet().value()));
        return List.copyOf(heads);
    }

    private static String text(ConsumerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        if (header == null || header.value() == null) {
            throw new BrokenChainException("it has no header " + name);
        }
        return new String(header.value(), UTF_8);
    }
}
