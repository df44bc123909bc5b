package dev.fleetledger.command.ledger;

import com.codahale.metrics.MetricRegistry;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.topic.Topics;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * The ledger on Kafka. This instance decides for the partitions that the group gives it, and follows all others, ready to
 * take them over. One transaction per group of commands holds their events, outcomes and views and the proof that they
 * are still ours; what it takes to lose none and double none is in {@link OwnerSession}.
 */
public final class LedgerRuntime implements Ledger, AutoCloseable {
    private final LedgerSettings settings;
    private final CommittedState committed = new CommittedState();
    private final CommandDecider decider;
    private final LedgerMetrics metrics;
    private final Producers producers;
    private final Admin admin;
    private final LedgerEnds ends;
    private final OpenTransactions openTransactions;
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
        decider = new CommandDecider(settings.instance(), clock, authorizer, views);
        var timeout = (int) settings.brokerTimeout().toMillis();
        admin = Admin.create(kafka.client(
                Map.of("client.id", "ledger-admin", "default.api.timeout.ms", timeout, "request.timeout.ms", timeout)));
        ends = new LedgerEnds(admin, settings.brokerTimeout());
        openTransactions = new OpenTransactions(admin, settings.brokerTimeout());
        directory = new OwnerDirectory(admin, settings.brokerTimeout());
        ownership = new Ownership(kafka, settings, committed, this::newOwner);
        tail = new LedgerTail(kafka, committed, ownership::leave);
    }

    /** Begins to read the ledger and to take over what is given to this instance; the topics must be there. */
    public void start() {
        tail.start();
        ownership.start();
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
        return tail.problem().or(ownership::problem);
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
            session.begin(all);
            return session;
        } catch (RuntimeException | InterruptedException e) {
            session.close();
            throw e;
        }
    }

    @Override
    public void close() {
        ownership.close();
        tail.close();
        admin.close(Duration.ZERO);
    }
}
