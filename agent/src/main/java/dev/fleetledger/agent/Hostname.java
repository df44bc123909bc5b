package dev.fleetledger.agent;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import oshi.SystemInfo;

/** The machine's own name. */
final class Hostname {
    private Hostname() {}

    /** As the operating system knows it, else as the network does. */
    static Optional<String> read() {
        return Reading.of(
                        "hostname",
                        () -> new SystemInfo()
                                .getOperatingSystem()
                                .getNetworkParams()
                                .getHostName())
                .filter(name -> !name.isBlank())
                .or(Hostname::fromNetwork);
    }

    /** The hostname made a slug. */
    static String defaultServerId() {
        return read().flatMap(ServerId::ofHostname)
                .orElseThrow(() -> new ConfigException(
                        "FLEET_SERVER_ID must be set, since this machine's hostname makes no server id."));
    }

    private static Optional<String> fromNetwork() {
        try {
            return Optional.of(InetAddress.getLocalHost().getHostName());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
