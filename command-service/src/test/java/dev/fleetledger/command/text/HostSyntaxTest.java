package dev.fleetledger.command.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostSyntaxTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "web.example.com",
                "web_1",
                "10.0.0.1",
                "2001:db8::1",
                "fe80::1%eth0",
                "сервер1",
                "東京",
                "müller",
                "сервер-web.lan",
                "Ω1"
            })
    void namesOfAnyScriptAreFine(String name) {
        assertThat(HostSyntax.isValid(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "we\u200bb",
                "\u202ebew",
                "we\u2028b",
                "we\u00a0b",
                "we\u3000b",
                "we\u00adb",
                "\ufeffweb",
                "we\u3164b",
                "web\ufe0f",
                "web\u180b",
                "web\u2800",
                "web\udb40\udd00",
                "\uff57\uff45\uff42",
                "w\u0435b",
                "p\u0430ypal.example.com",
                "we\ud800b",
                "we\ue000b",
                "a b",
                "a/b",
                "a\tb"
            })
    void whatCouldBeTakenForAnotherIsNot(String name) {
        assertThat(HostSyntax.isValid(name)).isFalse();
    }
}
