package dev.fleetledger.query.telemetry;

import dev.fleetledger.schemas.FleetId;
import java.time.Instant;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Stream;

/** Stored samples for who reads a series through, such as a backtest. */
@FunctionalInterface
public interface SampleHistory {

    /**
     * One measurement.
     *
     * @param time in milliseconds since the epoch
     */
    record Sample(long time, double value) {}

    /**
     * The samples of one series of a server, ascending by time, each time once. They are read a day at a time while the
     * stream is.
     *
     * @param labels all of the series' labels
     * @param from inclusive
     * @param to exclusive
     */
    Stream<Sample> read(
            FleetId fleet, UUID server, String name, SortedMap<String, String> labels, Instant from, Instant to);
}
