package dev.fleetledger.command.server;

import dev.fleetledger.command.ledger.CommandReply;
import dev.fleetledger.command.pdu.Power;
import dev.fleetledger.kit.http.Contract;
import dev.fleetledger.kit.server.ServerView;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.server.Health;
import dev.fleetledger.schemas.server.ServerSnapshot;
import java.util.Optional;
import java.util.UUID;

/** Servers as the answers to commands show them: the state after the command, with the health last heard of. */
final class ServerAnswers {
    private final ServerHealth health;

    ServerAnswers(ServerHealth health) {
        this.health = health;
    }

    /** The server that a command was about; empty if it is gone since. */
    Optional<ServerView> view(CommandReply.Accepted accepted, Contract contract) {
        return accepted.state()
                .servers()
                .find(UUID.fromString(accepted.subject().id()))
                .map(server -> snapshot(server, accepted))
                .map(snapshot ->
                        contract == Contract.CHATOPS ? ServerView.chatops(snapshot) : ServerView.homelab(snapshot))
                .map(view -> view.with(Power.feeds(view.uuid(), accepted.state())));
    }

    private ServerSnapshot snapshot(Server server, CommandReply.Accepted accepted) {
        var version = accepted.state()
                .version(new AggregateRef(AggregateType.SERVER, server.id().toString()));
        var heard = health.find(server.id());
        return new ServerSnapshot(
                server.id(),
                server.slug(),
                server.number(),
                server.details(),
                server.createdAt(),
                server.updatedAt(),
                version,
                heard.map(ServerSnapshot::health).orElse(Health.UNKNOWN),
                heard.map(ServerSnapshot::lastSeen).orElse(null),
                heard.map(ServerSnapshot::latest).orElse(null),
                heard.map(ServerSnapshot::latestAt).orElse(null),
                heard.map(ServerSnapshot::osInfo).orElse(null),
                heard.map(ServerSnapshot::agentVersion).orElse(null));
    }
}
