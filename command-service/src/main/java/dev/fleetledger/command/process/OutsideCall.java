package dev.fleetledger.command.process;

import dev.fleetledger.command.fleet.Command;
import dev.fleetledger.command.fleet.FleetState;
import java.util.Optional;
import java.util.UUID;

/**
 * One attempt to do something outside. By its type it says what comes of an attempt that was claimed and of whose outcome
 * nobody told, as its caller died.
 */
public sealed interface OutsideCall {

    /** What is done, which all attempts share; one at a time is under way. */
    UUID id();

    /** Which attempt it is. */
    int attempt();

    /** Who is called, so that one that is slow does not keep the others waiting. */
    String key();

    /** The command that claims the attempt; its decider refuses it if the attempt is claimed already. */
    Command claim();

    /**
     * Calls, in a thread that is interrupted when the time for it is over.
     *
     * @param claimed the fleet right after the claim
     * @return the outcome, or empty if nothing is to be called any more and the claim was the end of it
     */
    Optional<Command> make(FleetState claimed) throws Exception;

    /** One that may be made again without knowing what came of the attempt before: it reads, or who is called knows repeats. */
    non-sealed interface Repeatable extends OutsideCall {

        /**
         * The outcome where none came.
         *
         * @param failure what was thrown, a {@link java.util.concurrent.TimeoutException} if it took too long
         */
        Command failed(Throwable failure);
    }

    /**
     * One of which whoever was called is asked first what came of it. Whatever is thrown, or takes too long, tells nothing of
     * that: the attempt stays unsettled, and is asked after once its claim is over.
     */
    non-sealed interface Asked extends OutsideCall {

        /** Whether this attempt was claimed by somebody who can be no longer at it. */
        boolean isUnsettled();

        /**
         * Asks; changes nothing outside. In a thread that is interrupted when the time for it is over.
         *
         * @return what is known now, or empty if that is nothing new
         */
        Optional<Command> ask() throws Exception;

        /**
         * What is said if that question is not answered: nothing, as it is put again, unless nobody waits any longer.
         *
         * @param failure what was thrown, a {@link java.util.concurrent.TimeoutException} if it took too long
         */
        default Optional<Command> unanswered(Throwable failure) {
            return Optional.empty();
        }
    }
}
