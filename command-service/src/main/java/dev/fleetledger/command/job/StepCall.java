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
import dev.fleetledger.providers.UserData;
import dev.fleetledger.schemas.event.Concealed;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call that has a provider begin a step, or stop one. It is made once: of one that nobody told of, a {@link StepQuestion}
 * asks.
 *
 * @param claimId of this attempt alone
 * @param opener of what the machine is handed
 */
record StepCall(Job job, Duty.Call duty, UUID claimId, Provider provider, Opener opener) implements OutsideCall.Asked {
    private static final Answer UNOPENED = new Answer.Refused(
            "What the machine was to be handed cannot be made any more: the key that sealed it is not there, or this version"
                    + " of the platform makes something else of it; ask for the deployment anew",
            false);

    /** Makes what a machine is handed of what was sealed. */
    @FunctionalInterface
    interface Opener {
        /** It; empty if that is not what was meant. */
        Optional<UserData> make(UUID server, Concealed sealed, @Nullable String sha256);
    }

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
        return isMine(call) ? Optional.of(tell(begin(now.get(), call, claimed))) : Optional.empty();
    }

    private Answer begin(Job claimedJob, Attempt call, FleetState claimed) throws Exception {
        var machine = Orders.machine(claimedJob, claimed);
        var order = Orders.order(claimedJob, call);
        var sealed = claimedJob.userData();
        var deploy = claimedJob.options().deploy();
        if (sealed == null || deploy == null) {
            return provider.begin(machine, order);
        }
        var made = opener.make(claimedJob.target().serverId(), sealed.known(), deploy.userDataSha256());
        return made.isEmpty() ? UNOPENED : provider.begin(machine, Orders.with(order, made.get()));
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
