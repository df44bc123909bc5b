package dev.fleetledger.command.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.Position;
import dev.fleetledger.schemas.event.EventCatalog;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.EventMetadata.Idempotency;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.LedgerRecords;
import dev.fleetledger.schemas.event.ServerDetails;
import dev.fleetledger.schemas.event.ServerEvent.Origin;
import dev.fleetledger.schemas.event.ServerEvent.ServerRegistered;
import dev.fleetledger.schemas.event.ServerEvent.ServerUpdated;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Measures what a fleet's state takes of the heap, and how fast it is replayed: run by hand, with -Xmx as wanted.
 * Arguments: servers, updates of servers under a key each.
 */
final class StateMeasure {
    private FleetState state = FleetState.EMPTY;
    private long decoded;

    public static void main(String[] arguments) throws Exception {
        var servers = Integer.parseInt(arguments[0]);
        var keyed = Integer.parseInt(arguments[1]);
        var measure = new StateMeasure();
        var empty = used();
        measure.register(servers);
        var without = used();
        System.out.printf(
                "%d servers: %.1f MB, %d bytes each%n", servers, (without - empty) / 1e6, (without - empty) / servers);
        var started = cpu();
        var before = measure.decoded;
        var part = Math.max(1, keyed / 5);
        for (var update = 0; update < keyed; update++) {
            measure.update(update, servers);
            if ((update + 1) % part == 0) {
                var seconds = (cpu() - started - measure.decoded + before) / 1e9;
                System.out.printf("%d keyed: %.0f events evolved in a second of CPU%n", update + 1, part / seconds);
                started = cpu();
                before = measure.decoded;
            }
        }
        var after = used();
        System.out.printf(
                "%d keys remembered: %.1f MB, %d bytes each%n",
                keyed, (after - without) / 1e6, (after - without) / Math.max(1, keyed));
        System.out.println(measure.state.sequence());
    }

    /** How many bytes of the heap each key takes where so many were used to change so many servers. */
    static long bytesOfKey(int servers, int keys) throws Exception {
        var measure = new StateMeasure();
        measure.register(servers);
        var without = used();
        for (var update = 0; update < keys; update++) {
            measure.update(update, servers);
        }
        var taken = used() - without;
        // Its state has to be there until then.
        return taken / (measure.state.sequence() - servers);
    }

    private void register(int servers) {
        for (var server = 0; server < servers; server++) {
            add(new ServerRegistered(id(server), "server-" + server, server + 1, Origin.API, details(server, 0)), null);
        }
    }

    private void update(int number, int servers) throws Exception {
        add(new ServerUpdated(id(number % servers), details(number % servers, number)), key(number));
    }

    /** As a reader of the ledger has it: nothing is shared with other events. */
    private void add(FleetEvent event, @Nullable Idempotency key) {
        var started = cpu();
        var sequence = state.sequence() + 1;
        var metadata = new EventMetadata(
                UUID.randomUUID(),
                EventCatalog.typeOf(event),
                "command-1",
                Instant.parse("2026-11-30T00:00:00Z").plusMillis(sequence),
                event.aggregate(),
                FleetId.DEFAULT,
                sequence,
                state.version(event.aggregate()) + 1,
                "api-key:" + new UUID(3, 3),
                "192.0.2.7",
                null,
                UUID.randomUUID(),
                UUID.randomUUID(),
                null,
                null,
                key);
        var sealed = LedgerRecords.seal(0, metadata, event, state.hash());
        var read = LedgerRecords.read(
                new Position(0, sequence),
                sealed.record().headers(),
                sealed.record().value());
        decoded += cpu() - started;
        state = state.evolve(read);
    }

    private static Idempotency key(int number) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256")
                .digest(ByteBuffer.allocate(4).putInt(number).array());
        var text = HexFormat.of().formatHex(digest);
        return new Idempotency(text, new StringBuilder(text).reverse().toString());
    }

    private static UUID id(int server) {
        return UUID.nameUUIDFromBytes(("server-" + server).getBytes(UTF_8));
    }

    private static ServerDetails details(int server, int change) {
        var name = "host-" + server + ".rack-" + (server % 40) + ".example.com";
        return new ServerDetails(name, "Display " + change, 22, "10.0.0.1", 65, List.of("rack-" + server % 40));
    }

    /** Of this thread, so that a busy machine counts for nothing. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long used() {
        for (var turn = 0; turn < 4; turn++) {
            System.gc();
        }
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
