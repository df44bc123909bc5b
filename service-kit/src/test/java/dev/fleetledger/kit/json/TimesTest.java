package dev.fleetledger.kit.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    private record Stored(Instant at) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0001-01-01T00:00:00Z",
                "1970-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999999999Z",
                "2026-01-18T10:30:00+02:00",
                "9999-12-31T23:59:59+18:00"
            })
    void times(String text) {
        assertThat(Times.parse(text))
                .isEqualTo(java.time.OffsetDateTime.parse(text).toInstant());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-01-18",
                "2026-01-18T10:30:00",
                "1768732200",
                "0000-12-31T23:59:59Z",
                "0001-01-01T00:00:00+01:00",
                "9999-12-31T23:59:59-01:00",
                "+10000-01-01T00:00:00Z",
                "+999999999-12-31T23:59:59.999999999Z",
                "-999999999-01-01T00:00:00Z",
                "-0001-01-01T00:00:00Z"
            })
    void others(String text) {
        assertThatThrownBy(() -> Times.parse(text)).isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> Json.bodies().readValue("{\"at\":\"" + text + "\"}", Stored.class))
                .isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void whatIsStoredIsReadThoughItWouldNotBeTakenToday() throws JsonProcessingException {
        var stored = new Stored(Instant.parse("+12000-01-01T00:00:00Z"));
        assertThat(Json.mapper().readValue(Json.mapper().writeValueAsString(stored), Stored.class))
                .isEqualTo(stored);
    }
}
