package dev.fleetledger.command.ledger;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.Histogram;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import java.util.function.IntSupplier;

/**
 * What is measured of the ledger. Spans are sums, so that what passed between two looks, divided by the commands between
 * them, is what each took.
 *
 * @param batchSize commands in one transaction
 * @param commit one transaction, from its first record to the end of the commit
 * @param takeOver from a partition's assignment until it serves
 * @param lost times that a partition had to be given up in service: fenced, or an outcome unknown
 * @param commands that were answered
 * @param events that they made
 * @param queued nanoseconds that commands waited to be decided
 * @param decided nanoseconds that they waited for the decisions of their transaction
 * @param committed nanoseconds that they waited for the commit
 * @param seen nanoseconds that they waited until the ledger's readers had their events
 */
record LedgerMetrics(
        MetricRegistry registry,
        Histogram batchSize,
        Timer commit,
        Timer takeOver,
        Counter lost,
        Counter commands,
        Counter events,
        Counter queued,
        Counter decided,
        Counter committed,
        Counter seen) {
    LedgerMetrics(MetricRegistry registry) {
        this(
                registry,
                registry.histogram("ledger.batch.size"),
                registry.timer("ledger.commit"),
                registry.timer("ledger.take-over"),
                registry.counter("ledger.lost"),
                registry.counter("ledger.commands"),
                registry.counter("ledger.events"),
                registry.counter("ledger.span.queued.nanos"),
                registry.counter("ledger.span.decided.nanos"),
                registry.counter("ledger.span.committed.nanos"),
                registry.counter("ledger.span.seen.nanos"));
    }

    void queue(int partition, IntSupplier depth) {
        var name = "ledger.queue." + partition;
        registry.remove(name);
        registry.gauge(name, () -> (Gauge<Integer>) depth::getAsInt);
    }
}
