package dev.fleetledger.kit.security;

import dev.fleetledger.domain.text.IpAddresses;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/**
 * What counts as one client wherever attempts are counted: an IPv4 address, or the /64 of an IPv6 address, all of which
 * any one machine may use.
 */
public final class ClientNetwork {
    private static final int PREFIX_BYTES = 8;
    private static final int LONGEST_ZONE = 32;

    private ClientNetwork() {}

    /** The client that an address belongs to; what is no address is one by itself. */
    public static String of(String address) {
        var parsed = parse(address);
        if (parsed.isEmpty()) {
            return address;
        }
        if (!(parsed.get() instanceof Inet6Address long6)) {
            return IpAddresses.text(parsed.get());
        }
        var network = Arrays.copyOf(Arrays.copyOf(long6.getAddress(), PREFIX_BYTES), long6.getAddress().length);
        return IpAddresses.text(bytes(network)) + "/64";
    }

    /**
     * The address that a text says, with brackets or without. One of IPv4 in IPv6's clothes is that of IPv4; a zone, which
     * says something to another machine alone, is passed over.
     */
    public static Optional<InetAddress> parse(String text) {
        var bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        var zone = bare.indexOf('%');
        if (zone >= 0 && (bare.indexOf(':') < 0 || bare.length() - zone > LONGEST_ZONE)) {
            return Optional.empty();
        }
        return IpAddresses.parse(zone < 0 ? bare : bare.substring(0, zone));
    }

    private static InetAddress bytes(byte[] address) {
        try {
            return InetAddress.getByAddress(address);
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
