package dev.fleetledger.schemas.avro;

import dev.fleetledger.schemas.event.BackupDetails;
import dev.fleetledger.schemas.event.Concealed;
import dev.fleetledger.schemas.event.NodeDetails;
import dev.fleetledger.schemas.event.NodeEvent.BackupReported;
import dev.fleetledger.schemas.event.NodeEvent.NodeApproved;
import dev.fleetledger.schemas.event.NodeEvent.NodeJoinExpired;
import dev.fleetledger.schemas.event.NodeEvent.NodeJoinRequested;
import dev.fleetledger.schemas.event.NodeEvent.NodeKeyIssued;
import dev.fleetledger.schemas.event.NodeEvent.NodeQuotaChanged;
import dev.fleetledger.schemas.event.NodeEvent.SiteAdded;
import dev.fleetledger.schemas.event.NodeEvent.SiteQuotaChanged;
import dev.fleetledger.schemas.event.NodeEvent.SiteReported;
import dev.fleetledger.schemas.node.NodeSnapshot;
import dev.fleetledger.schemas.node.QuotaChange;
import dev.fleetledger.schemas.node.QuotaLevel;
import dev.fleetledger.schemas.node.SiteSnapshot;
import dev.fleetledger.schemas.telemetry.NodeStats;
import dev.fleetledger.schemas.telemetry.SiteUse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Nodes, sites, backups and what is made of them as records. */
final class NodeFixtures {
    private static final UUID ID = UUID.fromString("3d298266-633b-48b6-9662-07a1d9ee1c44");
    private static final UUID KEY = UUID.fromString("550e8400-e29b-41d4-a716-446655440000");
    private static final Instant THEN = Instant.parse("2025-12-29T07:00:00.123Z");
    private static final NodeDetails FULL =
            new NodeDetails("wp.zimpricecheck.com", "192.168.1.100", "Ubuntu 22.04", true);
    private static final NodeDetails LEAST = new NodeDetails("n", null, null, false);
    private static final NodeStats STATS = new NodeStats(ID, THEN, THEN, 5.0, 72.8, 51.5, 447_000L, 1, 500.0);
    private static final NodeStats NOTHING = new NodeStats(ID, THEN, THEN, null, null, null, null, null, null);

    private NodeFixtures() {}

    static List<Record> all() {
        return List.of(
                new NodeJoinRequested(1, ID, FULL, new Concealed("ab12"), THEN),
                new NodeJoinRequested(Long.MAX_VALUE, ID, LEAST, new Concealed("cd34"), THEN),
                new NodeJoinExpired(1, ID),
                new NodeApproved(1, ID, THEN),
                new NodeKeyIssued(1, ID, KEY),
                new NodeQuotaChanged(1, ID, 100.5),
                new NodeQuotaChanged(1, ID, null),
                new SiteAdded(7, 1, ID, "example.com", 15.0),
                new SiteAdded(7, 1, ID, "example.com", null),
                new SiteQuotaChanged(7, 1, ID, "example.com", 20.5),
                new SiteQuotaChanged(7, 1, ID, "example.com", null),
                new SiteReported(7, 1, ID, "example.com", 5_583_457_485L, 15.0),
                new SiteReported(7, 1, ID, "example.com", 0, null),
                new BackupReported(
                        9,
                        7,
                        1,
                        ID,
                        new BackupDetails(
                                "example.com",
                                "example.com_20251227_082133.tar.zst",
                                3_612_358_215L,
                                "s3://bucket/example.com_20251227_082133.tar.zst",
                                "full",
                                "SUCCESS",
                                "iDrive E2 Shared",
                                THEN)),
                new BackupReported(9, 7, 1, ID, new BackupDetails("s", "f", 0, null, "full", "FAILED", null, THEN)),
                STATS,
                NOTHING,
                new SiteUse(ID, 1, 7, 5_583_457_485L, THEN, THEN.plusMillis(5)),
                new SiteSnapshot(ID, 1, 7, 5_583_457_485L, THEN, 41),
                new NodeSnapshot(1, ID, FULL, true, THEN, 100.0, 12, 3, 1, 0, STATS, THEN),
                new NodeSnapshot(2, ID, LEAST, false, THEN, null, 0, 0, 0, 0, null, null),
                new QuotaChange(12, THEN, 1, ID, "n", 7L, "example.com", 5, 4.0, QuotaLevel.OK, QuotaLevel.OVER),
                new QuotaChange(13, THEN, 1, ID, "n", null, null, 5, null, QuotaLevel.WARNING, QuotaLevel.OK));
    }
}
