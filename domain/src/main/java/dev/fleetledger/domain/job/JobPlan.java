package dev.fleetledger.domain.job;

import dev.fleetledger.schemas.job.JobKind;
import dev.fleetledger.schemas.job.JobOptions;
import dev.fleetledger.schemas.job.PowerAction;
import dev.fleetledger.schemas.job.StepEffect;
import java.time.Duration;
import java.util.List;

/** Of which steps a job consists, by its kind. */
public final class JobPlan {
    /** The provider knows the server. */
    public static final String ENLIST = "enlist";

    public static final String COMMISSION = "commission";
    public static final String DEPLOY = "deploy";
    public static final String RELEASE = "release";
    public static final String POWER = "power";
    /** Stops the step that is under way; part of no plan. */
    public static final String ABORT = "abort";

    /** How long a provider may take to stop what it is at. */
    public static final Duration ABORT_WITHIN = Duration.ofMinutes(5);

    private JobPlan() {}

    /**
     * A step.
     *
     * @param bound within which it is to be done; longer than a provider waits before it gives up by itself
     */
    public record Step(String name, StepEffect effect, Duration bound) {}

    /** The steps, in their order; at least one. */
    public static List<Step> of(JobKind kind, JobOptions options) {
        return switch (kind) {
            case COMMISSION ->
                List.of(
                        new Step(ENLIST, StepEffect.CONVERGE, Duration.ofMinutes(10)),
                        new Step(COMMISSION, StepEffect.CONVERGE, Duration.ofMinutes(45)));
            case DEPLOY -> List.of(new Step(DEPLOY, StepEffect.CONVERGE, Duration.ofMinutes(80)));
            case RELEASE ->
                List.of(
                        erases(options)
                                ? new Step(RELEASE, StepEffect.ONCE, Duration.ofHours(24))
                                : new Step(RELEASE, StepEffect.CONVERGE, Duration.ofMinutes(15)));
            case POWER ->
                List.of(new Step(
                        POWER, isCycle(options) ? StepEffect.ONCE : StepEffect.CONVERGE, Duration.ofMinutes(10)));
        };
    }

    /** Whether providers can stop it once it has begun. */
    static boolean canBeStopped(JobKind kind, JobOptions options) {
        return switch (kind) {
            case COMMISSION, DEPLOY -> true;
            case RELEASE -> erases(options);
            case POWER -> false;
        };
    }

    private static boolean erases(JobOptions options) {
        return options.release() != null && options.release().erases();
    }

    private static boolean isCycle(JobOptions options) {
        return options.power() != null && options.power().action() == PowerAction.CYCLE;
    }
}
