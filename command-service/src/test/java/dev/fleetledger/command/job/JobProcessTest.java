package dev.fleetledger.command.job;

import static dev.fleetledger.command.job.JobFixtures.CLAIM;
import static dev.fleetledger.command.job.JobFixtures.DEPLOY;
import static dev.fleetledger.command.job.JobFixtures.ERASE;
import static dev.fleetledger.command.job.JobFixtures.claimed;
import static dev.fleetledger.command.job.JobFixtures.claimedLongAgo;
import static dev.fleetledger.command.job.JobFixtures.requested;
import static dev.fleetledger.command.job.JobFixtures.then;
import static dev.fleetledger.command.job.JobFixtures.waiting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetledger.command.fleet.DeciderSpecification;
import dev.fleetledger.command.http.FakeLedger;
import dev.fleetledger.command.job.JobCommand.CancelJob;
import dev.fleetledger.command.process.SystemCommand;
import dev.fleetledger.command.process.SystemCommands;
import dev.fleetledger.domain.job.Duty;
import dev.fleetledger.domain.job.Job;
import dev.fleetledger.domain.job.JobPlan;
import dev.fleetledger.domain.job.JobStatus;
import dev.fleetledger.providers.Answer;
import dev.fleetledger.providers.Found;
import dev.fleetledger.providers.MissingProvider;
import dev.fleetledger.providers.Sighting;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.JobEvent.JobCancelRequested;
import dev.fleetledger.schemas.event.JobEvent.JobStepClaimed;
import dev.fleetledger.schemas.job.JobKind;
import dev.fleetledger.schemas.job.StepEffect;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who takes over in the middle of a job: what is done again, and what never is. */
class JobProcessTest {
    private static final Duration A_WHILE = Duration.ofSeconds(30);

    private final FakeProvider provider = new FakeProvider();
    /** Before the claims that are given must be over. */
    private volatile Instant now = DeciderSpecification.START.plusSeconds(9);

    /** Ten seconds later whenever it is asked: claims are soon over by it. */
    private final AtomicLong nanos = new AtomicLong();

    private FakeLedger ledger = new FakeLedger(() -> now);
    private JobProcess process = process();

    private JobProcess process() {
        return new JobProcess(ledger, provider, () -> now, () -> nanos.addAndGet(10_000_000_000L), UUID::randomUUID);
    }

    private void start(FleetEvent... past) {
        ledger = new FakeLedger(() -> now, past);
        process = process();
        process.start();
    }

    @AfterEach
    void stop() throws Exception {
        process.stop();
    }

    private Job job() {
        return ledger.state(FleetId.DEFAULT).jobs().find(1).orElseThrow();
    }

