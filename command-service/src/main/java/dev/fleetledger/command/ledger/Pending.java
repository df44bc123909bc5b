package dev.fleetledger.command.ledger;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A command that waits for its reply.
 *
 * @param since the {@link System#nanoTime} when it came
 */
record Pending(CommandRequest request, CompletableFuture<CommandReply> reply, long since) {
    Pending(CommandRequest request) {
        this(request, new CompletableFuture<>(), System.nanoTime());
    }

    void unavailable(String why) {
        reply.completeExceptionally(unavailableException(why));
    }

    static LedgerUnavailableException unavailableException(String why) {
        return new LedgerUnavailableException(why, Duration.ofSeconds(1));
    }
}
