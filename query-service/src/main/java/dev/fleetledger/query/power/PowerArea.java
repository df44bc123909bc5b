package dev.fleetledger.query.power;

import dev.fleetledger.kit.Area;
import dev.fleetledger.query.area.QueryServices;

/** PDUs, sockets and devices, as the query-service has them. */
public final class PowerArea {

    private PowerArea() {}

    public static Area of(QueryServices with) {
        var pdus = new PduDao(with.database());
        return Area.of(
                new PduResource(pdus, with.reads()),
                new SocketResource(pdus, with.reads()),
                new DeviceResource(pdus, with.reads()));
    }
}
