package dev.fleetledger.command.job;

import dev.fleetledger.command.area.AreaServices;
import dev.fleetledger.kit.Area;
import dev.fleetledger.kit.SimulationSettings;
import dev.fleetledger.providers.MissingProvider;
import dev.fleetledger.providers.Provider;
import dev.fleetledger.providers.simulated.SimulatedProvider;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Long work, as the command-service has it. */
public final class JobArea {
    private static final Logger LOG = LoggerFactory.getLogger(JobArea.class);

    private JobArea() {}

    public static Area of(AreaServices with) {
        var simulation = with.configuration().simulation();
        var provider = provider(simulation, with.clock());
        return Area.of(
                        new LifecycleResource(with.commands()),
                        new PowerResource(with.commands(), simulation.enabled(), with.clock()),
                        new JobCommandResource(with.commands()))
                .running(new JobProcess(with.ledger(), provider, with.clock()));
    }

    private static Provider provider(SimulationSettings settings, InstantSource clock) {
        if (!settings.enabled()) {
            return new MissingProvider();
        }
        LOG.info("no provider is configured: what is asked of machines is simulated");
        return new SimulatedProvider(clock, settings.speed());
    }
}
