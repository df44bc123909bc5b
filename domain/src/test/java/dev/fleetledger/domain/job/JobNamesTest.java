package dev.fleetledger.domain.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.schemas.job.JobKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobNamesTest {

    @Test
    void aJobIsItsNumberWithItsTypeOrWithout() {
        assertThat(JobNames.parse("123")).hasValue(new JobNames.Name(123, null));
        assertThat(JobNames.parse("deploy-job-123")).hasValue(new JobNames.Name(123, JobKind.DEPLOY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "01",
                "-1",
                "job-1",
                "deploy-job-",
                "deploy-job-x",
                "format-job-1",
                "1e3",
                "9999999999999999999"
            })
    void nothingElseIsOne(String name) {
        assertThat(JobNames.parse(name)).isEmpty();
    }
}
