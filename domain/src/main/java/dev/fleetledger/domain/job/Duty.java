package dev.fleetledger.domain.job;

import dev.fleetledger.schemas.job.StepEffect;

/** What is to be done about a job now. It follows from the job and the time alone, so that a replay forgets none. */
public sealed interface Duty {

    /**
     * A call is to be claimed and made.
     *
     * @param step by name
     * @param attempt counted from 1
     */
    record Call(String step, int attempt, StepEffect effect) implements Duty {}

    /** A call was claimed and must be over by now, but nobody told what came of it: the provider is to be asked. */
    record Settle(Attempt attempt) implements Duty {}

    /** The provider is at it: it is to be asked how far it is. */
    record Watch(Attempt attempt) implements Duty {}

    /** It should have been done by now: the provider is asked all the same, and is waited for no longer. */
    record Overdue(Attempt attempt) implements Duty {}
}
