package dev.fleetledger.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerIdTest {
    @ParameterizedTest
    @CsvSource({
        "web-1, web-1",
        "Web01.example.com, Web01-example-com",
        "my_old server, my-old-server",
        "xn--mller-kva, xn--mller-kva",
        "2001:db8::1, 2001-db8-1",
        "-.edge.-, edge",
        "a, a"
    })
    void aHostnameBecomesASlug(String hostname, String slug) {
        assertThat(ServerId.ofHostname(hostname)).contains(slug);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "сервер1",
                "müller",
                "12345",
                "Nodes",
                "5f0c3a3e-95a5-4c0e-8d0e-0f4b3f1f0a11",
                "farm-of-application-servers-in-the-northern-region-blue-group-a-one.example.org",
                "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.bbbbbbbbbbbbbbbbbbbbbbbbbbbb"
            })
    void aHostnameThatMakesASlugOfOthersTooHasAHashBehindIt(String hostname) {
        var id = ServerId.ofHostname(hostname).orElseThrow();

        assertThat(id).matches(".*[A-Za-z0-9]-[0-9a-f]{8}").matches(ServerId::isValid);
        assertThat(ServerId.ofHostname(hostname.toUpperCase(Locale.ROOT)).orElseThrow())
                .isEqualToIgnoringCase(id);
    }

    @ParameterizedTest
    @CsvSource({
        "сервер1, хост1",
        "1, сервер1",
        "farm-of-application-servers-in-the-northern-region-blue-group-a-one.example.org,"
                + "farm-of-application-servers-in-the-northern-region-blue-group-a-two.example.org"
    })
    void soThatTheyDiffer(String one, String other) {
        assertThat(ServerId.ofHostname(one)).isNotEqualTo(ServerId.ofHostname(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "...", "_", "東京"})
    void aHostnameOfNothingUsableMakesNone(String hostname) {
        assertThat(ServerId.ofHostname(hostname)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "7", "web-1", "5f0c3a3e-95a5-4c0e-8d0e-0f4b3f1f0a11", "A1"})
    void slugsNumbersAndUuidsAreIds(String id) {
        assertThat(ServerId.isValid(id)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a-", "a b", "a.b", "a\n", "ä"})
    void othersAreNot(String id) {
        assertThat(ServerId.isValid(id)).isFalse();
        assertThat(ServerId.isValid("x".repeat(64))).isFalse();
    }
}
