package dev.fleetledger.schemas.telemetry;

import java.util.List;

/**
 * Samples of one server that came together. The record's key names the server.
 *
 * @param series each with at least one sample; the same series may come more than once
 */
public record SampleBatch(List<SeriesSamples> series) implements Telemetry {

    public SampleBatch {
        series = List.copyOf(series);
    }
}
