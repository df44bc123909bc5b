package dev.fleetledger.command.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class OwnMachineTest {
    private final OwnMachine machine = new OwnMachine(URI.create("https://fleet.example.com/"));

    @Test
    void isKnownByItsNameAndAddress() throws UnknownHostException {
        var here = InetAddress.getLocalHost();
        assertThat(machine.runs(here.getHostName().toUpperCase(Locale.ROOT), "127.0.0.1"))
                .isTrue();
        assertThat(machine.runs("fleet.example.com", "::1")).isTrue();
        assertThat(machine.runs("fleet.example.com", here.getHostAddress())).isTrue();
    }

    @Test
    void isNotClaimedByNameOrAddressAlone() {
        // 192.0.2.0/24 is for documentation (RFC 5737).
        assertThat(machine.runs("fleet.example.com", "192.0.2.7")).isFalse();
        assertThat(machine.runs("other.example.com", "127.0.0.1")).isFalse();
        assertThat(machine.runs("fleet.example.com", "localhost")).isFalse();
    }
}
