package dev.fleetledger.command.ledger;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A command that waits for its reply. */
record Pending(CommandRequest request, CompletableFuture<CommandReply> reply) {
    Pending(CommandRequest request) {
        this(request, new CompletableFuture<>());
    }

    void unavailable(String why) {
        reply.completeExceptionally(unavailableException(why));
    }

    static LedgerUnavailableException unavailableException(String why) {
        return new LedgerUnavailableException(why, Duration.ofSeconds(1));
    }
}
