package dev.fleetledger.query.area;

import dev.fleetledger.kit.FleetConfiguration;
import dev.fleetledger.kit.identity.ApiKeyUses;
import dev.fleetledger.kit.identity.IdentityView;
import dev.fleetledger.kit.server.ServersView;
import dev.fleetledger.query.history.AggregateReads;
import dev.fleetledger.query.live.EventStreams;
import dev.fleetledger.query.read.ReadBarrier;
import io.dropwizard.core.setup.Environment;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Jdbi;

/**
 * What areas are made of.
 *
 * @param environment of a service that has not started yet
 * @param streams of the whole service, which bounds them
 * @param caughtUp whether the read models have everything that was written before the question, having waited a moment
 *     for it
 * @param servers with the health last heard of
 */
public record QueryServices(
        FleetConfiguration configuration,
        Environment environment,
        Jdbi database,
        ReadBarrier barrier,
        AggregateReads reads,
        EventStreams streams,
        BooleanSupplier caughtUp,
        IdentityView identity,
        ApiKeyUses apiKeyUses,
        ServersView servers,
        InstantSource clock) {}
