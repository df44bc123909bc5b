package dev.fleetledger.domain.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MacAddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"52:54:00:ab:34:57", "52-54-00-AB-34-57", "5254.00ab.3457", "525400AB3457", " 52:54:00:AB:34:57 "
            })
    void everyUsualSpellingIsKeptInOne(String text) {
        assertThat(MacAddresses.parse(text)).hasValue("52:54:00:ab:34:57");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "52:54:00:ab:34",
                "52:54:00:ab:34:5g",
                "52:54-00:ab:34:57",
                "52:54:00:ab:34:57:99",
                "00:00:00:00:00:00",
                "ff:ff:ff:ff:ff:ff",
                "01:00:5e:00:00:01"
            })
    void whatNoCardHasIsNone(String text) {
        assertThat(MacAddresses.parse(text)).isEmpty();
    }
}
