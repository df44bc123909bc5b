package dev.fleetledger.command.area;

import dev.fleetledger.command.http.Commands;
import dev.fleetledger.command.ledger.Ledger;
import dev.fleetledger.kit.FleetConfiguration;
import dev.fleetledger.kit.FreeSpace;
import dev.fleetledger.kit.identity.IdentityView;
import dev.fleetledger.kit.security.Keyset;
import dev.fleetledger.kit.server.ServersView;
import java.time.InstantSource;

/**
 * What areas are made of.
 *
 * @param commands for resources
 * @param ledger for processes
 * @param servers with the health last heard of
 */
public record AreaServices(
        FleetConfiguration configuration,
        Commands commands,
        Ledger ledger,
        Keyset keyset,
        IdentityView identity,
        ServersView servers,
        FreeSpace space,
        InstantSource clock) {}
