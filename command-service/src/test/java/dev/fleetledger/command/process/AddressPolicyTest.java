package dev.fleetledger.command.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.InetAddresses;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {
    private static final AddressPolicy NOBODY = new AddressPolicy(List.of());
    private static final AddressPolicy EVERYBODY = new AddressPolicy(List.of("0.0.0.0/0", "::/0"));
    private static final AddressPolicy TEN = new AddressPolicy(List.of("10.0.0.0/8", "::1"));

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "93.184.216.34", "2606:4700::1111", "64:ff9b::808:808", "2002:808:808::1"})
    void publicOnesAlways(String address) {
        assertThat(NOBODY.allows(InetAddresses.forString(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1",
                "100.64.0.1",
                "127.0.0.1",
                "127.255.255.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "192.0.0.8",
                "192.0.2.1",
                "198.18.0.1",
                "203.0.113.7",
                "::1",
                "fc00::1",
                "fd12::1",
                "fec0::1",
                "2001:db8::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "64:ff9b:1::1",
                "2002:a00:1::1",
                "::a00:1",
                "::ffff:0:127.0.0.1",
                "::ffff:0:808:808",
                "100::1",
                "4000::1",
                "5f00::1",
                "64:ff9b::7f00:1",
                "64:ff9b:1:a00:0:100::",
                "2001:0:808:808::f5ff:fffe",
                "2001:0:a00:1::f7f7:f7f7",
                "2606:4700::5efe:a00:1",
                "2606:4700::300:5efe:a00:1"
            })
    void privateOnesWhereTheConfigurationSaysSo(String address) {
        assertThat(NOBODY.allows(InetAddresses.forString(address))).isFalse();
        assertThat(EVERYBODY.allows(InetAddresses.forString(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "169.254.169.254",
                "169.254.0.1",
                "224.0.0.1",
                "239.255.255.250",
                "240.0.0.1",
                "255.255.255.255",
                "100.100.100.200",
                "192.0.0.192",
                "::",
                "fe80::1",
                "ff02::1",
                "fd00:ec2::254",
                "::ffff:169.254.169.254",
                "64:ff9b::a9fe:a9fe",
                "2002:a9fe:a9fe::1",
                "::ffff:0:a9fe:a9fe",
                "64:ff9b:1::a9fe:a9fe",
                "64:ff9b:1:a9fe:a9:fe00::",
                "64:ff9b:1:a9:fe:a9fe::",
                "64:ff9b:1:0:a9:fea9:fe00:0",
                "2001:0:a9fe:a9fe::f7f7:f7f7",
                "2001:0:808:808::5601:5601",
                "2606:4700::200:5efe:a9fe:a9fe",
                "::a9fe:a9fe",
                "::ffff:0:0:0",
                "::5",
                "64:ff9b::",
                "2001:0:808:808::ffff:ffff"
            })
    void othersNever(String address) {
        assertThat(EVERYBODY.allows(InetAddresses.forString(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "::1", "64:ff9b::a00:1"})
    void whatIsAllowed(String address) {
        assertThat(TEN.allows(InetAddresses.forString(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.168.0.1", "127.0.0.1", "fd00::1"})
    void andNothingElse(String address) {
        assertThat(TEN.allows(InetAddresses.forString(address))).isFalse();
    }
}
