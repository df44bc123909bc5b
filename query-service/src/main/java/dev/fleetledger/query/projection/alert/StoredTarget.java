package dev.fleetledger.query.projection.alert;

import java.util.SortedMap;
import java.util.UUID;

/**
 * A target of a threshold as the topology keeps it.
 *
 * @param version of the threshold that it was evaluated by
 * @param times of the samples that wait, in milliseconds
 * @param values of the samples that wait
 */
// An array each is what the samples come in, and nobody compares records of it.
@SuppressWarnings("ArrayRecordComponent")
record StoredTarget(
        UUID thresholdId,
        long version,
        UUID serverId,
        SortedMap<String, String> labels,
        Standing standing,
        long[] times,
        double[] values) {}
