package dev.fleetledger.query.node;

import dev.fleetledger.kit.kafka.Projectors;
import dev.fleetledger.query.projection.Projection;
import dev.fleetledger.query.projection.ProjectorSpec;
import dev.fleetledger.query.projection.node.SiteUseChange;
import dev.fleetledger.schemas.node.SiteSnapshot;
import dev.fleetledger.schemas.topic.Topics;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.BinaryOperator;
import org.jdbi.v3.core.Handle;

/** What each site holds, beside the ledger's facts about it. */
public final class SiteUseProjection implements Projection<SiteUseChange> {
    private static final int SHAPE = 1;
    private static final Comparator<SiteSnapshot> BY_AGE =
            Comparator.comparing(SiteSnapshot::measuredAt).thenComparingLong(SiteSnapshot::reported);

    /** The projector that it is all of. */
    public static ProjectorSpec<SiteUseChange> projector() {
        return new ProjectorSpec<>(
                Projectors.SITE_USES, SHAPE, Topics.SITE_USES, SiteUseChange::read, List.of(new SiteUseProjection()));
    }

    @Override
    public List<String> tables() {
        return List.of("site_uses");
    }

    @Override
    public void apply(Handle handle, List<SiteUseChange> batch) {
        var latest = new LinkedHashMap<Long, SiteSnapshot>();
        for (var change : batch) {
            if (change.site() != null) {
                latest.merge(change.site().site(), change.site(), BinaryOperator.maxBy(BY_AGE));
            }
        }
        // What is older, as a writer that was cut off may still send, changes nothing.
        try (var upsert = handle.prepareBatch("""
                insert into site_uses as old (site, used_bytes, measured_at, reported)
                values (:site, :usedBytes, :measuredAt, :reported)
                on conflict (site) do update set used_bytes = excluded.used_bytes, measured_at = excluded.measured_at,
                    reported = excluded.reported
                where old.measured_at <= excluded.measured_at and old.reported <= excluded.reported""")) {
            for (var site : latest.values()) {
                upsert.bind("site", site.site())
                        .bind("usedBytes", site.usedBytes())
                        .bind("measuredAt", site.measuredAt())
                        .bind("reported", site.reported())
                        .add();
            }
            upsert.execute();
        }
    }
}
