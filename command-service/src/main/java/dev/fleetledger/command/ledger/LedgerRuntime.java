package dev.fleetledger.command.ledger;

import com.codahale.metrics.MetricRegistry;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.topic.Topics;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger on Kafka. This instance decides for the partitions that the group gives it, and follows all others, ready to
 * take them over. One transaction per group of commands holds their events, outcomes and views and the proof that they
 * are still ours; what it takes to lose none and double none is in {@link OwnerSession}.
 */
public final class LedgerRuntime implements Ledger, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerRuntime.class);

    /** A partition is not to be without an owner for what can be done without. */
    private static final Duration CONTROLLER_PATIENCE = Duration.ofSeconds(1);

    private final LedgerSettings settings;
    private final CommittedState committed = new CommittedState();
    private final ClockGuard guard;
    private final ControllerClock controllerClock;
    private final CommandDecider decider;
    private final LedgerMetrics metrics;
    private final Producers producers;
    private final Admin admin;
    private final LedgerEnds ends;
    private final OpenTransactions openTransactions;
    private final ViewRepair repair;
    private final LedgerTail tail;
    private final Ownership ownership;
    private final OwnerDirectory directory;

    /**
     * @param authorizer checks every command again when it is decided
     * @param views written in the ledger's transactions
     */
    public LedgerRuntime(
            KafkaSettings kafka,
            LedgerSettings settings,
            Clock clock,
            Authorizer authorizer,
            List<TransactionalView> views,
            MetricRegistry metrics) {
        this(kafka, settings, clock, authorizer, views, metrics, Producers.of(kafka, settings));
    }

    LedgerRuntime(
            KafkaSettings kafka,
            LedgerSettings settings,
            Clock clock,
            Authorizer authorizer,
            List<TransactionalView> views,
            MetricRegistry metrics,
            Producers producers) {
        this.settings = settings;
        this.metrics = new LedgerMetrics(metrics);
        this.producers = producers;
        guard = new ClockGuard(clock, System::nanoTime, settings.clock());
        decider = new CommandDecider(settings.instance(), guard, authorizer, views, settings.capacity());
        var timeout = (int) settings.brokerTimeout().toMillis();
        admin = Admin.create(kafka.client(
                Map.of("client.id", "ledger-admin", "default.api.timeout.ms", timeout, "request.timeout.ms", timeout)));
        ends = new LedgerEnds(admin, settings.brokerTimeout());
        openTransactions = new OpenTransactions(admin, views, settings.brokerTimeout());
        repair = new ViewRepair(kafka, views, settings.brokerTimeout());
        controllerClock = new ControllerClock(admin, CONTROLLER_PATIENCE);
        directory = new OwnerDirectory(admin, settings.brokerTimeout());
        ownership = new Ownership(Ownership.consumers(kafka, settings), settings, committed, this::newOwner);
        tail = new LedgerTail(
                LedgerTail.consumers(kafka), committed, settings.brokerTimeout(), ownership::start, ownership::leave);
    }

    /**
     * Begins to read the ledger, and once that is done to take over what is given to this instance: nobody serves a
     * partition while the one that it was given to reads its history. The topics must be there.
     */
    public void start() {
        tail.start();
    }

    @Override
    public CompletableFuture<CommandReply> submit(CommandRequest request) {
        var owner = servingOwner(request.fleet());
        return owner == null
                ? CompletableFuture.failedFuture(
                        Pending.unavailableException("This instance does not own the fleet now; ask again"))
                : owner.submit(request);
    }

    @Override
    public FleetState state(FleetId fleet) {
        return committed.of(Topics.partitionOf(fleet)).fleet(fleet);
    }

    @Override
    public boolean owns(FleetId fleet) {
        return servingOwner(fleet) != null;
    }

    @Override
    public Optional<URI> owner(FleetId fleet) {
        return owns(fleet) ? Optional.of(settings.url()) : directory.owner(Topics.partitionOf(fleet));
    }

    /** Why this instance can neither decide nor take over, if so: one sentence. */
    public Optional<String> problem() {
        return tail.problem().or(ownership::problem).or(this::clockProblem);
    }

    private Optional<String> clockProblem() {
        return Stream.concat(fleets(), Stream.of(state(FleetId.DEFAULT)))
                .flatMap(fleet -> guard.problem(fleet.time(), fleet.clock()).stream())
                .findFirst();
    }

    private Stream<FleetState> fleets() {
        return IntStream.range(0, Topics.EVENTS.partitions())
                .mapToObj(committed::of)
                .flatMap(partition -> partition.fleets().values().stream());
    }

    /** What events that were dated by a clock that was ahead bring with them, if there are any: a few words. */
    public Optional<String> aheadOfClock() {
        return fleets().map(FleetState::time)
                .filter(guard::isAhead)
                .max(Comparator.naturalOrder())
                .map(time -> "the ledger's last event is of " + time
                        + ", later than the clock: events are dated so until then, commands decided by the clock");
    }

    private @Nullable PartitionOwner servingOwner(FleetId fleet) {
        var owner = ownership.owner(Topics.partitionOf(fleet));
        return owner != null && owner.serving() ? owner : null;
    }

    private PartitionOwner newOwner(int partition) {
        return new PartitionOwner(partition, settings, this::takeOver, metrics);
    }

    private @Nullable OwnerSession takeOver(PartitionOwner owner) throws InterruptedException {
        if (!ownership.confirm(owner)) {
            return null;
        }
        var partition = owner.partition();
        var session = new OwnerSession(
                partition,
                producers.create(partition),
                ownership::group,
                decider,
                committed,
                metrics,
                settings.url().toString(),
                settings.brokerTimeout());
        try {
            session.fence();
            openTransactions.abort(partition);
            var all = committed.await(partition, ends.of(partition), () -> owner.stopped() || tail.failed());
            if (all == null) {
                session.close();
                return null;
            }
            controllerClock.now().ifPresent(guard::witness);
            warnOfTimesAhead(partition, all);
            var repairs = repair.missing(partition, all, owner::stopped);
            if (repairs == null) {
                session.close();
                return null;
            }
            session.begin(all, repairs);
            return session;
        } catch (RuntimeException | InterruptedException e) {
            session.close();
            throw e;
        }
    }

    private void warnOfTimesAhead(int partition, PartitionState state) {
        state.fleets().forEach((fleet, of) -> {
            if (guard.isAhead(of.time())) {
                LOG.error(
                        "partition {}: {}'s last event is of {}: it was dated by a clock that was ahead, and so are all until then",
                        partition,
                        fleet,
                        of.time());
            }
        });
    }

    @Override
    public void close() {
        ownership.close();
        tail.close();
        admin.close(Duration.ZERO);
    }
}
