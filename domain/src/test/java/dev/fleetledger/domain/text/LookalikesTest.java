package dev.fleetledger.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LookalikesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sec@example.com",
                "SEC@Example.COM",
                "\uFF33ec@example.com",
                "\u017Fec@example.com",
                "\u24C8ec@example.com",
                "s\u200Bec@example.com",
                "sec\uFE0F@example.com",
                "sec\u2800@example.com",
                "sec@example.com\uDB40\uDD17"
            })
    void looksAlike(String text) {
        assertThat(Lookalikes.fold(text)).isEqualTo("sec@example.com");
    }
}
