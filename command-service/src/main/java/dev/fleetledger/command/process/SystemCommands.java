package dev.fleetledger.command.process;

import dev.fleetledger.command.ledger.CommandReply;
import dev.fleetledger.command.ledger.CommandRequest;
import dev.fleetledger.command.ledger.Ledger;
import dev.fleetledger.command.ledger.LedgerUnavailableException;
import dev.fleetledger.kit.identity.Principal;
import dev.fleetledger.schemas.FleetId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings before the fleet's decider what a part of the platform asks by itself. */
public final class SystemCommands {
    private static final Logger LOG = LoggerFactory.getLogger(SystemCommands.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Ledger ledger;
    private final Principal principal;

    /** @param part of the platform, as the audit names it: {@code system:<part>} */
    public SystemCommands(Ledger ledger, String part) {
        this.ledger = ledger;
        principal = Principal.system(part);
    }

    /**
     * Has it decided; the reply comes after the commit, also of a refusal.
     *
     * @throws LedgerUnavailableException if it could not be decided, or its outcome is not known
     */
    public CommandReply decide(SystemCommand command) throws InterruptedException {
        return await(submit(command));
    }

    /** The same where others wait behind it: a bug of its decider is logged, and is that command's alone. */
    public void attempt(SystemCommand command) throws InterruptedException {
        settle(submit(command));
    }

    /** Waits for the reply; what its decider threw is logged. */
    static void settle(CompletableFuture<CommandReply> reply) throws InterruptedException {
        try {
            await(reply);
        } catch (LedgerUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("a command could not be decided on", e);
        }
    }

    CompletableFuture<CommandReply> submit(SystemCommand command) {
        return ledger.submit(new CommandRequest(
                command.id(),
                FleetId.DEFAULT,
                command.command(),
                principal,
                null,
                null,
                command.id(),
                null,
                null,
                null,
                null));
    }

    /** The reply; throws as {@link #decide} does, and what its decider threw if it did. */
    static CommandReply await(CompletableFuture<CommandReply> reply) throws InterruptedException {
        try {
            return reply.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new LedgerUnavailableException("No decision in " + PATIENCE, Duration.ofSeconds(1));
        }
    }
}
