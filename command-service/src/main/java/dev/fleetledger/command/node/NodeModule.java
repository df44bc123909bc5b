package dev.fleetledger.command.node;

import dev.fleetledger.command.http.Commands;
import dev.fleetledger.command.http.FailureThrottle;
import dev.fleetledger.kit.FleetConfiguration;
import dev.fleetledger.kit.identity.IdentityView;
import dev.fleetledger.kit.security.Keyset;
import java.time.InstantSource;
import java.util.List;

/** The parts of the command-service that look after nodes. */
public final class NodeModule {
    private final List<Object> resources;

    public NodeModule(
            FleetConfiguration configuration,
            Commands commands,
            Keyset keyset,
            IdentityView identity,
            InstantSource clock) {
        var codes = new RegistrationCodes(keyset.idempotency());
        var machine = new OwnMachine(configuration.instance().publicUrl());
        var guesses = new FailureThrottle(configuration.limits().unknownCodesPerMinute());
        resources = List.of(
                new JoinResource(commands, codes, keyset.verifier(), identity, machine, guesses, clock),
                new NodeCommandResource(commands, codes, clock),
                new NodeReportResource(commands, clock));
    }

    /** To be registered with Jersey. */
    public List<Object> resources() {
        return resources;
    }
}
