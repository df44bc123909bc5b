package dev.fleetledger.command.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {
    private static final Redaction REDACTION =
            new Redaction(List.of("s3cr3t+Pass word", "ops", "ab", " ", "s3cr3t+Pass"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ipmitool -U ops -P 's3cr3t+Pass word' | ipmitool -U ******** -P '********'
            xs3cr3t+Pass wordx                    | x********x
            https://ops:s3cr3t%2BPass%20word@bmc  | https://********:********@bmc
            pass=s3cr3t%2BPass+word&x             | pass=********&x
            s3cr3t+Passs3cr3t+Pass                | ****************
            stops the shop ab                     | stops the shop ab
            nothing of it                         | nothing of it
            """)
    void secretsAreStarredHoweverTheyAreWritten(String text, String expected) {
        assertThat(REDACTION.of(text)).isEqualTo(expected);
    }

    @Test
    void soTheyAreInBase64() {
        var encoded = Base64.getEncoder().encodeToString("s3cr3t+Pass word".getBytes(StandardCharsets.UTF_8));
        assertThat(REDACTION.of("Authorization: Basic " + encoded)).isEqualTo("Authorization: Basic ********");
    }

    @Test
    void soIsEachLineOfALongOneAndWhatJsonMakesOfIt() {
        var key = new Redaction(List.of("-----BEGIN KEY-----\nMIIEvQIBADANBg\n==\n-----END KEY-----"));
        assertThat(key.of("read MIIEvQIBADANBg, then ==")).isEqualTo("read ********, then ==");
        assertThat(new Redaction(List.of("a\"b\\cdefgh")).of("{\"pass\":\"a\\\"b\\\\cdefgh\"}"))
                .isEqualTo("{\"pass\":\"********\"}");
    }

    @Test
    void whatLooksLikeAPatternIsNone() {
        assertThat(new Redaction(List.of("$1.*\\E(x)")).of("a $1.*\\E(x) b")).isEqualTo("a ******** b");
        assertThat(new Redaction(List.of()).of("as it is")).isEqualTo("as it is");
    }
}
