package dev.fleetledger.agent;

import java.time.Duration;

/** What became of one attempt to send a heartbeat. */
sealed interface Outcome {

    /** The platform has it. */
    record Delivered() implements Outcome {}

    /** The platform will never take it. */
    record Refused(String reason) implements Outcome {}

    /**
     * It may be taken later.
     *
     * @param reason said when it is new
     * @param atLeast how long the platform asks to wait; zero if it does not
     */
    record Postponed(String reason, Duration atLeast) implements Outcome {}
}
