package dev.fleetledger.command.job;

import dev.fleetledger.command.fleet.Command;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.job.StepCommand.ClaimStep;
import dev.fleetledger.command.job.StepCommand.TellStep;
import dev.fleetledger.command.job.StepCommand.Told;
import dev.fleetledger.command.process.OutsideCall;
import dev.fleetledger.command.process.SystemCommand;
import dev.fleetledger.domain.job.Attempt;
import dev.fleetledger.domain.job.Duty;
import dev.fleetledger.domain.job.Job;
import dev.fleetledger.providers.Answer;
import dev.fleetledger.providers.Provider;
import java.util.Optional;
import java.util.UUID;

/**
 * A call that has a provider begin a step, or stop one. It is made once: of one that nobody told of, a {@link StepQuestion}
 * asks.
 *
 * @param claimId of this attempt alone
 */
record StepCall(Job job, Duty.Call duty, UUID claimId, Provider provider) implements OutsideCall.Asked {

    @Override
    public UUID id() {
        return SystemCommand.id("job", job.number(), job.state().step(), duty.step());
    }

    @Override
    public int attempt() {
        return duty.attempt();
    }

    /** One at a time of a server. */
    @Override
    public String key() {
        return job.target().serverId().toString();
    }

    @Override
    public Command claim() {
        return new ClaimStep(job.number(), duty.step(), duty.attempt(), claimId, provider.name());
    }

    /** Nothing is called if somebody else has the claim. */
    @Override
    public Optional<Command> make(FleetState claimed) throws Exception {
        var now = claimed.jobs().find(job.number());
        if (now.isEmpty()) {
            return Optional.empty();
        }
        var state = now.get().state();
        var abort = state.abort();
        var call = state.call();
        if (call == null) {
            return Optional.empty();
        }
        if (abort != null && isMine(abort)) {
            if (!call.provider().equals(provider.name())) {
                return Optional.of(
                        new TellStep(job.number(), claimId, new Told.Unknown(Orders.elsewhere(call, provider))));
            }
            return Optional.of(tell(provider.abort(Orders.machine(now.get(), claimed), Orders.order(now.get(), call))));
        }
        return isMine(call)
                ? Optional.of(tell(provider.begin(Orders.machine(now.get(), claimed), Orders.order(now.get(), call))))
                : Optional.empty();
    }

    private boolean isMine(Attempt attempt) {
        return attempt.claimId().equals(claimId);
    }

    private Command tell(Answer answer) {
        var told = switch (answer) {
            case Answer.Done done -> new Told.Done(done.found());
            case Answer.Began began -> new Told.Began(began.reference());
            case Answer.Refused refused -> new Told.Failed(refused.error(), refused.retryable());
        };
        return new TellStep(job.number(), claimId, told);
    }

    @Override
    public boolean isUnsettled() {
        return false;
    }

    @Override
    public Optional<Command> ask() {
        throw new IllegalStateException("it is to be made, not asked after");
    }
}
