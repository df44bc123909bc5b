package dev.fleetledger.query.job;

import dev.fleetledger.kit.Area;
import dev.fleetledger.query.area.QueryServices;
import dev.fleetledger.query.history.AuditDao;

/** Long work, as the query-service has it. */
public final class JobArea {

    private JobArea() {}

    public static Area of(QueryServices with) {
        var jobs = new JobDao(with.database());
        var milestones = new Milestones.Log(new AuditDao(with.database()));
        var log = new JobLogReader(milestones::of, new JobLineDao(with.database())::after);
        var feeds = new JobFeeds(jobs, log, with.caughtUp(), with.clock());
        var base = with.configuration().instance().publicUrl();
        var kept = with.configuration().query().keepJobLogs();
        return Area.of(
                        new JobResource(jobs, feeds, log, with.streams(), with.reads(), base),
                        new JobProgressResource(feeds, with.streams(), with.reads()))
                .running(new JobLineRetention(with.database(), kept, with.clock()));
    }
}
