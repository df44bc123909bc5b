package dev.fleetledger.domain.text;

import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.util.Optional;

/** The one reading of IP addresses that somebody wrote: what is checked is what is used. */
public final class IpAddresses {
    private IpAddresses() {}

    /**
     * The address; empty if it is none in full. One with a zone, as {@code fe80::1%eth0}, is none: it means something on
     * one machine alone.
     */
    public static Optional<InetAddress> parse(String text) {
        try {
            return text.indexOf('%') < 0 ? Optional.of(InetAddresses.forString(text)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The same of the host in a URL, where one of version 6 stands in brackets. */
    public static Optional<InetAddress> parseHost(String host) {
        var bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return parse(bare);
    }

    /** The one spelling of an address (RFC 5952). */
    public static String text(InetAddress address) {
        return InetAddresses.toAddrString(address);
    }
}
