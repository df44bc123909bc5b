package dev.fleetledger.command.job;

import static dev.fleetledger.command.job.JobFixtures.SERVER;
import static dev.fleetledger.command.job.JobFixtures.enlisted;
import static dev.fleetledger.command.job.JobFixtures.then;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.command.fleet.DeciderSpecification;
import dev.fleetledger.command.ledger.CommandReply;
import dev.fleetledger.schemas.event.ServerEvent.ServerLifecycleChanged;
import dev.fleetledger.schemas.job.JobKind;
import dev.fleetledger.schemas.machine.Lifecycle;
import dev.fleetledger.schemas.machine.PowerState;
import java.util.List;
import org.junit.jupiter.api.Test;

class PowerResourceTest {
    private static final StartedJob JOB = new StartedJob(
            "power-job-1", 1, JobKind.POWER, 22, "web-server-01", "queued", "1-2 minutes", null, null, null, null);

    @Test
    void aReplayShowsThePowerAsItWasWhenThatWasDecided() {
        var event = new ServerLifecycleChanged(SERVER, Lifecycle.DEPLOYED, 1L, PowerState.OFF);
        var decided = DeciderSpecification.state(List.of(then(enlisted(), event)));
        var replayed =
                new CommandReply.Accepted(event.aggregate(), 3, List.of(event), null, decided, decided.time(), true);
        assertThat(PowerResource.begun(JOB, "on", replayed))
                .isEqualTo(new PowerResource.Power(22, "on", PowerState.OFF, "power-job-1", null, null));
    }
}
