package dev.fleetledger.query.telemetry;

import dev.fleetledger.query.telemetry.store.SeriesDao.Series;
import java.util.List;

/**
 * A part of the series.
 *
 * @param total of all that were asked for
 */
public record SeriesList(List<Series> series, long total) {
    static final SeriesList EMPTY = new SeriesList(List.of(), 0);

    public SeriesList {
        series = List.copyOf(series);
    }
}
