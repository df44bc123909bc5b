package dev.fleetledger.query.telemetry.store;

import com.codahale.metrics.Meter;
import dev.fleetledger.query.telemetry.block.CorruptBlockException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of damaged blocks: each one counted whenever it is met, and logged once. */
public final class CorruptBlocks {
    private static final Logger LOG = LoggerFactory.getLogger(CorruptBlocks.class);
    private static final int REMEMBERED = 10_000;

    private final Meter meter;
    private final Set<String> told = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    }));

    /**
     * @param meter of damaged blocks met
     */
    public CorruptBlocks(Meter meter) {
        this.meter = meter;
    }

    /** How many were met. */
    public long count() {
        return meter.getCount();
    }

    void report(String where, CorruptBlockException damage) {
        meter.mark();
        if (told.add(where)) {
            LOG.error("the samples in {} are damaged and left out: {}", where, damage.getMessage());
        }
    }

    /** Reports a block that is about to be replaced, and keeps it for people to look at. */
    void putAside(Handle handle, BlockRow row, CorruptBlockException damage) {
        report(row.where(), damage);
        handle.createUpdate("""
                        insert into telemetry_corrupt (found_at, source, server_id, start, block)
                        values (now(), :source, :server, :start, :block)""")
                .bind("source", row.source())
                .bind("server", row.server())
                .bind("start", row.start())
                .bind("block", row.block())
                .execute();
    }
}
