package dev.fleetledger.providers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.schemas.job.JobOptions;
import dev.fleetledger.schemas.machine.PowerState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every provider keeps to. */
public abstract class ProviderContract {
    protected static final Task COMMISSION = new Task.Commission(new JobOptions.Commission(true, false, List.of()));
    protected static final Task DEPLOY = new Task.Deploy(new JobOptions.Deploy("jammy", null, null, List.of()));
    /** What a machine is handed may be as long as this. */
    protected static final Task DEPLOY_WITH_USER_DATA = new Task.Deploy(
            new JobOptions.Deploy("jammy", null, "docker-host", List.of(), 1L, "1.0", null),
            new UserData("#cloud-config\n#" + "x".repeat(65_536 - 16) + "\n"));

    protected static final Task RELEASE = new Task.Release(new JobOptions.Release(false, false));

    protected static Stream<Task> tasks() {
        return Stream.of(COMMISSION, DEPLOY, DEPLOY_WITH_USER_DATA, RELEASE);
    }

    /** The provider under test, the same within a test. */
    protected abstract Provider provider();

    /** The provider after a restart of the platform, which is all that may be forgotten. */
    protected abstract Provider restarted();

    /** A machine to which the task can be done. */
    protected abstract Machine machineFor(Task task);

    /** A machine to which the task will fail. */
    protected abstract Machine failingAt(Task task);

    /** Lets some of the time pass that a task takes: a tenth or so. */
    protected abstract void passSome();

    /** By the clock that orders are dated by. */
    protected abstract Instant now();

    protected final Order order(Task task, @Nullable String reference) {
        return new Order(UUID.randomUUID(), task, now(), reference);
    }

    private static Order with(Order order, @Nullable String reference) {
        return new Order(order.id(), order.task(), order.claimedAt(), reference);
    }

    private Order begun(Machine machine, Task task) throws Exception {
        var order = order(task, null);
        var answer = provider().begin(machine, order);
        assertThat(answer).isInstanceOf(Answer.Began.class);
        return with(order, ((Answer.Began) answer).reference());
    }

    private Sighting awaitEnd(Provider provider, Machine machine, Order order) throws Exception {
        var progress = -1;
        for (var i = 0; i < 100; i++) {
            var sighting = provider.look(machine, order);
            if (!(sighting instanceof Sighting.UnderWay underWay)) {
                return sighting;
            }
            assertThat(underWay.progress()).isBetween(Math.max(0, progress), 99);
            assertThat(underWay.phase()).isNotBlank();
            progress = underWay.progress();
            passSome();
        }
        throw new AssertionError("it never ends");
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void whatNobodyBeganWasPositivelyNotBegun(Task task) throws Exception {
        assertThat(provider().look(machineFor(task), order(task, null))).isEqualTo(new Sighting.NotBegun());
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void whatWasBegunIsUnderWayAndThenDone(Task task) throws Exception {
        var machine = machineFor(task);
        var order = begun(machine, task);
        assertThat(provider().look(machine, order)).isInstanceOf(Sighting.UnderWay.class);
        assertThat(awaitEnd(provider(), machine, order)).isInstanceOf(Sighting.Done.class);
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void whoWasNotToldTheReferenceFindsTheAttemptNevertheless(Task task) throws Exception {
        var machine = machineFor(task);
        var order = begun(machine, task);
        assertThat(provider().look(machine, with(order, null))).isInstanceOf(Sighting.UnderWay.class);
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void whatGoesOnIsNotBegunASecondTime(Task task) throws Exception {
        var machine = machineFor(task);
        var first = begun(machine, task);
        passSome();
        assertThat(provider().begin(machine, order(task, null))).isEqualTo(new Answer.Began(first.reference()));
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void whoTookOverWhatGoesOnFindsItWithoutTheReferenceAndSoDoesWhoBeganIt(Task task) throws Exception {
        var machine = machineFor(task);
        var first = begun(machine, task);
        var second = begun(machine, task);
        for (var order : List.of(first, second)) {
            assertThat(provider().look(machine, with(order, null))).isInstanceOf(Sighting.UnderWay.class);
        }
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void whatIsDoneIsStoppedNoMore(Task task) throws Exception {
        var machine = machineFor(task);
        var order = begun(machine, task);
        assertThat(awaitEnd(provider(), machine, order)).isInstanceOf(Sighting.Done.class);
        assertThat(provider().abort(machine, order)).isInstanceOf(Answer.Refused.class);
        assertThat(provider().look(machine, order)).isInstanceOf(Sighting.Done.class);
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void whatWasToldGoesOnAfterARestart(Task task) throws Exception {
        var machine = machineFor(task);
        var order = begun(machine, task);
        passSome();
        assertThat(awaitEnd(restarted(), machine, order)).isInstanceOf(Sighting.Done.class);
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void whatFailsSaysWhy(Task task) throws Exception {
        var machine = failingAt(task);
        var order = begun(machine, task);
        assertThat(awaitEnd(provider(), machine, order))
                .isInstanceOfSatisfying(
                        Sighting.Failed.class,
                        failed -> assertThat(failed.error()).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void whatItLogsIsCountedAndStaysAsItWasSaid(Task task) throws Exception {
        var machine = machineFor(task);
        assertThat(provider().log(machine, order(task, null), 0)).isEmpty();
        var order = begun(machine, task);
        var seen = new ArrayList<LogLine>();
        while (provider().look(machine, order) instanceof Sighting.UnderWay) {
            seen.addAll(provider().log(machine, order, seen.size()));
            passSome();
        }
        seen.addAll(provider().log(machine, order, seen.size()));
        assertThat(seen)
                .extracting(LogLine::number)
                .isEqualTo(IntStream.rangeClosed(1, seen.size()).boxed().toList());
        assertThat(seen).extracting(LogLine::at).isSorted().allMatch(at -> !at.isAfter(now()));
        for (var provider : List.of(provider(), restarted())) {
            assertThat(provider.log(machine, order, 0)).startsWith(seen.toArray(LogLine[]::new));
        }
    }

    @Test
    void aCommissioningFindsHardwareAndADeploymentLeavesTheMachineOn() throws Exception {
        var machine = machineFor(COMMISSION);
        var done = (Sighting.Done) awaitEnd(provider(), machine, begun(machine, COMMISSION));
        assertThat(done.found().hardware()).satisfies(hardware -> {
            assertThat(hardware).isNotNull();
            assertThat(hardware.cpuCores()).isPositive();
            assertThat(hardware.storageDevices()).isNotEmpty();
        });
        var other = machineFor(DEPLOY);
        var deployed = (Sighting.Done) awaitEnd(provider(), other, begun(other, DEPLOY));
        assertThat(deployed.found().power()).isEqualTo(PowerState.ON);
    }
}
