package dev.fleetledger.kit.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientNetworkTest {
    @ParameterizedTest
    @CsvSource({
        "203.0.113.9, 203.0.113.9",
        "::ffff:203.0.113.9, 203.0.113.9",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
        "2001:DB8:1:2::, 2001:db8:1:2::/64",
        "fe80::1%eth0, fe80::/64",
        "::1, ::/64",
        "unix, unix"
    })
    void aClientIsAnAddressOrItsNetwork(String address, String client) {
        assertThat(ClientNetwork.of(address)).isEqualTo(client);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[",
                "[]",
                "1.2.3",
                "1.2.3.4%eth0",
                "a.example",
                "::1%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%%",
                ":"
            })
    void whatIsNoAddressIsNone(String text) {
        assertThat(ClientNetwork.parse(text)).isEmpty();
    }
}
