package dev.fleetledger.command.job;

import static dev.fleetledger.command.job.JobFixtures.DEPLOY;
import static dev.fleetledger.command.job.JobFixtures.claimed;
import static dev.fleetledger.command.job.JobFixtures.requested;
import static dev.fleetledger.command.job.JobFixtures.then;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.command.fleet.DeciderSpecification;
import dev.fleetledger.domain.job.JobPlan;
import dev.fleetledger.providers.LogLine;
import dev.fleetledger.schemas.job.JobKind;
import dev.fleetledger.schemas.job.JobLine;
import dev.fleetledger.schemas.job.LogLevel;
import dev.fleetledger.schemas.job.StepEffect;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobLinesTest {
    private static final Instant AT = Instant.parse("2026-01-18T10:00:07.123456Z");

    private static List<JobLine> lines(int attempt, LogLine... logged) {
        var job = DeciderSpecification.state(List.of(
                        then(requested(JobKind.DEPLOY, DEPLOY), claimed(JobPlan.DEPLOY, StepEffect.CONVERGE, attempt))))
                .jobs()
                .find(1)
                .orElseThrow();
        return JobLines.of(job, "maas", List.of(logged), new Redaction(List.of("hunter2hunter2")));
    }

    private static LogLine line(int number, String text) {
        return new LogLine(number, AT, LogLevel.INFO, text);
    }

    @Test
    void theSameLineIsTheSameAndThoseOfALaterAttemptComeAfterIt() {
        var first = lines(1, line(1, "one"), line(JobLines.MOST, "last"));
        assertThat(lines(1, line(JobLines.MOST, "last"))).containsExactly(first.getLast());
        assertThat(first.getFirst())
                .isEqualTo(new JobLine(
                        1, 100_001, Instant.parse("2026-01-18T10:00:07.123Z"), LogLevel.INFO, "[maas] one"));
        var later = lines(2, line(1, "again"));
        assertThat(later.getFirst().seq()).isGreaterThan(first.getLast().seq());
    }

    @Test
    void aSecretIsStarredBeforeTheLineIsCut() {
        var room = JobLines.LONGEST - "[maas] ".length();
        var text = "x".repeat(room - 7) + "hunter2hunter2";
        assertThat(lines(1, line(1, text)).getFirst().message())
                .doesNotContain("hunter")
                .endsWith("…");
    }

    @Test
    void aLineIsOneLineOfSoManyBytesAtMostAndOfWholeCharacters() {
        assertThat(lines(1, line(1, " a\r\nb\tc\u001b[31m\u2028d ")).getFirst().message())
                .isEqualTo("[maas] a b c [31m d");
        for (var character : List.of("x", "ü", "€", "😀")) {
            var message = lines(1, line(1, character.repeat(2000))).getFirst().message();
            assertThat(message.getBytes(UTF_8).length).isBetween(JobLines.LONGEST - 6, JobLines.LONGEST);
            assertThat(message).matches("\\[maas] (" + character + ")+…");
        }
        assertThat(lines(1, line(1, "broken \uD83D half")).getFirst().message()).isEqualTo("[maas] broken \uFFFD half");
    }

    @Test
    void whatIsTooMuchIsSaidOnceToBeLeftOut() {
        var lines =
                lines(1, line(JobLines.MOST, "last"), line(JobLines.MOST + 1, "more"), line(JobLines.MOST + 2, "more"));
        assertThat(lines)
                .extracting(JobLine::message)
                .containsExactly("[maas] last", "[maas] More than 2000 lines; the rest is left out");
    }
}
