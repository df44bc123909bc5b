package dev.fleetledger.query.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UptimeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0:00:00",
                "59|0:00:59",
                "8130|2:15:30",
                "86400|1 day, 0:00:00",
                "526530|6 days, 2:15:30",
            })
    void daysHoursMinutesAndSeconds(long seconds, String words) {
        assertThat(Uptime.words(seconds)).isEqualTo(words);
    }
}
