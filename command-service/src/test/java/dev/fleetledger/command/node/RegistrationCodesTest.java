package dev.fleetledger.command.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.kit.security.KeyedHash;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class RegistrationCodesTest {
    private final RegistrationCodes codes = new RegistrationCodes(new KeyedHash(new byte[KeyedHash.KEY_BYTES]));

    @Test
    void haveFiveCharactersThatDoNotLookAlike() {
        var seen = new HashSet<String>();
        for (var i = 0; i < 1000; i++) {
            var code = RegistrationCodes.create().value();
            assertThat(code).matches("[A-HJ-KM-NP-Z2-9]{5}");
            seen.add(code);
        }
        assertThat(seen).hasSizeGreaterThan(990);
    }

    @Test
    void areTheSameHoweverTheyAreTyped() {
        assertThat(codes.hash(" xk7m2 ")).isEqualTo(codes.hash("XK7M2"));
        assertThat(codes.hash("XK7M3")).isNotEqualTo(codes.hash("XK7M2"));
        assertThat(codes.hash("XK7M2").value()).doesNotContain("XK7M2");
    }
}
