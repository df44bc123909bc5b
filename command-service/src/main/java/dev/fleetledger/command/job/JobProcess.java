package dev.fleetledger.command.job;

import dev.fleetledger.command.job.StepQuestion.Patience;
import dev.fleetledger.command.ledger.Ledger;
import dev.fleetledger.command.process.OutsideCalls;
import dev.fleetledger.command.process.OwnedProcess;
import dev.fleetledger.command.process.SystemCommands;
import dev.fleetledger.domain.job.Job;
import dev.fleetledger.providers.Provider;
import dev.fleetledger.schemas.FleetId;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

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
    private final StepCall.Opener opener;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Supplier<UUID> ids;
    /** Calls and questions alike, one at a time of a server: nobody is asked about a call that is being made. */
    private final OutsideCalls outside;

    private final OwnedProcess process;
    private final Agenda agenda;
    private final long origin;

    /** @param opener of what deployed machines are handed */
    JobProcess(Ledger ledger, Provider provider, StepCall.Opener opener, InstantSource clock) {
        this(ledger, provider, opener, clock, System::nanoTime, UUID::randomUUID);
    }

    /** One that opens nothing. */
    JobProcess(Ledger ledger, Provider provider, InstantSource clock, LongSupplier nanos, Supplier<UUID> ids) {
        this(ledger, provider, (server, inputs, sha256) -> Optional.empty(), clock, nanos, ids);
    }

    /**
     * A process.
     *
     * @param opener of what deployed machines are handed
     * @param nanos time as it passes
     * @param ids new ones of claims
     */
    JobProcess(
            Ledger ledger,
            Provider provider,
            StepCall.Opener opener,
            InstantSource clock,
            LongSupplier nanos,
            Supplier<UUID> ids) {
        this.ledger = ledger;
        this.provider = provider;
        this.opener = opener;
        this.clock = clock;
        this.nanos = nanos;
        this.ids = ids;
        var claim = OutsideCalls.START_WITHIN.plus(StepDecider.CALL).plus(TELL);
        outside = new OutsideCalls(
                new SystemCommands(ledger, "jobs"),
                new OutsideCalls.Bounds(MOST_AT_A_TIME, 1, StepDecider.CALL, claim));
        agenda = new Agenda(Job::duty, OutsideCalls.START_WITHIN.plus(StepDecider.CALL), provider.askEvery());
        origin = nanos.getAsLong();
        process = new OwnedProcess("jobs", ledger, LOOK, new Rounds());
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

    private final class Rounds implements OwnedProcess.Work {
        @Override
        public OwnedProcess.Next round() {
            return look();
        }

        @Override
        public void release() {
            agenda.forget();
        }
    }

    OwnedProcess.Next look() {
        var state = ledger.state(FleetId.DEFAULT);
        var now = clock.instant();
        var moment = nanos.getAsLong() - origin;
        agenda.update(state.jobs(), state.sequence(), now, moment);
        agenda.call(
                outside::hasRoom,
                call -> outside.begin(new StepCall(call.job(), call.duty(), ids.get(), provider, opener)));
        agenda.ask(
                now,
                moment,
                outside::hasRoom,
                question -> outside.begin(
                        new StepQuestion(question.job(), question.about(), patience(question), state, provider)));
        return OwnedProcess.Next.AFTER_A_PAUSE;
    }

    private static Patience patience(Agenda.Question question) {
        var late = question.lateFor();
        if (late == null) {
            return Patience.WAITS;
        }
        return late.compareTo(ASK_OF_LATE) < 0 ? Patience.LATE : Patience.LAST;
    }
}
