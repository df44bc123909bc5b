package dev.fleetledger.command.power;

import dev.fleetledger.command.area.AreaServices;
import dev.fleetledger.command.http.CsvImport;
import dev.fleetledger.kit.Area;

/** PDUs, sockets and devices, as the command-service has them. */
public final class PowerArea {

    private PowerArea() {}

    public static Area of(AreaServices with) {
        var tables = new CsvImport(with.commands(), with.clock());
        return Area.of(
                new PduCommandResource(with.commands(), tables),
                new SocketCommandResource(with.commands()),
                new DeviceCommandResource(with.commands(), tables));
    }
}
