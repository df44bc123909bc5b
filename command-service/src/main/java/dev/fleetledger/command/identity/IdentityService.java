package dev.fleetledger.command.identity;

import dev.fleetledger.command.fleet.Command;
import dev.fleetledger.command.http.Commands;
import dev.fleetledger.command.ledger.CommandReply;
import dev.fleetledger.domain.identity.Identity;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.parameter.Body;
import dev.fleetledger.kit.identity.IdentityView;
import dev.fleetledger.kit.identity.Principal;
import dev.fleetledger.kit.kafka.Projectors;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Commands that change who may do what: answered once that counts here, or said to be pending if it does not yet. */
final class IdentityService {
    private static final Duration BOUND = Duration.ofSeconds(2);

    private final Commands commands;
    private final IdentityView view;

    IdentityService(Commands commands, IdentityView view) {
        this.commands = commands;
        this.view = view;
    }

    /** The fleet's identity as this instance has read it. */
    Identity state() {
        return commands.state().identity();
    }

    CommandReply.Accepted execute(Call call, @Nullable Body<?> body, Command command) {
        return execute(call, call.principal(), body, command);
    }

    CommandReply.Accepted execute(Call call, Principal principal, @Nullable Body<?> body, Command command) {
        var accepted = commands.execute(call, principal, body, command, Set.of(Projectors.LEDGER));
        if (!view.awaitLatest(BOUND)) {
            Commands.pending(call);
        }
        return accepted;
    }
}
