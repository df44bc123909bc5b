package dev.fleetledger.kit.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {

    @ParameterizedTest
    @CsvSource({
        "2016-12-31T23:59:60Z,2017-01-01T00:00:00Z",
        "2016-12-31t23:59:60.5z,2017-01-01T00:00:00.500Z",
        "2017-01-01T00:59:60+01:00,2017-01-01T00:00:00Z",
        "2026-01-18T11:30:00+01:00,2026-01-18T10:30:00Z",
        "2026-01-18T11:30:00 01:00,2026-01-18T10:30:00Z"
    })
    void timesOfQueriesAreRead(String text, Instant time) {
        assertThat(Rfc3339.parseQuery(text)).isEqualTo(time);
        assertThat(Json.texts().convertValue(text, Instant.class)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2016-12-31T23:58:60Z",
                "2016-12-31T22:59:60Z",
                "2016-12-31T23:59:61Z",
                "2016-12-31T23:59:60",
                "2026-01-18T11:30:00 01:00",
                "2026-01-18"
            })
    void othersAreNone(String text) {
        assertThatThrownBy(() -> Rfc3339.parse(text)).isInstanceOf(DateTimeException.class);
    }
}
