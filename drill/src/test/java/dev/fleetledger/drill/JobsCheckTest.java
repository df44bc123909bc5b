package dev.fleetledger.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.drill.ProviderWire.Counted;
import dev.fleetledger.drill.ProviderWire.Report;
import dev.fleetledger.drill.ProviderWire.Verb;
import dev.fleetledger.schemas.event.JobEvent.JobStepClaimed;
import dev.fleetledger.schemas.job.StepEffect;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the drill must not pass of what a provider counted. */
class JobsCheckTest {
    private final Map<UUID, JobStepClaimed> claims = new HashMap<>();

    private UUID claimed(int attempt, StepEffect effect) {
        var id = UUID.randomUUID();
        claims.put(id, new JobStepClaimed(7, "power", attempt, id, effect, Instant.EPOCH, Instant.EPOCH, "drill"));
        return id;
    }

    private List<String> wrong(Counted... calls) {
        return new JobsCheck(FleetState.EMPTY, claims, new Report(List.of(calls), List.of(), 0)).wrong();
    }

    private static Counted begin(UUID claim) {
        return new Counted(Verb.BEGIN, claim, "fl-1", "Power", "Began");
    }

    private static Counted look(UUID claim, String answer) {
        return new Counted(Verb.LOOK, claim, "fl-1", "Power", answer);
    }

    @Test
    void whatIsSentOnceIsWell() {
        assertThat(wrong(begin(claimed(1, StepEffect.ONCE)))).isEmpty();
    }

    @Test
    void whatPositivelyWasNotBegunMayBeSentAgain() {
        var first = claimed(1, StepEffect.CONVERGE);
        assertThat(wrong(look(first, "NotBegun"), begin(claimed(2, StepEffect.CONVERGE))))
                .isEmpty();
    }

    @Test
    void aClaimThatIsSentTwiceIsWrong() {
        var claim = claimed(1, StepEffect.CONVERGE);
        assertThat(wrong(begin(claim), begin(claim))).singleElement().asString().contains("sent twice by one claim");
    }

    @Test
    void aStepThatIsSentTwiceIsWrong() {
        assertThat(wrong(begin(claimed(1, StepEffect.ONCE)), begin(claimed(2, StepEffect.ONCE))))
                .anyMatch(sentence -> sentence.contains("(ONCE) was sent twice"))
                .anyMatch(sentence -> sentence.contains("may be done but once"));
    }

    @Test
    void whatIsSentAgainWithoutAskingIsWrong() {
        var first = claimed(1, StepEffect.CONVERGE);
        assertThat(wrong(look(first, "UnderWay"), begin(claimed(2, StepEffect.CONVERGE))))
                .singleElement()
                .asString()
                .contains("without asking first");
    }

    @Test
    void whatHasNoClaimIsWrong() {
        assertThat(wrong(begin(UUID.randomUUID()))).singleElement().asString().contains("without a claim");
    }
}
