package dev.fleetledger.query.system;

import dev.fleetledger.kit.Area;
import dev.fleetledger.query.alert.AlertDao;
import dev.fleetledger.query.alert.AlertGauges;
import dev.fleetledger.query.area.QueryServices;
import dev.fleetledger.query.federate.FederateResource;
import dev.fleetledger.query.node.NodeGauges;
import dev.fleetledger.query.server.ServerGauges;

/** The figures of the platform as a whole: for Gough, and for who scrapes the fleet. */
public final class SystemArea {

    private SystemArea() {}

    public static Area of(QueryServices with) {
        var database = with.database();
        return Area.of(
                new SystemMetricsResource(database, with.environment(), with.clock()),
                new FederateResource(
                        new ServerGauges(with.servers()::all),
                        new NodeGauges(database),
                        new AlertGauges(new AlertDao(database))));
    }
}
