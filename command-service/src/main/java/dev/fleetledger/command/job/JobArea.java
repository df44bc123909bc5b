package dev.fleetledger.command.job;

import dev.fleetledger.command.area.AreaServices;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.ledger.Ledger;
import dev.fleetledger.command.server.PowerParameters;
import dev.fleetledger.command.template.Handover;
import dev.fleetledger.domain.job.Job;
import dev.fleetledger.kit.Area;
import dev.fleetledger.kit.SimulationSettings;
import dev.fleetledger.providers.MissingProvider;
import dev.fleetledger.providers.Provider;
import dev.fleetledger.providers.simulated.SimulatedProvider;
import dev.fleetledger.schemas.FleetId;
import io.dropwizard.lifecycle.AutoCloseableManager;
import io.dropwizard.lifecycle.Managed;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Long work, as the command-service has it. */
public final class JobArea {
    private static final Logger LOG = LoggerFactory.getLogger(JobArea.class);

    private JobArea() {}

    public static Area of(AreaServices with) {
        var simulation = with.configuration().simulation();
        var log = new JobLogTopic(with.configuration().kafka(), with.space());
        var handover = new Handover(with.keyset().sealer());
        var provider = new LoggedProvider(
                provider(simulation, with.clock()),
                () -> with.ledger().state(FleetId.DEFAULT),
                secrets(new PowerParameters(with.keyset().sealer()), handover),
                log::write);
        return Area.of(
                        new LifecycleResource(with.commands(), handover),
                        new PowerResource(with.commands(), simulation.enabled(), with.clock()),
                        new JobCommandResource(with.commands()))
                // What was started last is stopped first.
                .running(
                        new AutoCloseableManager(log),
                        new JobProcess(with.ledger(), provider, handover::make, with.clock()));
    }

    /** What is known of a job that no log may have: how the power of its server is switched, what it hands over. */
    private static BiFunction<Job, FleetState, Collection<String>> secrets(PowerParameters power, Handover handover) {
        return (job, state) -> {
            var secrets = new ArrayList<String>();
            var server = job.target().serverId();
            // What only a server that is gone knew cannot be starred, and so nothing more is written.
            secrets.addAll(
                    power.unseal(state.servers().find(server).orElseThrow()).values());
            var handed = job.userData();
            if (handed != null) {
                secrets.addAll(handover.values(server, handed.known()));
            }
            return secrets;
        };
    }

    /**
     * Does what is to be done about jobs where the fleet is owned, by that provider, handing nothing over; not started yet.
     *
     * @param clock that says when something is due
     */
    public static Managed process(Ledger ledger, Provider provider, InstantSource clock) {
        return new JobProcess(ledger, provider, (server, inputs, sha256) -> Optional.empty(), clock);
    }

    private static Provider provider(SimulationSettings settings, InstantSource clock) {
        if (!settings.enabled()) {
            return new MissingProvider();
        }
        LOG.info("no provider is configured: what is asked of machines is simulated");
        return new SimulatedProvider(clock, settings.speed());
    }
}
