package dev.fleetledger.query.job;

import dev.fleetledger.kit.Area;
import dev.fleetledger.query.area.QueryServices;
import dev.fleetledger.query.history.AuditDao;

/** Long work, as the query-service has it. */
public final class JobArea {

    private JobArea() {}

    public static Area of(QueryServices with) {
        var jobs = new JobDao(with.database());
        var log = new Milestones.Log(new AuditDao(with.database()));
        var feeds = new JobFeeds(jobs, log::of);
        var base = with.configuration().instance().publicUrl();
        return Area.of(
                new JobResource(jobs, feeds, log, with.streams(), with.reads(), base),
                new JobProgressResource(feeds, with.streams(), with.reads()));
    }
}
