package dev.fleetledger.domain.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.schemas.job.JobKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstimatesTest {

    @ParameterizedTest
    @CsvSource({
        "DEPLOY, , 15-20 minutes",
        "COMMISSION, , 10-15 minutes",
        "DEPLOY, 1, 1 second",
        "DEPLOY, 119, 119 seconds",
        "DEPLOY, 120, 2-3 minutes",
        "RELEASE, 1000, 16-20 minutes",
    })
    void secondsInWordsAndTheDocumentsWhereThereAreNone(JobKind kind, Integer seconds, String words) {
        assertThat(Estimates.words(kind, seconds)).isEqualTo(words);
    }
}
