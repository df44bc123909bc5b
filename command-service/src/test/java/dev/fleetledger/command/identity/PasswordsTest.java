package dev.fleetledger.command.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetledger.kit.security.Secret;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
    private static final Secret PASSWORD = new Secret("correct horse battery");

    private final Passwords passwords = new Passwords(1);

    @Test
    void aHashIsOfItsPasswordAlone() {
        var hash = passwords.hash(PASSWORD);
        assertThat(hash.value()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("horse");
        assertThat(passwords.verify(Optional.of(hash), PASSWORD)).isTrue();
        assertThat(passwords.verify(Optional.of(hash), new Secret("correct horse batterx")))
                .isFalse();
        assertThat(passwords.hash(PASSWORD)).isNotEqualTo(hash);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "fa-IR"})
    void aHashIsTheSameInEveryLocale(String tag) {
        var before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(tag));
        try {
            assertThat(passwords.hash(PASSWORD).value()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aHashOfAnotherImplementationIsRead() {
        // argon2 of https://github.com/P-H-C/phc-winner-argon2, with its cheapest parameters.
        var hash = new Secret("$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4");
        assertThat(passwords.verify(Optional.of(hash), new Secret("password"))).isTrue();
    }

    @Test
    void nobodysHashMatchesNothing() {
        assertThat(passwords.verify(Optional.empty(), PASSWORD)).isFalse();
    }

    @Test
    void whoComesWhenAllPlacesAreTakenWaits() {
        var hash = passwords.hash(PASSWORD);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, 4)
                    .mapToObj(i ->
                            CompletableFuture.supplyAsync(() -> passwords.verify(Optional.of(hash), PASSWORD), threads))
                    .toList();
            assertThat(all).allSatisfy(done -> assertThat(done.join()).isTrue());
        }
    }

    @Test
    void whatIsNoHashIsRefusedWithoutRepeatingIt() {
        assertThatThrownBy(() -> passwords.verify(Optional.of(new Secret("plain")), PASSWORD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("plain");
    }
}
