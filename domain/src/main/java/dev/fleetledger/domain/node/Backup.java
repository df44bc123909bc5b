package dev.fleetledger.domain.node;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fleetledger.domain.Aggregate;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.event.BackupDetails;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.NodeEvent.BackupReported;
import org.jspecify.annotations.Nullable;

/**
 * A backup that a node reported, once and for good.
 *
 * @param number counted per fleet from 1
 * @param node the number of its node
 * @param site the number of its site
 */
public record Backup(
        @JsonProperty("id") long number,
        @JsonProperty("node_id") long node,
        @JsonProperty("site_id") long site,
        @JsonUnwrapped BackupDetails details)
        implements Aggregate {

    /** The backup after its report. */
    public static Backup evolve(@Nullable Backup before, BackupReported reported, EventMetadata metadata) {
        return of(reported);
    }

    /** The backup that a report is of. */
    public static Backup of(BackupReported reported) {
        return new Backup(reported.backupNumber(), reported.nodeNumber(), reported.siteNumber(), reported.details());
    }

    @Override
    public AggregateRef ref() {
        return new AggregateRef(AggregateType.BACKUP, Long.toString(number));
    }
}
