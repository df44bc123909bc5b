package dev.fleetledger.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
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
        "müller, m-ller",
        "-.edge.-, edge",
        "a, a"
    })
    void aHostnameBecomesASlug(String hostname, String slug) {
        assertThat(ServerId.ofHostname(hostname)).contains(slug);
    }

    @Test
    void aLongHostnameIsCutAndStillEndsWell() {
        assertThat(ServerId.ofHostname("a".repeat(62) + ".example.com")).contains("a".repeat(62));
        assertThat(ServerId.ofHostname("b".repeat(200))).contains("b".repeat(63));
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
