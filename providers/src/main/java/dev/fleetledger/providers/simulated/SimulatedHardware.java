package dev.fleetledger.providers.simulated;

import dev.fleetledger.providers.Machine;
import dev.fleetledger.schemas.machine.Hardware;
import dev.fleetledger.schemas.machine.Hardware.NetworkInterface;
import dev.fleetledger.schemas.machine.Hardware.StorageDevice;
import java.util.List;
import java.util.Random;

/** The hardware of a machine that is not there: the same each time it is asked for. */
final class SimulatedHardware {
    private static final int GIB = 1024;
    private static final int SMALLEST_DISK = 102_400;

    private SimulatedHardware() {}

    static Hardware of(Machine machine) {
        var random = new Random(machine.systemId().hashCode());
        var size = random.nextInt(4);
        var disk = (long) SMALLEST_DISK << size;
        var mac = machine.macAddress();
        // Documentation's own network (RFC 5737), which leads nowhere.
        var address = "192.0.2." + (1 + random.nextInt(253));
        return new Hardware(
                machine.architecture() == null ? "amd64/generic" : machine.architecture(),
                4 << size,
                2400 + 200 * random.nextInt(5),
                (8 << size) * GIB,
                2 * disk,
                List.of(
                        new StorageDevice("sda", disk, "ssd", "Simulated SSD"),
                        new StorageDevice("sdb", disk, "ssd", "Simulated SSD")),
                mac == null ? List.of() : List.of(new NetworkInterface("ens3", mac, address, "192.0.2.0/24", 0)));
    }
}
