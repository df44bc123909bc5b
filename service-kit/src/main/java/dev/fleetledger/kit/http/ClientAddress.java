package dev.fleetledger.kit.http;

import com.google.common.net.InetAddresses;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
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
        var hops = new ArrayList<String>();
        for (var header : Collections.list(request.getHeaders("X-Forwarded-For"))) {
            hops.addAll(Headers.list(header));
        }
        var address = literal(request.getRemoteAddr());
        for (var i = hops.size() - 1; i >= 0 && i >= hops.size() - MOST_HOPS && isTrusted(address); i--) {
            if (!InetAddresses.isInetAddress(literal(hops.get(i)))) {
                break;
            }
            address = literal(hops.get(i));
        }
        return address;
    }

    private boolean isTrusted(String address) {
        return InetAddresses.isInetAddress(address) && trusted.test(parse(address));
    }

    private static InetAddress parse(String address) {
        return InetAddresses.forString(address);
    }

    private static String literal(String address) {
        return address.startsWith("[") && address.endsWith("]") ? address.substring(1, address.length() - 1) : address;
    }
}
