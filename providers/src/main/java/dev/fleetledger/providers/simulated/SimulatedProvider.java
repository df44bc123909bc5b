package dev.fleetledger.providers.simulated;

import dev.fleetledger.providers.Answer;
import dev.fleetledger.providers.Found;
import dev.fleetledger.providers.LogLine;
import dev.fleetledger.providers.Machine;
import dev.fleetledger.providers.Order;
import dev.fleetledger.providers.Provider;
import dev.fleetledger.providers.Sighting;
import dev.fleetledger.providers.Task;
import dev.fleetledger.schemas.job.PowerAction;
import dev.fleetledger.schemas.machine.PowerState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Does as if. What it is at follows from the reference it gave, which the ledger keeps, and the time: it goes on after a
 * restart; of what a machine was handed it keeps the hash. Of an attempt whose reference never got there it knows nothing after one, and so nothing was begun. A hostname
 * that ends in {@code -fail-commission}, {@code -fail-deploy} or {@code -fail-release} fails there, in {@code -hang} never
 * ends.
 */
public final class SimulatedProvider implements Provider {
    private static final Pattern REFERENCE = Pattern.compile("simulated-(\\d{1,15})(?:-([0-9a-f]{64}))?");
    private static final String FAIL = "-fail-";
    private static final String HANG = "-hang";
    /** The part of its time after which what is to fail does, and what is to hang goes no further. */
    private static final double MIDDLE = 0.6;

    private static final Duration ASK_EVERY = Duration.ofMillis(500);
    private static final Duration LEAST = Duration.ofMillis(50);

    private final InstantSource clock;
    private final double speed;
    /** What each machine is at, by its system id. */
    private final Map<String, Run> runs = new ConcurrentHashMap<>();

    /** @param orders that had it begun, or took it over */
    private record Run(Set<UUID> orders, Class<? extends Task> task, String reference) {
        Run takenOver(UUID order) {
            return new Run(
                    Stream.concat(orders.stream(), Stream.of(order)).collect(Collectors.toUnmodifiableSet()),
                    task,
                    reference);
        }
    }

    /**
     * A simulation.
     *
     * @param speed 1 is some five seconds a task, 10 ten times faster
     */
    public SimulatedProvider(InstantSource clock, double speed) {
        this.clock = clock;
        this.speed = speed;
    }

    @Override
    public String name() {
        return "simulated";
    }

    @Override
    public Duration askEvery() {
        var every = Duration.ofMillis((long) (ASK_EVERY.toMillis() / speed));
        return every.compareTo(LEAST) < 0 ? LEAST : every;
    }

    @Override
    public Answer begin(Machine machine, Order order) {
        if (order.task() instanceof Task.Enlist) {
            return new Answer.Done(Found.NOTHING);
        }
        var run = runs.compute(
                machine.systemId(),
                (id, before) -> before != null && goesOn(machine, order, before)
                        ? before.takenOver(order.id())
                        : new Run(
                                Set.of(order.id()),
                                order.task().getClass(),
                                "simulated-" + clock.instant().toEpochMilli() + handed(order.task())));
        return new Answer.Began(run.reference());
    }

    /** The hash of what the machine was handed, and nothing else of it: that is shown. */
    private static String handed(Task task) {
        return task instanceof Task.Deploy deploy && deploy.userData() != null
                ? "-" + deploy.userData().sha256()
                : "";
    }

    private boolean goesOn(Machine machine, Order order, Run before) {
        return before.task() == order.task().getClass()
                && sight(machine, order.task(), before.reference()) instanceof Sighting.UnderWay;
    }

    @Override
    public Sighting look(Machine machine, Order order) {
        if (order.task() instanceof Task.Enlist) {
            return new Sighting.Done(Found.NOTHING);
        }
        var reference = order.reference() == null ? remembered(machine, order) : order.reference();
        return reference == null ? new Sighting.NotBegun() : sight(machine, order.task(), reference);
    }

    private @Nullable String remembered(Machine machine, Order order) {
        return Optional.ofNullable(runs.get(machine.systemId()))
                .filter(run -> run.orders().contains(order.id()))
                .map(Run::reference)
                .orElse(null);
    }

    private Sighting sight(Machine machine, Task task, String reference) {
        var match = REFERENCE.matcher(reference);
        if (!match.matches()) {
            return new Sighting.Unclear("The simulation began nothing of the reference " + reference);
        }
        var script = Script.of(task);
        var since = Duration.between(Instant.ofEpochMilli(Long.parseLong(match.group(1))), clock.instant());
        var part = Math.max(0, since.toMillis() * speed / script.millis());
        var hostname = machine.hostname().toLowerCase(Locale.ROOT);
        if (part >= MIDDLE && hostname.endsWith(FAIL + script.verb())) {
            return new Sighting.Failed(script.at(MIDDLE).name() + " failed, as the hostname " + machine.hostname()
                    + " asks the simulation to");
        }
        var at = hostname.endsWith(HANG) ? Math.min(part, MIDDLE) : part;
        if (at >= 1) {
            return new Sighting.Done(found(machine, task));
        }
        var phase = script.at(at);
        var handed = match.group(2);
        var name = handed != null && phase.equals(Script.CONFIGURING)
                ? phase.name() + " by user data of SHA-256 " + handed
                : phase.name();
        return new Sighting.UnderWay(reference, name, phase.progress());
    }

    @Override
    public List<LogLine> log(Machine machine, Order order, int after) {
        var reference = order.reference() == null ? remembered(machine, order) : order.reference();
        var match = reference == null ? null : REFERENCE.matcher(reference);
        if (match == null || !match.matches()) {
            return List.of();
        }
        var script = Script.of(order.task());
        var hostname = machine.hostname().toLowerCase(Locale.ROOT);
        var fails = hostname.endsWith(FAIL + script.verb());
        var log = new SimulatedLog(
                machine, script, Instant.ofEpochMilli(Long.parseLong(match.group(1))), script.millis() / speed);
        return (fails ? log.failing(MIDDLE) : hostname.endsWith(HANG) ? log.until(MIDDLE) : log.until(1))
                .stream()
                        .filter(line -> line.number() > after && !line.at().isAfter(clock.instant()))
                        .toList();
    }

    private static Found found(Machine machine, Task task) {
        return switch (task) {
            case Task.Enlist ignored -> Found.NOTHING;
            case Task.Commission ignored -> new Found(SimulatedHardware.of(machine), PowerState.OFF);
            case Task.Deploy ignored -> new Found(null, PowerState.ON);
            case Task.Release ignored -> new Found(null, PowerState.OFF);
            case Task.Power power ->
                new Found(null, power.options().action() == PowerAction.OFF ? PowerState.OFF : PowerState.ON);
        };
    }

    @Override
    public Answer abort(Machine machine, Order order) {
        if (look(machine, order) instanceof Sighting.Done) {
            return new Answer.Refused("The simulation is done with it already", false);
        }
        runs.remove(machine.systemId());
        return new Answer.Done(Found.NOTHING);
    }
}
