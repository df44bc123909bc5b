package dev.fleetledger.command.process;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import org.eclipse.jetty.util.InetAddressSet;

/**
 * Which addresses the platform may call because somebody asked it to, against server-side request forgery. Public ones
 * always; private ones and its own only where the configuration allows them; those of one link, of many receivers and of
 * clouds' metadata never. An address in which another one is hidden has to be allowed as both.
 */
public final class AddressPolicy {
    /** By IANA's registries of special-purpose addresses. */
    private static final InetAddressSet PRIVATE = networks(List.of(
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "2001:db8::/32"));

    /** Of IPv6, all that is routed by everybody: global unicast, and NAT64's well-known prefix. */
    private static final InetAddressSet GLOBAL = networks(List.of("2000::/3", "64:ff9b::/96"));

    private static final InetAddressSet NEVER = networks(List.of(
            "0.0.0.0/8",
            "169.254.0.0/16",
            "224.0.0.0/4",
            "240.0.0.0/4",
            // Metadata outside of the link: Alibaba's, Oracle's, Amazon's.
            "100.100.100.200/32",
            "192.0.0.192/32",
            "fd00:ec2::254/128",
            "::/128",
            "fe80::/10",
            "ff00::/8"));

    private final InetAddressSet allowed;

    /**
     * @param allowedNetworks that may be called though they are private, as {@code 10.0.0.0/8}; an exception names one
     *     that is none
     */
    public AddressPolicy(List<String> allowedNetworks) {
        this.allowed = networks(allowedNetworks);
    }

    /** Whether it may be called. */
    public boolean allows(InetAddress address) {
        return !NEVER.test(address)
                && (!isPrivate(address) || (!allowed.isEmpty() && allowed.test(address)))
                && EmbeddedAddresses.of(address).stream().allMatch(this::allows);
    }

    private static boolean isPrivate(InetAddress address) {
        return PRIVATE.test(address) || (address instanceof Inet6Address && !GLOBAL.test(address));
    }

    private static InetAddressSet networks(List<String> networks) {
        var set = new InetAddressSet();
        set.addAll(networks);
        return set;
    }
}
