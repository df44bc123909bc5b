package dev.fleetledger.schemas.machine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a commissioning found in a server.
 *
 * @param architecture such as {@code amd64/generic}; null if it was not told
 * @param cpuCores from 1
 * @param cpuSpeed in MHz, null if it was not told
 * @param memory in MiB
 * @param storage in MB, of all devices
 */
public record Hardware(
        @Nullable String architecture,
        int cpuCores,
        @Nullable Integer cpuSpeed,
        int memory,
        long storage,
        List<StorageDevice> storageDevices,
        List<NetworkInterface> networkInterfaces) {

    public Hardware {
        storageDevices = List.copyOf(storageDevices);
        networkInterfaces = List.copyOf(networkInterfaces);
    }

    /**
     * A disk.
     *
     * @param size in MB
     * @param type such as {@code ssd}
     */
    public record StorageDevice(
            String name, long size, String type, @Nullable String model) {}

    /**
     * A port, real or virtual.
     *
     * @param subnet in CIDR notation, null while it has no address
     * @param vlan its id, 0 for none; null if it was not told
     */
    public record NetworkInterface(
            String name,
            String macAddress,
            @Nullable String ipAddress,
            @Nullable String subnet,
            @Nullable Integer vlan) {}
}
