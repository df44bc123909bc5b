package dev.fleetledger.providers;

import org.jspecify.annotations.Nullable;

/** What a provider says of an attempt that it is asked about. */
public sealed interface Sighting {

    /** It is done. */
    record Done(Found found) implements Sighting {}

    /**
     * It goes on.
     *
     * @param reference as in {@link Answer.Began}
     * @param phase for people, such as {@code Installing OS}
     * @param progress of the whole task in percent, 0 to 99
     */
    record UnderWay(@Nullable String reference, String phase, int progress) implements Sighting {}

    /** Positively nothing was begun, or it was stopped: the machine is as it was. */
    record NotBegun() implements Sighting {}

    /**
     * It went wrong.
     *
     * @param error one sentence, without secrets
     */
    record Failed(String error) implements Sighting {}

    /**
     * Nobody can say.
     *
     * @param reason one sentence, without secrets
     */
    record Unclear(String reason) implements Sighting {}
}