    private void awaitStatus(JobStatus status) {
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(job().state().status()).isEqualTo(status));
    }

    private void claimsAreOver() {
        now = DeciderSpecification.START.plusSeconds(60);
    }

    @Test
    void aJobIsClaimedBegunWatchedAndDone() {
        start(requested(JobKind.DEPLOY, DEPLOY));
        await().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(job().state().phase()).isEqualTo("Installing OS"));
        assertThat(job().state().progress()).isEqualTo(50);
        provider.sighting = new Sighting.Done(Found.NOTHING);
        awaitStatus(JobStatus.COMPLETED);
        assertThat(provider.begun).hasSize(1);
        assertThat(provider.looked).allSatisfy(order -> {
            assertThat(order.reference()).isEqualTo("ref");
            assertThat(order.id()).isEqualTo(provider.begun.getFirst().id());
        });
        assertThat(job().state().progress()).isEqualTo(100);
    }

    @Test
    void whatWasClaimedIsLeftAloneWhileItsCallMayBeUnderWay() {
        var job = DeciderSpecification.state(List.of(
                        then(requested(JobKind.DEPLOY, DEPLOY), claimed(JobPlan.DEPLOY, StepEffect.CONVERGE, 1))))
                .jobs()
                .find(1)
                .orElseThrow();
        assertThat(job.duty(DeciderSpecification.START.plusSeconds(29))).isEmpty();
        assertThat(job.duty(DeciderSpecification.START.plusSeconds(30))).containsInstanceOf(Duty.Settle.class);
    }

    @Test
    void aClaimThatAClockAheadTakesForOverIsSettledByEvenTimeAlone() {
        now = DeciderSpecification.START.plus(Duration.ofHours(1));
        ledger = new FakeLedger(
                () -> now, then(requested(JobKind.DEPLOY, DEPLOY), claimed(JobPlan.DEPLOY, StepEffect.CONVERGE, 1)));
        var passed = new AtomicLong();
        var lookedAt = new CopyOnWriteArrayList<Long>();
        provider.onLook = () -> lookedAt.add(passed.get());
        process = new JobProcess(ledger, provider, () -> now, passed::get, UUID::randomUUID);
        for (var second = 0; second <= 30; second++) {
            passed.set(Duration.ofSeconds(second).toNanos());
            process.look();
        }
        await().atMost(A_WHILE).until(() -> !lookedAt.isEmpty());
        assertThat(lookedAt).containsExactly(Duration.ofSeconds(30).toNanos());
    }

    @Test
    void whatTheDeadCallerHadBegunIsTakenOver() {
        claimsAreOver();
        start(then(requested(JobKind.DEPLOY, DEPLOY), claimed(JobPlan.DEPLOY, StepEffect.CONVERGE, 1)));
        await().atMost(A_WHILE).until(() -> {
            var call = job().state().call();
            return call != null && call.waiting();
        });
        provider.sighting = new Sighting.Done(Found.NOTHING);
        awaitStatus(JobStatus.COMPLETED);
        assertThat(provider.begun).isEmpty();
        assertThat(provider.looked.getFirst().id()).isEqualTo(CLAIM);
    }

    @Test
    void whatConvergesAndWasNotBegunIsBegunOnce() {
        claimsAreOver();
        provider.sighting = new Sighting.NotBegun();
        provider.answer = new Answer.Done(Found.NOTHING);
        start(then(requested(JobKind.DEPLOY, DEPLOY), claimed(JobPlan.DEPLOY, StepEffect.CONVERGE, 1)));
        awaitStatus(JobStatus.COMPLETED);
        assertThat(provider.begun).hasSize(1);
        assertThat(ledger.events())
                .filteredOn(JobStepClaimed.class::isInstance)
                .extracting(event -> ((JobStepClaimed) event).attempt())
                .containsExactly(1, 2);
    }

    private static List<Sighting> seen() {
        return List.of(new Sighting.NotBegun(), new Sighting.Unclear("no trace"), new Sighting.Failed("it broke"));
    }

    @ParameterizedTest
    @MethodSource("seen")
    void whatMayBeDoneButOnceIsNeverSentASecondTime(Sighting seen) {
        claimsAreOver();
        provider.sighting = seen;
        start(then(requested(JobKind.RELEASE, ERASE), claimed(JobPlan.RELEASE, StepEffect.ONCE, 1)));
        awaitStatus(JobStatus.FAILED);
        assertThat(job().state().outcomeUnknown()).isEqualTo(seen instanceof Sighting.Unclear);
        assertThat(provider.begun).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = StepEffect.class,
            names = {"CONVERGE", "ONCE"})
    void aCallThatBreaksOffIsAskedAfterAndNotRepeated(StepEffect effect) {
        provider.answer = null;
        start(effect == StepEffect.ONCE ? requested(JobKind.RELEASE, ERASE) : requested(JobKind.DEPLOY, DEPLOY));
        await().atMost(A_WHILE).until(() -> provider.begun.size() == 1);
        assertThat(provider.looked).isEmpty();
        now = now.plusSeconds(31);
        await().atMost(A_WHILE).until(() -> job().state().progress() == 50);
        provider.sighting = new Sighting.Done(Found.NOTHING);
        awaitStatus(JobStatus.COMPLETED);
        assertThat(provider.begun).hasSize(1);
    }

    @Test
    void whoTakesOverWhatIsWaitedForAsksAlone() {
        provider.sighting = new Sighting.Done(Found.NOTHING);
        start(then(
                requested(JobKind.DEPLOY, DEPLOY),
                claimed(JobPlan.DEPLOY, StepEffect.CONVERGE, 1),
                waiting(JobPlan.DEPLOY)));
        awaitStatus(JobStatus.COMPLETED);
        assertThat(provider.begun).isEmpty();
    }

    /** What is past its time: it was waited for, or nobody told of it since its claim. */
    private static List<List<FleetEvent>> late() {
        var asked = requested(JobKind.DEPLOY, DEPLOY);
        return List.of(
                List.of(then(asked, claimed(JobPlan.DEPLOY, StepEffect.CONVERGE, 1), JobFixtures.late(JobPlan.DEPLOY))),
                List.of(then(asked, claimedLongAgo(JobPlan.DEPLOY, StepEffect.CONVERGE))));
    }

    @ParameterizedTest
    @MethodSource("late")
    void whatTheProviderIsAtPastItsTimeFails(List<FleetEvent> past) {
        start(past.toArray(FleetEvent[]::new));
        awaitStatus(JobStatus.FAILED);
        assertThat(job().state().error()).isEqualTo("It was not done within 80 minutes; the provider is at it yet");
        assertThat(job().state().outcomeUnknown()).isFalse();
        assertThat(provider.looked).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("late")
    void whatWasDoneWhileNobodyLookedIsDone(List<FleetEvent> past) {
        provider.sighting = new Sighting.Done(Found.NOTHING);
        start(past.toArray(FleetEvent[]::new));
        awaitStatus(JobStatus.COMPLETED);
        assertThat(provider.begun).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("late")
    void whatFailedWhileNobodyLookedSaysWhy(List<FleetEvent> past) {
        provider.sighting = new Sighting.Failed("no disk");
        start(past.toArray(FleetEvent[]::new));
        awaitStatus(JobStatus.FAILED);
        assertThat(job().state().error()).isEqualTo("no disk");
    }

    @ParameterizedTest
    @MethodSource("late")
    void whatNobodyAnswersForPastItsTimeIsUnknown(List<FleetEvent> past) {
        provider.away = true;
        start(past.toArray(FleetEvent[]::new));
        awaitStatus(JobStatus.FAILED);
        assertThat(job().state().outcomeUnknown()).isTrue();
        assertThat(job().state().error()).contains("could not be asked");
        assertThat(provider.unanswered).isNotEmpty();
    }

    @Test
    void aProviderThatComesBackAfterThePlatformIsHeard() {
        provider.away = true;
        provider.sighting = new Sighting.Done(Found.NOTHING);
        ledger = new FakeLedger(() -> now, late().getFirst().toArray(FleetEvent[]::new));
        var passed = new AtomicLong();
        process = new JobProcess(ledger, provider, () -> now, passed::get, UUID::randomUUID);
        process.look();
        await().atMost(A_WHILE).until(() -> !provider.unanswered.isEmpty());
        provider.away = false;
        passed.set(Duration.ofSeconds(119).toNanos());
        await().atMost(A_WHILE).until(() -> {
            process.look();
            return !job().live();
        });
        assertThat(job().state().status()).isEqualTo(JobStatus.COMPLETED);
    }

    @Test
    void whatCannotBeAskedAfterForAsLongAsItMayTakeIsUnknown() {
        provider.away = true;
        now = DeciderSpecification.START.plus(Duration.ofMinutes(81));
        start(then(requested(JobKind.DEPLOY, DEPLOY), claimed(JobPlan.DEPLOY, StepEffect.CONVERGE, 1)));
        awaitStatus(JobStatus.FAILED);
        assertThat(job().state().outcomeUnknown()).isTrue();
        assertThat(provider.begun).isEmpty();
    }

    @Test
    void whatIsCancelledIsStoppedByItsProvider() throws Exception {
        start(then(
                requested(JobKind.DEPLOY, DEPLOY),
                claimed(JobPlan.DEPLOY, StepEffect.CONVERGE, 1),
                waiting(JobPlan.DEPLOY)));
        new SystemCommands(ledger, "test").decide(new SystemCommand(UUID.randomUUID(), new CancelJob(1)));
        awaitStatus(JobStatus.CANCELLED);
        assertThat(provider.aborted)
                .singleElement()
                .satisfies(order -> assertThat(order.reference()).isEqualTo("ref"));
        assertThat(provider.begun).isEmpty();
    }

    @Test
    void whatTheProviderWouldNotStopGoesOnToItsEnd() throws Exception {
        provider.stopped = new Answer.Refused("too late", false);
        start(then(
                requested(JobKind.DEPLOY, DEPLOY),
                claimed(JobPlan.DEPLOY, StepEffect.CONVERGE, 1),
                waiting(JobPlan.DEPLOY)));
        new SystemCommands(ledger, "test").decide(new SystemCommand(UUID.randomUUID(), new CancelJob(1)));
        await().atMost(A_WHILE).until(() -> job().state().abortRefused());
        provider.sighting = new Sighting.Done(Found.NOTHING);
        awaitStatus(JobStatus.COMPLETED);
        assertThat(provider.aborted).hasSize(1);
    }

    /** What another provider was claimed for: nobody told of it, it is waited for, or it is to be stopped. */
    private static List<List<FleetEvent>> elsewhere() {
        var asked = requested(JobKind.DEPLOY, DEPLOY);
        var claimed = new JobStepClaimed(
                1,
                JobPlan.DEPLOY,
                1,
                CLAIM,
                StepEffect.CONVERGE,
                DeciderSpecification.START,
                DeciderSpecification.START,
                "maas");
        return List.of(
                List.of(then(asked, claimed)),
                List.of(then(asked, claimed, waiting(JobPlan.DEPLOY))),
                List.of(then(asked, claimed, waiting(JobPlan.DEPLOY), new JobCancelRequested(1))));
    }

    @ParameterizedTest
    @MethodSource("elsewhere")
    void whatAnotherProviderWasClaimedForIsNotAskedOfThisOne(List<FleetEvent> past) {
        provider.sighting = new Sighting.NotBegun();
        start(past.toArray(FleetEvent[]::new));
        awaitStatus(JobStatus.FAILED);
        assertThat(job().state().outcomeUnknown()).isTrue();
        assertThat(job().state().error()).contains("'maas'", "'fake'");
        assertThat(provider.looked).isEmpty();
        assertThat(provider.begun).isEmpty();
        assertThat(provider.aborted).isEmpty();
    }

    @Test
    void whereNoProviderIsTheJobSaysWhatIsMissing() {
        ledger = new FakeLedger(() -> now, requested(JobKind.COMMISSION, JobFixtures.COMMISSION));
        process =
                new JobProcess(ledger, new MissingProvider(), (server, inputs, sha256) -> Optional.empty(), () -> now);
        process.start();
        awaitStatus(JobStatus.FAILED);
        assertThat(job().state().error()).contains("No provider is configured", "FLEET_SIMULATION");
        assertThat(job().state().outcomeUnknown()).isFalse();
    }
}
