package dev.fleetledger.command.clock;

import dev.fleetledger.command.http.Commands;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.parameter.Body;
import dev.fleetledger.kit.identity.Permission;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Takes an operator's word that the clock is right. */
@Path("/api/v1/ledger/clock")
@Speaks(Contract.HOMELAB)
public final class ClockCommandResource {
    private final Commands commands;
    private final InstantSource clock;

    /** @param clock of this machine, which decides */
    public ClockCommandResource(Commands commands, InstantSource clock) {
        this.commands = commands;
        this.clock = clock;
    }

    /**
     * An operator's word.
     *
     * @param confirmedUntil up to what time the clock is believed; not before it, and at most 366 days after
     */
    public record Confirmation(@NotNull Instant confirmedUntil) {}

    /**
     * What counts from now on.
     *
     * @param now what the clock says
     */
    public record BelievedClock(Instant confirmedUntil, Instant now) {}

    /** Has the clock of who writes the ledger believed up to a time, from now on and whoever writes it; the last word counts. */
    @POST
    @RequiresPermission(Permission.SYSTEM_ADMIN)
    public BelievedClock confirm(@Context Call call, Body<Confirmation> body) {
        var until = body.read().confirmedUntil().truncatedTo(ChronoUnit.MILLIS);
        Commands.tag(call, commands.execute(call, body, new ConfirmClock(until)));
        return new BelievedClock(until, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }
}
