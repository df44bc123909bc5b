package dev.fleetledger.command.job;

import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.job.StepQuestion.Patience;
import dev.fleetledger.command.ledger.Ledger;
import dev.fleetledger.command.process.OutsideCalls;
import dev.fleetledger.command.process.OwnedProcess;
import dev.fleetledger.command.process.SystemCommands;
import dev.fleetledger.domain.job.Attempt;
import dev.fleetledger.domain.job.Duty;
import dev.fleetledger.domain.job.Job;
import dev.fleetledger.providers.Provider;
import dev.fleetledger.schemas.FleetId;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Does what is to be done about jobs, where the fleet is owned. What that is follows from the ledger and the time
 * ({@link Job#duty}): a job that waits is a row of the fleet's state, and a moment at which its provider is asked again.
 */
final class JobProcess implements Managed {
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final int MOST_AT_A_TIME = 128;
    /** Beyond the call itself, for its outcome to be told. */
    private static final Duration TELL = Duration.ofSeconds(15);
    /**
     * For how long whoever could tell of what is late is asked: a provider may come back after the platform does, when both
     * were away.
     */
    private static final Duration ASK_OF_LATE = Duration.ofMinutes(2);

    private final Ledger ledger;
    private final Provider provider;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Supplier<UUID> ids;
    /** Calls and questions alike, one at a time of a server: nobody is asked about a call that is being made. */
    private final OutsideCalls outside;

    private final OwnedProcess process;
    /** By job, when its provider may be asked again. Forgotten, it is asked at once, which does no harm. */
    private final Map<Long, Long> askAt = new HashMap<>();
    /** By claim that is not settled, when this instance saw it first. */
    private final Map<UUID, Long> seen = new HashMap<>();
    /** By claim that is overdue, when this instance saw that first. */
    private final Map<UUID, Long> late = new HashMap<>();

    JobProcess(Ledger ledger, Provider provider, InstantSource clock) {
        this(ledger, provider, clock, System::nanoTime, UUID::randomUUID);
    }

    /**
     * A process.
     *
     * @param nanos time as it passes
     * @param ids new ones of claims
     */
    JobProcess(Ledger ledger, Provider provider, InstantSource clock, LongSupplier nanos, Supplier<UUID> ids) {
        this.ledger = ledger;
        this.provider = provider;
        this.clock = clock;
        this.nanos = nanos;
        this.ids = ids;
        var claim = OutsideCalls.START_WITHIN.plus(StepDecider.CALL).plus(TELL);
        outside = new OutsideCalls(
                new SystemCommands(ledger, "jobs"),
                new OutsideCalls.Bounds(MOST_AT_A_TIME, 1, StepDecider.CALL, claim));
        process = new OwnedProcess("jobs", ledger, LOOK, this::look);
    }

    @Override
    public void start() {
        process.start();
    }

    @Override
    public void stop() throws InterruptedException {
        process.stop();
        outside.close();
    }

    private record Due(Job job, Attempt attempt, Patience patience, long since) {}

    OwnedProcess.Next look() {
        var state = ledger.state(FleetId.DEFAULT);
        var now = clock.instant();
        var due = new ArrayList<Due>();
        var overdue = new HashSet<UUID>();
        see(state);
        for (var job : state.jobs().all()) {
            var duty = job.duty(now).orElse(null);
            switch (duty) {
                case null -> {}
                case Duty.Call call -> outside.begin(new StepCall(job, call, ids.get(), provider));
                case Duty.Overdue of -> {
                    overdue.add(of.attempt().claimId());
                    if (of.attempt().waiting() || isOver(of.attempt())) {
                        ask(job, of.attempt(), patience(of.attempt()), due);
                    }
                }
                case Duty.Settle settle -> {
                    if (isOver(settle.attempt())) {
                        ask(job, settle.attempt(), Patience.WAITS, due);
                    }
                }
                case Duty.Watch watch -> ask(job, watch.attempt(), Patience.WAITS, due);
            }
        }
        late.keySet().retainAll(overdue);
        begin(due, state);
        return OwnedProcess.Next.AFTER_A_PAUSE;
    }

    private void see(FleetState state) {
        var claims = new HashSet<UUID>();
        for (var job : state.jobs().all()) {
            Stream.of(
                            Optional.ofNullable(job.state().call()),
                            Optional.ofNullable(job.state().abort()))
                    .flatMap(Optional::stream)
                    .filter(attempt -> !attempt.waiting())
                    .map(Attempt::claimId)
                    .forEach(claims::add);
        }
        claims.forEach(claim -> seen.putIfAbsent(claim, nanos.getAsLong()));
        seen.keySet().retainAll(claims);
        askAt.keySet().removeIf(number -> state.jobs().live().find(number).isEmpty());
    }

    /**
     * Whether nobody can be at a call any more: not by the ledger's time alone, which is a clock that may be ahead, but by
     * this instance's own time, which passes evenly.
     */
    private boolean isOver(Attempt attempt) {
        var since = Duration.ofNanos(nanos.getAsLong() - seen.getOrDefault(attempt.claimId(), nanos.getAsLong()));
        return since.compareTo(OutsideCalls.START_WITHIN.plus(StepDecider.CALL)) >= 0;
    }

    private Patience patience(Attempt attempt) {
        var now = nanos.getAsLong();
        var since = Duration.ofNanos(now - Objects.requireNonNullElse(late.putIfAbsent(attempt.claimId(), now), now));
        return since.compareTo(ASK_OF_LATE) < 0 ? Patience.LATE : Patience.LAST;
    }

    private void ask(Job job, Attempt attempt, Patience patience, List<Due> due) {
        var since = nanos.getAsLong() - askAt.getOrDefault(job.number(), nanos.getAsLong() - Long.MAX_VALUE / 2);
        if (since >= 0) {
            due.add(new Due(job, attempt, patience, since));
        }
    }

    /** Who has waited longest goes first, and nobody overtakes where there is no room for now. */
    private void begin(List<Due> due, FleetState state) {
        due.sort(Comparator.comparingLong(Due::since).reversed());
        for (var each : due) {
            if (!outside.hasRoom()) {
                return;
            }
            if (outside.begin(new StepQuestion(each.job(), each.attempt(), each.patience(), state, provider))) {
                askAt.put(
                        each.job().number(),
                        nanos.getAsLong() + provider.askEvery().toNanos());
            }
        }
    }
}
