package dev.fleetledger.command.node;

import dev.fleetledger.domain.text.IpAddresses;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Knows the machine that the platform runs on. */
final class OwnMachine {
    private final Set<String> names;

    /**
     * @param publicUrl where clients reach the platform
     */
    OwnMachine(URI publicUrl) {
        this.names = Stream.of(hostname(), publicUrl.getHost())
                .filter(name -> name != null)
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whether a node runs on it: it has the machine's name, and asks from one of the machine's addresses.
     *
     * @param address an IP address
     */
    boolean runs(String hostname, String address) {
        return names.contains(hostname.toLowerCase(Locale.ROOT)) && isOwn(address);
    }

    private static boolean isOwn(String address) {
        return IpAddresses.parse(address).filter(OwnMachine::isOwn).isPresent();
    }

    private static boolean isOwn(InetAddress address) {
        try {
            return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return false;
        }
    }

    private static @Nullable String hostname() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return System.getenv("HOSTNAME");
        }
    }
}
