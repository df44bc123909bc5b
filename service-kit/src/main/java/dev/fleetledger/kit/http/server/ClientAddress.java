package dev.fleetledger.kit.http.server;

import dev.fleetledger.domain.text.IpAddresses;
import dev.fleetledger.kit.http.contract.Headers;
import dev.fleetledger.kit.security.ClientNetwork;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eclipse.jetty.util.InetAddressSet;

/** Where a request came from, as far as it can be believed. */
final class ClientAddress {
    private static final int MOST_HOPS = 20;

    private final InetAddressSet trusted = new InetAddressSet();

    /** With networks as {@code 10.0.0.0/8}; an exception names one that is none. */
    ClientAddress(List<String> trustedProxies) {
        trusted.addAll(trustedProxies);
    }

    /** The nearest address on the way that is no trusted proxy. */
    String of(HttpServletRequest request) {
        var address = plain(request.getRemoteAddr());
        var headers = request.getHeaders("X-Forwarded-For");
        if (!headers.hasMoreElements()) {
            return address;
        }
        var hops = new ArrayList<String>();
        for (var header : Collections.list(headers)) {
            hops.addAll(Headers.list(header));
        }
        for (var i = hops.size() - 1; i >= 0 && i >= hops.size() - MOST_HOPS && isTrusted(address); i--) {
            var before = ClientNetwork.parse(hops.get(i));
            if (before.isEmpty()) {
                break;
            }
            address = IpAddresses.text(before.get());
        }
        return address;
    }

    private boolean isTrusted(String address) {
        return ClientNetwork.parse(address).filter(trusted).isPresent();
    }

    /** In the one spelling that it has. */
    private static String plain(String address) {
        return ClientNetwork.parse(address).map(IpAddresses::text).orElse(address);
    }
}
