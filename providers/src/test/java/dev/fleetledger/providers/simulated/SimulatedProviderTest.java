package dev.fleetledger.providers.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.providers.Answer;
import dev.fleetledger.providers.Found;
import dev.fleetledger.providers.LogLine;
import dev.fleetledger.providers.Machine;
import dev.fleetledger.providers.Order;
import dev.fleetledger.providers.Provider;
import dev.fleetledger.providers.ProviderContract;
import dev.fleetledger.providers.Sighting;
import dev.fleetledger.providers.Task;
import dev.fleetledger.providers.UserData;
import dev.fleetledger.schemas.job.JobOptions;
import dev.fleetledger.schemas.job.LogLevel;
import dev.fleetledger.schemas.job.PowerAction;
import dev.fleetledger.schemas.machine.PowerState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatedProviderTest extends ProviderContract {
    private static final UserData DATA = new UserData("#cloud-config\n");

    private Instant now = Instant.parse("2026-01-18T10:00:00Z");
    private final SimulatedProvider provider = new SimulatedProvider(() -> now, 1);

    @Override
    protected Provider provider() {
        return provider;
    }

    @Override
    protected Provider restarted() {
        return new SimulatedProvider(() -> now, 1);
    }

    @Override
    protected Machine machineFor(Task task) {
        return machine("web-server-01");
    }

    @Override
    protected Machine failingAt(Task task) {
        return machine(
                switch (task) {
                    case Task.Commission ignored -> "web-fail-commission";
                    case Task.Deploy ignored -> "web-FAIL-deploy";
                    default -> "web-fail-release";
                });
    }

    @Override
    protected void passSome() {
        now = now.plusMillis(500);
    }

    @Override
    protected Instant now() {
        return now;
    }

    private static Machine machine(String hostname) {
        return new Machine("fl-3d298266633b", hostname, "52:54:00:12:34:56", "amd64/generic");
    }

    @Test
    void aHostnameFailsOnlyWhereItSaysSo() {
        var machine = machine("web-fail-release");
        var order = order(DEPLOY, "simulated-" + now.minusSeconds(60).toEpochMilli());
        assertThat(provider.look(machine, order)).isEqualTo(new Sighting.Done(new Found(null, PowerState.ON)));
    }

    @Test
    void whatHangsNeverEnds() {
        var order = order(DEPLOY, "simulated-" + now.minus(Duration.ofDays(2)).toEpochMilli());
        assertThat(provider.look(machine("web-hang"), order)).isInstanceOf(Sighting.UnderWay.class);
    }

    @Test
    void everyMachineIsKnown() {
        var order = order(new Task.Enlist(), null);
        assertThat(provider.look(machine("web"), order)).isEqualTo(new Sighting.Done(Found.NOTHING));
        assertThat(provider.begin(machine("web"), order)).isEqualTo(new Answer.Done(Found.NOTHING));
    }

    @Test
    void whatIsStoppedWasNotBegun() {
        var machine = machine("web");
        var order = order(DEPLOY, null);
        provider.begin(machine, order);
        assertThat(provider.abort(machine, order)).isEqualTo(new Answer.Done(Found.NOTHING));
        assertThat(provider.look(machine, order)).isEqualTo(new Sighting.NotBegun());
    }

    @Test
    void whatWasNotToldBeforeARestartWasNotBegun() {
        var machine = machine("web");
        var order = order(DEPLOY, null);
        provider.begin(machine, order);
        assertThat(new SimulatedProvider(() -> now, 1).look(machine, order)).isEqualTo(new Sighting.NotBegun());
    }

    @Test
    void whatAMachineWasHandedIsKnownByItsHashAlsoAfterARestart() throws Exception {
        var machine = machine("web");
        var order = order(new Task.Deploy(new JobOptions.Deploy("jammy", null, null, List.of()), DATA), null);
        var began = (Answer.Began) provider.begin(machine, order);
        assertThat(began.reference()).hasSizeLessThan(200).endsWith(DATA.sha256());
        now = now.plusMillis(4000);
        var asked = new Order(order.id(), DEPLOY, order.claimedAt(), began.reference());
        assertThat(restarted().look(machine, asked))
                .isEqualTo(new Sighting.UnderWay(
                        began.reference(), "Configuring OS by user data of SHA-256 " + DATA.sha256(), 75));
    }

    @Test
    void whatItDidNotBeginIsUnclear() {
        assertThat(provider.look(machine("web"), order(DEPLOY, "maas-7"))).isInstanceOf(Sighting.Unclear.class);
    }

    @Test
    void tenTimesFasterTakesATenth() {
        var fast = new SimulatedProvider(() -> now, 10);
        var machine = machine("web");
        var order = order(new Task.Release(new JobOptions.Release(true, false)), null);
        fast.begin(machine, order);
        now = now.plusMillis(499);
        assertThat(fast.look(machine, order)).isInstanceOf(Sighting.UnderWay.class);
        now = now.plusMillis(1);
        assertThat(fast.look(machine, order)).isEqualTo(new Sighting.Done(new Found(null, PowerState.OFF)));
        assertThat(fast.askEvery()).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void powerEndsAsItWasAskedFor() {
        var machine = machine("web");
        for (var action : PowerAction.values()) {
            var order = order(new Task.Power(new JobOptions.Power(action, false)), null);
            provider.begin(machine, order);
            now = now.plusSeconds(2);
            assertThat(provider.look(machine, order))
                    .isEqualTo(new Sighting.Done(
                            new Found(null, action == PowerAction.OFF ? PowerState.OFF : PowerState.ON)));
        }
    }

    @Test
    void itSaysWhatAMachineWouldAndWhyItGoesNoFurther() {
        var machine = machine("web-fail-deploy");
        var begun = provider.begin(machine, order(DEPLOY, null));
        var order = order(DEPLOY, ((Answer.Began) begun).reference());
        assertThat(provider.log(machine, order, 0))
                .extracting(LogLine::text)
                .containsExactly("web-fail-deploy: power on, boot order set to network");
        now = now.plusSeconds(60);
        var all = provider.log(machine, order, 0);
        assertThat(all).hasSizeGreaterThan(8);
        assertThat(all.getLast().level()).isEqualTo(LogLevel.ERROR);
        assertThat(all.getLast().text()).isEqualTo("Installing OS: exited with 1");
        assertThat(provider.log(machine, order, 3)).isEqualTo(all.subList(3, all.size()));
        assertThat(provider.log(machine, order(DEPLOY, "of-another"), 0)).isEmpty();
    }
}
