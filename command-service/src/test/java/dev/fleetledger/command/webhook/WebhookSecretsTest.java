package dev.fleetledger.command.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetledger.domain.SealedSecret;
import dev.fleetledger.domain.webhook.Webhook;
import dev.fleetledger.kit.security.Keyset;
import dev.fleetledger.schemas.alert.Severity;
import dev.fleetledger.schemas.event.WebhookDetails;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSecretsTest {
    private static final UUID HOOK = new UUID(1, 1);

    private final WebhookSecrets secrets =
            new WebhookSecrets(Keyset.create(Instant.EPOCH).sealer());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://chat.example/hook?token=needle",
                "https://chat.example?needle",
                "https://chat.example/hook?",
                "https://chat.example/?a=needle?b=%20needle&c=********",
                "https://chat.example/?*********",
                "https://chat.example/hook",
                "https://chat.example/?token=need%C3%A4le"
            })
    void aUrlComesBackWhole(String url) {
        var webhook = webhook(HOOK, secrets.seal(HOOK, url));
        assertThat(secrets.url(webhook)).hasToString(url);
        assertThat(webhook.details().url()).doesNotContain("?", "needle");
        assertThat(webhook.details().hasQuery()).isEqualTo(url.contains("?"));
        assertThat(webhook.toString()).doesNotContain("needle");
    }

    @Test
    void whatIsShownOfAQueryIsNone() {
        assertThat(secrets.seal(HOOK, "https://chat.example/hook?********"))
                .isEqualTo(new WebhookAddress("https://chat.example/hook", null, true));
    }

    @Test
    void aUrlOfBeforeQueriesWereSealedIsCalledAsItIs() {
        var old = webhook(HOOK, new WebhookAddress("https://chat.example/hook?token=old", null, false));
        assertThat(secrets.url(old)).hasToString("https://chat.example/hook?token=old");
    }

    @Test
    void aQueryOpensForItsWebhookAlone() {
        var elsewhere = webhook(new UUID(1, 2), secrets.seal(HOOK, "https://chat.example/hook?token=needle"));
        assertThatThrownBy(() -> secrets.url(elsewhere)).isInstanceOf(UnreadableSecretException.class);
    }

    private Webhook webhook(UUID id, WebhookAddress address) {
        var details = new WebhookDetails(null, address.url(), address.query(), List.of(), Severity.INFO, true);
        var secret = new SealedSecret(secrets.seal(id, WebhookSecrets.create()), 1);
        return new Webhook(id, details, secret, Instant.EPOCH, Instant.EPOCH);
    }
}
