package dev.fleetledger.schemas.avro;

import dev.fleetledger.schemas.alert.Observation;
import dev.fleetledger.schemas.event.EventCatalog;
import dev.fleetledger.schemas.event.LedgerEvent;
import dev.fleetledger.schemas.event.ServerDetails;
import dev.fleetledger.schemas.event.ServerEvent;
import dev.fleetledger.schemas.identity.IdentityRecord;
import dev.fleetledger.schemas.job.JobLine;
import dev.fleetledger.schemas.machine.Lifecycle;
import dev.fleetledger.schemas.node.NodeSnapshot;
import dev.fleetledger.schemas.node.QuotaChange;
import dev.fleetledger.schemas.node.SiteSnapshot;
import dev.fleetledger.schemas.server.Health;
import dev.fleetledger.schemas.server.ServerSnapshot;
import dev.fleetledger.schemas.telemetry.Heartbeat;
import dev.fleetledger.schemas.telemetry.NodeStats;
import dev.fleetledger.schemas.telemetry.OsInfo;
import dev.fleetledger.schemas.telemetry.SampleBatch;
import dev.fleetledger.schemas.telemetry.SeriesSamples;
import dev.fleetledger.schemas.telemetry.SiteUse;
import dev.fleetledger.schemas.telemetry.Vitals;
import dev.fleetledger.schemas.threshold.ThresholdSnapshot;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** Every kind of record, and at least one of each, with and without its optional parts. */
final class RecordFixtures {
    private static final UUID ID = UUID.fromString("3d298266-633b-48b6-9662-07a1d9ee1c44");
    private static final Instant THEN = Instant.parse("2026-01-18T10:30:00.123Z");
    private static final ServerDetails FULL =
            new ServerDetails("omv-mediaserver", "Media Server", 22, "192.168.1.10", 65, List.of("media", "nas"));
    private static final ServerDetails LEAST = new ServerDetails("h", "h", 1, null, null, List.of());
    private static final OsInfo OS = new OsInfo("Debian GNU/Linux 13", "6.12.0", "x86_64", 86_400L);
    private static final Vitals VITALS = new Vitals(
            23.5,
            67.2,
            45.0,
            0.31,
            List.of(new Vitals.DiskUsage("/", 1_000_000_000, 500_000_000, 500_000_000, 50.0)),
            List.of(new Vitals.NetworkUsage("eth0", 1_000_000, 2_000_000)));
    private static final Vitals NOTHING = new Vitals(null, null, null, null, List.of(), List.of());

    private RecordFixtures() {}

    static List<Class<?>> types() {
        return Stream.of(
                        EventCatalog.events().stream(),
                        Arrays.stream(IdentityRecord.class.getPermittedSubclasses()),
                        Stream.of(
                                Heartbeat.class,
                                SampleBatch.class,
                                ServerSnapshot.class,
                                NodeStats.class,
                                NodeSnapshot.class,
                                QuotaChange.class,
                                SiteUse.class,
                                SiteSnapshot.class,
                                ThresholdSnapshot.class,
                                Observation.class,
                                JobLine.class))
                .<Class<?>>flatMap(Function.identity())
                .toList();
    }

    static List<Record> all() {
        return Stream.of(
                        servers(),
                        JobFixtures.all(),
                        TemplateFixtures.all(),
                        PduFixtures.all(),
                        NodeFixtures.all(),
                        AlertFixtures.all(),
                        IdentityFixtures.all(),
                        List.<Record>of(new LedgerEvent.ClockConfirmed(THEN, THEN.plusMillis(7))))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Record> servers() {
        return List.of(
                new ServerEvent.ServerRegistered(ID, "omv-mediaserver", 1, ServerEvent.Origin.API, FULL),
                new ServerEvent.ServerRegistered(ID, "h", Long.MAX_VALUE, ServerEvent.Origin.HEARTBEAT, LEAST),
                new ServerEvent.ServerUpdated(ID, FULL),
                new ServerEvent.ServerUpdated(ID, LEAST),
                new ServerEvent.ServerDeleted(ID),
                new Heartbeat(ID, THEN, THEN.plusMillis(7), "omv-mediaserver", "0.1.0", OS, VITALS),
                new Heartbeat(ID, THEN, THEN, null, null, null, NOTHING),
                new Heartbeat(ID, THEN, THEN, null, null, new OsInfo(null, null, null, null), NOTHING),
                SampleBatch.of(List.of(
                        new SeriesSamples("up", new TreeMap<>(), new long[] {1, -1}, new double[] {0.1, -0.0}),
                        new SeriesSamples("up", new TreeMap<>(Map.of("job", "node")), new long[0], new double[0]))),
                SampleBatch.of(List.of()),
                new ServerSnapshot(
                        ID,
                        "omv-mediaserver",
                        1,
                        FULL,
                        THEN,
                        THEN,
                        3,
                        Health.ONLINE,
                        THEN,
                        VITALS,
                        THEN,
                        OS,
                        "0.1.0",
                        Lifecycle.NEW),
                new ServerSnapshot(
                        ID, "h", 2, LEAST, THEN, THEN, 1, Health.UNKNOWN, null, null, null, null, null, Lifecycle.NEW));
    }
}
