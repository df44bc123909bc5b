package dev.fleetledger.command.http;

import dev.fleetledger.command.fleet.Command;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.ledger.CommandReply;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Created;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.kit.http.parameter.Body;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A kind of thing that requests make, change and remove by its id. Each is answered by what the command made of it.
 *
 * @param <V> how one is shown
 */
public final class Kind<V> {
    private final Commands commands;
    private final String name;
    private final String path;
    private final BiFunction<FleetState, UUID, Optional<V>> view;

    /**
     * A kind.
     *
     * @param name what answers call it
     * @param path below which its things are
     * @param view the thing of that id, if there is one
     */
    public Kind(Commands commands, String name, String path, BiFunction<FleetState, UUID, Optional<V>> view) {
        this.commands = commands;
        this.name = name;
        this.path = path;
        this.view = view;
    }

    /**
     * Makes one.
     *
     * @param command for the thing of that new id
     */
    public <B> Created<V> create(Call call, Body<B> body, BiFunction<UUID, B, Command> command) {
        var accepted = commands.execute(call, body, command.apply(UUID.randomUUID(), body.read()));
        var id = UUID.fromString(accepted.subject().id());
        return new Created<>(path + "/" + id, answer(call, accepted, id, name + " created successfully"));
    }

    /** {@link #change}, which the answer calls an update. */
    public <B> V update(Call call, String id, Body<B> body, BiFunction<UUID, B, Command> command) {
        return change(call, id, body, command, name + " updated successfully");
    }

    /**
     * Changes one; 404 before anything is said about the body.
     *
     * @param command for the thing of that id
     * @param message of the answer
     */
    public <B> V change(Call call, String id, Body<B> body, BiFunction<UUID, B, Command> command, String message) {
        var known = commands.known(name, id, view);
        return answer(call, commands.execute(call, body, command.apply(known, body.read())), known, message);
    }

    /** Removes one. */
    public void delete(Call call, String id, Function<UUID, Command> command) {
        commands.execute(call, command.apply(PathId.uuid(name, id)));
    }

    /** One as a command left it, with its version; 404 if a repeated command finds it gone. */
    public V answer(Call call, CommandReply.Accepted accepted, UUID id, String message) {
        Commands.tag(call, accepted);
        var shown = view.apply(accepted.state(), id).orElseThrow(() -> PathId.notFound(name, id.toString()));
        call.message(message);
        return shown;
    }
}
