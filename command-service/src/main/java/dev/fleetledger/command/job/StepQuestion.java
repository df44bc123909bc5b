package dev.fleetledger.command.job;

import dev.fleetledger.command.fleet.Command;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.job.StepCommand.TellStep;
import dev.fleetledger.command.job.StepCommand.Told;
import dev.fleetledger.command.process.OutsideCall;
import dev.fleetledger.command.process.SystemCommand;
import dev.fleetledger.domain.job.Attempt;
import dev.fleetledger.domain.job.Job;
import dev.fleetledger.providers.Found;
import dev.fleetledger.providers.Provider;
import dev.fleetledger.providers.Sighting;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Asks a provider about an attempt: how far it is, or what came of it if nobody told. It changes nothing outside, and so
 * claims nothing.
 *
 * @param about what is asked: an attempt that is not settled
 * @param patience how long the answer may be waited for
 */
record StepQuestion(Job job, Attempt about, Patience patience, FleetState state, Provider provider)
        implements OutsideCall.Asked {

    /** How long an answer may be waited for. */
    enum Patience {
        /** The attempt has time. */
        WAITS,
        /** Its time is over: it fails if its provider is at it yet. Who does not answer is asked again. */
        LATE,
        /** The same, and who does not answer was asked for long enough. */
        LAST
    }

    @Override
    public UUID id() {
        return SystemCommand.id("job", job.number(), about.claimId());
    }

    @Override
    public int attempt() {
        // What is told of each state of the job is a command of its own.
        return (int) state.version(job.ref());
    }

    /** One at a time of a server. */
    @Override
    public String key() {
        return job.target().serverId().toString();
    }

    @Override
    public boolean isUnsettled() {
        return true;
    }

    @Override
    public Optional<Command> ask() throws Exception {
        var call = Objects.requireNonNull(job.state().call(), "an attempt without the call that it is about");
        if (!call.provider().equals(provider.name())) {
            return tell(new Told.Unknown(Orders.elsewhere(call, provider)));
        }
        var sighting = provider.look(Orders.machine(job, state), Orders.order(job, call));
        return (about.isAbort() ? ofAbort(sighting, call) : ofCall(sighting));
    }

    @Override
    public Optional<Command> unanswered(Throwable failure) {
        return patience == Patience.LAST
                ? tell(new Told.Unknown(
                        about.isAbort()
                                ? "The provider could not be asked whether it was stopped"
                                : "The provider could not be asked what came of it"))
                : Optional.empty();
    }

    private boolean isLate() {
        return patience != Patience.WAITS;
    }

    private Optional<Command> ofCall(Sighting sighting) {
        return switch (sighting) {
            case Sighting.Done done -> tell(new Told.Done(done.found()));
            case Sighting.UnderWay underWay -> underWay(underWay);
            case Sighting.NotBegun ignored -> tell(new Told.NotBegun());
            case Sighting.Failed failed -> tell(new Told.Failed(failed.error(), false));
            case Sighting.Unclear unclear -> tell(new Told.Unknown(unclear.reason()));
        };
    }

    /** What is news: that the provider is at it yet or after all, or in another phase. */
    private Optional<Command> underWay(Sighting.UnderWay underWay) {
        if (isLate()) {
            return tell(new Told.Overdue());
        }
        if (!about.waiting()) {
            return tell(new Told.Began(underWay.reference()));
        }
        return underWay.phase().equals(job.state().phase())
                ? Optional.empty()
                : tell(new Told.Further(underWay.phase(), underWay.progress()));
    }

    /** What is at nothing any more was stopped. What was over before is told of the call itself. */
    private Optional<Command> ofAbort(Sighting sighting, Attempt call) {
        return switch (sighting) {
            case Sighting.NotBegun ignored -> tell(new Told.Done(Found.NOTHING));
            case Sighting.UnderWay ignored when !about.waiting() -> tell(new Told.NotBegun());
            case Sighting.UnderWay ignored -> isLate() ? tell(new Told.Overdue()) : Optional.empty();
            case Sighting.Done done -> tell(call, new Told.Done(done.found()));
            case Sighting.Failed failed -> tell(call, new Told.Failed(failed.error(), false));
            case Sighting.Unclear unclear -> tell(new Told.Unknown(unclear.reason()));
        };
    }

    private Optional<Command> tell(Told told) {
        return tell(about, told);
    }

    private Optional<Command> tell(Attempt of, Told told) {
        return Optional.of(new TellStep(job.number(), of.claimId(), told));
    }

    @Override
    public Command claim() {
        throw new IllegalStateException("a question claims nothing");
    }

    @Override
    public Optional<Command> make(FleetState claimed) {
        throw new IllegalStateException("a question makes nothing");
    }
}
