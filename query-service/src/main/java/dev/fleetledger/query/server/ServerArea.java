package dev.fleetledger.query.server;

import dev.fleetledger.kit.Area;
import dev.fleetledger.query.area.QueryServices;
import dev.fleetledger.query.job.JobDao;
import dev.fleetledger.query.power.PduDao;

/** Servers, as the query-service has them. */
public final class ServerArea {

    private ServerArea() {}

    public static Area of(QueryServices with) {
        var gough = new GoughServerDao(with.database());
        var changes = new ServerChanges(with.clock().millis());
        with.servers().listen(changes::note);
        return Area.of(
                new ServerResource(
                        new ServerDao(with.database()),
                        new PduDao(with.database()),
                        with.reads(),
                        with.barrier(),
                        with.clock()),
                new GoughServerResource(gough, new JobDao(with.database()), with.barrier(), with.clock()),
                new ServerStreamResource(changes, gough, with.streams()));
    }
}
