package dev.fleetledger.domain.server;

import dev.fleetledger.domain.text.IpAddresses;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * By which names a host that tells only its own name is known. A slug that was made of a hostname is none of them, as other
 * hostnames make the same one.
 */
public final class HostNames {

    private HostNames() {}

    /** One form of all spellings of a hostname or address: the case and a final dot do not matter. */
    public static String key(String name) {
        var address = name.indexOf(':') >= 0 ? IpAddresses.parse(name) : Optional.<InetAddress>empty();
        if (address.isPresent()) {
            return IpAddresses.text(address.get());
        }
        var whole = name.length() > 1 && name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        return whole.toLowerCase(Locale.ROOT);
    }

    /** The keys of a server's: its hostname, its uuid, and its slug if somebody chose that. */
    public static Set<String> of(UUID id, String slug, String hostname) {
        var names = new HashSet<String>();
        names.add(id.toString());
        names.add(key(hostname));
        if (!Slugs.isMadeOf(slug, hostname)) {
            names.add(key(slug));
        }
        return Set.copyOf(names);
    }
}
