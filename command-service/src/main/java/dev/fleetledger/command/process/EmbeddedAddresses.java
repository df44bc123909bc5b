package dev.fleetledger.command.process;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** IPv4 addresses hidden in IPv6 ones, which something on the way may send on to. */
final class EmbeddedAddresses {
    private static final int LENGTH = 16;
    private static final int[] LAST = {12, 13, 14, 15};
    private static final List<Form> FORMS = List.of(
            // IPv4-compatible and IPv4-mapped (RFC 4291, 2.5.5), IPv4-translated (RFC 7915).
            Form.of("000000000000000000000000", LAST),
            Form.of("00000000000000000000ffff", LAST),
            Form.of("0000000000000000ffff0000", LAST),
            // NAT64 (RFC 6052).
            Form.of("0064ff9b0000000000000000", LAST),
            // NAT64 of a site (RFC 8215), which continues the prefix to any of four lengths.
            new Form(
                    "0064ff9b0001",
                    "",
                    List.of(new int[] {6, 7, 9, 10}, new int[] {7, 9, 10, 11}, new int[] {9, 10, 11, 12}, LAST),
                    true),
            // 6to4 (RFC 3056); Teredo's server, and its client, whose bits are inverted (RFC 4380).
            Form.of("2002", new int[] {2, 3, 4, 5}),
            Form.of("20010000", new int[] {4, 5, 6, 7}, new int[] {~12, ~13, ~14, ~15}),
            // ISATAP (RFC 5214), with the bits "universal" and "group" as they may be.
            Form.isatap("00005efe"),
            Form.isatap("01005efe"),
            Form.isatap("02005efe"),
            Form.isatap("03005efe"));

    private EmbeddedAddresses() {}

    /**
     * A way to hide one.
     *
     * @param prefix of the whole, in hexadecimal
     * @param middle from its ninth byte on, in hexadecimal
     * @param places of the four bytes, by turns; the complement of a place is of a byte whose bits are inverted
     * @param uncertain whether one of the places is meant, and the others are nothing: zeros say no more than that
     */
    private record Form(String prefix, String middle, List<int[]> places, boolean uncertain) {

        static Form of(String prefix, int[]... places) {
            return new Form(prefix, "", List.of(places), false);
        }

        static Form isatap(String middle) {
            return new Form("", middle, List.of(LAST), false);
        }

        Stream<InetAddress> of(byte[] bytes) {
            var hex = HexFormat.of().formatHex(bytes);
            return hex.startsWith(prefix) && hex.startsWith(middle, LENGTH)
                    ? places.stream()
                            .map(place -> at(place, bytes))
                            .filter(found -> !uncertain || found.getAddress()[0] != 0)
                    : Stream.empty();
        }
    }

    /** All that it may stand for; empty if it hides none. */
    static List<InetAddress> of(InetAddress address) {
        var bytes = address.getAddress();
        return bytes.length != LENGTH || address.isLoopbackAddress()
                ? List.of()
                : FORMS.stream().flatMap(form -> form.of(bytes)).toList();
    }

    private static InetAddress at(int[] place, byte[] bytes) {
        var found = new byte[place.length];
        for (var i = 0; i < place.length; i++) {
            found[i] = place[i] < 0 ? (byte) ~bytes[~place[i]] : bytes[place[i]];
        }
        try {
            return InetAddress.getByAddress(found);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
