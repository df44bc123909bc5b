package dev.fleetledger.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressesTest {

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "::1", "fe80::1", "2001:DB8::a", "::ffff:10.0.0.1", "::ffff:0:127.0.0.1"})
    void addresses(String text) throws UnknownHostException {
        assertThat(IpAddresses.parse(text)).contains(InetAddress.getByName(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "10.0.0",
                "0177.0.0.1",
                "256.1.1.1",
                "fe80::1%eth0",
                "fe80::1%lo",
                "fe80::1%1",
                "fe80::1%25lo",
                "fe80::1%",
                "[::1]",
                "1.2.3.4 ",
                "::g"
            })
    void others(String text) {
        assertThat(IpAddresses.parse(text)).isEmpty();
    }
}
