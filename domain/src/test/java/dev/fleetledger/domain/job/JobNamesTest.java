package dev.fleetledger.domain.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobNamesTest {

    @Test
    void aJobIsItsNumberWithItsTypeOrWithout() {
        assertThat(JobNames.number("123")).hasValue(123);
        assertThat(JobNames.number("deploy-job-123")).hasValue(123);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "01", "-1", "job-1", "deploy-job-", "deploy-job-x", "1e3", "9999999999999999999"})
    void nothingElseIsOne(String name) {
        assertThat(JobNames.number(name)).isEmpty();
    }
}
