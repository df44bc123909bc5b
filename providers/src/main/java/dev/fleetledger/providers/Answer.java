package dev.fleetledger.providers;

import org.jspecify.annotations.Nullable;

/** What a provider answers who has it begin or stop something. */
public sealed interface Answer {

    /** It is so already. */
    record Done(Found found) implements Answer {}

    /**
     * It goes on by itself.
     *
     * @param reference to ask by, null if none is needed; at most 200 characters
     */
    record Began(@Nullable String reference) implements Answer {}

    /**
     * Positively nothing was begun.
     *
     * @param error one sentence, without secrets
     * @param retryable whether it may go well later
     */
    record Refused(String error, boolean retryable) implements Answer {}
}
