package dev.fleetledger.command.ledger;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.Histogram;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import java.util.function.IntSupplier;

/**
 * What is measured of the ledger.
 *
 * @param batchSize commands in one transaction
 * @param commit one transaction, from its first record to the end of the commit
 * @param takeOver from a partition's assignment until it serves
 * @param lost times that a partition had to be given up in service: fenced, or an outcome unknown
 */
record LedgerMetrics(MetricRegistry registry, Histogram batchSize, Timer commit, Timer takeOver, Counter lost) {
    LedgerMetrics(MetricRegistry registry) {
        this(
                registry,
                registry.histogram("ledger.batch.size"),
                registry.timer("ledger.commit"),
                registry.timer("ledger.take-over"),
                registry.counter("ledger.lost"));
    }

    void queue(int partition, IntSupplier depth) {
        var name = "ledger.queue." + partition;
        registry.remove(name);
        registry.gauge(name, () -> (Gauge<Integer>) depth::getAsInt);
    }
}
