package dev.fleetledger.query.projection.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetledger.query.projection.Output;
import dev.fleetledger.schemas.Position;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.avro.UnknownSchemaException;
import dev.fleetledger.schemas.event.LedgerRecords;
import dev.fleetledger.schemas.event.ServerEvent;
import dev.fleetledger.schemas.server.Health;
import dev.fleetledger.schemas.server.ServerSnapshot;
import dev.fleetledger.schemas.telemetry.Heartbeat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The servers of the fleets of one partition. What the ledger says goes out at once, what telemetry says each second.
 *
 * <p>Processing is at least once, so that a crash repeats some input. A repeated event is known by its offset: it changes
 * nothing, and what stands goes out again, since the crash may have swallowed it.
 */
final class ServerProcessor extends ContextualProcessor<byte[], byte[], Output, byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(ServerProcessor.class);
    private static final Duration FLUSH = Duration.ofSeconds(1);
    private static final byte[] NOTHING = {};
    private static final String OFFSET = "offset";
    private static final AvroCodec<Heartbeat> HEARTBEATS = AvroCodec.of(Heartbeat.class);
    private static final AvroCodec<ServerSnapshot> SNAPSHOTS = AvroCodec.of(ServerSnapshot.class);

    private final ServerTopics topics;
    private final Duration offlineAfter;

    private final Set<String> dirty = new HashSet<>();
    private final Map<String, Instant> online = new HashMap<>();
    private final Unclaimed unclaimed = new Unclaimed();
    private KeyValueStore<String, ServerSnapshot> servers;
    private KeyValueStore<String, Long> ledger;
    /** What the ledger said up to here went out in full; empty until this task has read of it. */
    private Optional<Position> position = Optional.empty();

    @SuppressWarnings("NullAway.Init") // init comes before anything else
    ServerProcessor(ServerTopics topics, Duration offlineAfter) {
        this.topics = topics;
        this.offlineAfter = offlineAfter;
    }

    @Override
    public void init(ProcessorContext<Output, byte[]> context) {
        super.init(context);
        servers = context.getStateStore(ServerTopology.SERVERS);
        ledger = context.getStateStore(ServerTopology.LEDGER);
        try (var all = servers.all()) {
            all.forEachRemaining(server -> watch(server.value));
        }
        context.schedule(FLUSH, PunctuationType.WALL_CLOCK_TIME, this::flush);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        var from = context().recordMetadata().orElseThrow();
        if (from.topic().equals(topics.events())) {
            ledger(record, from);
        } else {
            telemetry(record);
        }
    }

    private void ledger(Record<byte[], byte[]> record, RecordMetadata from) {
        var recorded =
                LedgerRecords.read(new Position(from.partition(), from.offset()), record.headers(), record.value());
        position = Optional.of(recorded.position());
        var read = ledger.get(OFFSET);
        var repeated = read != null && from.offset() <= read;
        if (recorded.event() instanceof ServerEvent event) {
            var id = event.serverId().toString();
            if (!repeated) {
                keep(id, withUnclaimed(id, Snapshots.after(event, recorded.metadata(), servers.get(id))));
            }
            send(id, servers.get(id));
        } else {
            send("position/" + from.partition(), NOTHING);
        }
        if (!repeated) {
            ledger.put(OFFSET, from.offset());
        }
    }

    private @Nullable ServerSnapshot withUnclaimed(String id, @Nullable ServerSnapshot server) {
        var early = server == null ? null : unclaimed.claim(id);
        if (server == null || early == null) {
            return server;
        }
        dirty.add(id);
        return Snapshots.after(early, server);
    }

    private void telemetry(Record<byte[], byte[]> record) {
        Heartbeat heartbeat;
        try {
            heartbeat = HEARTBEATS.decode(record.value());
        } catch (UnknownSchemaException e) {
            throw e;
        } catch (RuntimeException e) {
            dead(record, e);
            return;
        }
        var id = heartbeat.serverId().toString();
        var server = servers.get(id);
        if (server == null) {
            unclaimed.keep(id, heartbeat, now());
        } else {
            keep(id, Snapshots.after(heartbeat, server));
            dirty.add(id);
        }
    }

    private void flush(long timestamp) {
        var now = Instant.ofEpochMilli(timestamp);
        online.forEach((id, lastSeen) -> {
            if (now.isAfter(lastSeen.plus(offlineAfter))) {
                dirty.add(id);
            }
        });
        for (var id : new ArrayList<>(dirty)) {
            var server = servers.get(id);
            if (server != null) {
                var current = Snapshots.at(now, offlineAfter, server);
                if (!current.equals(server)) {
                    keep(id, current);
                }
                send(id, current);
            }
        }
        dirty.clear();
        unclaimed.forgetOld(now);
    }

    private void keep(String id, @Nullable ServerSnapshot server) {
        if (server == null) {
            servers.delete(id);
            online.remove(id);
            dirty.remove(id);
        } else {
            servers.put(id, server);
            watch(server);
        }
    }

    private void watch(ServerSnapshot server) {
        var id = server.id().toString();
        if (server.health() == Health.ONLINE && server.lastSeen() != null) {
            online.put(id, server.lastSeen());
        } else {
            online.remove(id);
        }
    }

    private void send(String id, @Nullable ServerSnapshot server) {
        send(id, server == null ? null : SNAPSHOTS.encode(server));
    }

    private void send(String key, byte @Nullable [] value) {
        var headers = new RecordHeaders();
        position.ifPresent(at -> headers.add("position", at.toString().getBytes(UTF_8)));
        var to = new Output(topics.servers(), context().taskId().partition(), key);
        context().forward(new Record<>(to, value, context().currentSystemTimeMs(), headers));
    }

    private void dead(Record<byte[], byte[]> record, RuntimeException failure) {
        var origin = record.headers().lastHeader(ServerTopology.ORIGIN);
        var key = origin == null ? "" : new String(origin.value(), UTF_8);
        LOG.warn("telemetry {} cannot be read: {}", key, failure.getMessage());
        context().forward(Output.deadLetter(topics.deadLetters(), key, record, failure));
    }

    private Instant now() {
        return Instant.ofEpochMilli(context().currentSystemTimeMs());
    }
}
