package dev.fleetledger.query.telemetry;

import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.PageRequest;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.parameter.Query;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.kafka.Projectors;
import dev.fleetledger.query.read.ReadBarrier;
import dev.fleetledger.query.server.ServerDao;
import dev.fleetledger.query.telemetry.SeriesSamplesView.Sample;
import dev.fleetledger.query.telemetry.block.Points;
import dev.fleetledger.query.telemetry.store.SampleStore;
import dev.fleetledger.query.telemetry.store.SampleStore.Selection;
import dev.fleetledger.query.telemetry.store.SeriesDao;
import dev.fleetledger.query.telemetry.store.SeriesDao.Series;
import dev.fleetledger.schemas.telemetry.SeriesText;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Every series that servers sent, and its samples. */
@Path("/api/v1/series")
@Speaks(Contract.HOMELAB)
public final class SeriesResource {
    private static final Points NONE = Points.samples(0, new long[0], new double[0]);
    private static final int USUAL_LIMIT = 100;

    private final ServerDao servers;
    private final SeriesDao series;
    private final SampleStore samples;
    private final ReadBarrier barrier;
    private final InstantSource clock;

    public SeriesResource(
            ServerDao servers, SeriesDao series, SampleStore samples, ReadBarrier barrier, InstantSource clock) {
        this.servers = servers;
        this.series = series;
        this.samples = samples;
        this.barrier = barrier;
        this.clock = clock;
    }

    /**
     * Which series are asked for.
     *
     * @param server slug or uuid; all if absent, none if there is no such server
     * @param name of the metric; all if absent
     */
    public record Filter(
            @Nullable @Size(max = 63) String server,
            @Nullable @Size(max = SeriesText.LONGEST_NAME) String name) {}

    /**
     * How samples are shown.
     *
     * @param aggregate of a step's samples; their average if absent
     * @param limit of samples; 11,000 if absent
     */
    public record Shown(
            @Nullable Aggregate aggregate,
            @Nullable @Min(1) @Max(Period.MOST_POINTS) Integer limit) {}

    /** The series there are, in the order in which they first came, 100 at most unless asked for otherwise. */
    @GET
    @RequiresPermission(Permission.METRICS_READ)
    public SeriesList list(@Context Call call, @Context Query<Filter> filter, @Context Query<PageRequest.Slice> part) {
        var asked = filter.read();
        var page = part.read().usually(USUAL_LIMIT);
        barrier.await(call, Projectors.SERVERS);
        if (asked.server() == null) {
            return list(null, asked.name(), page);
        }
        return servers.find(asked.server(), null)
                .map(server -> list(server.id(), asked.name(), page))
                .orElse(SeriesList.EMPTY);
    }

    private SeriesList list(@Nullable UUID server, @Nullable String name, PageRequest page) {
        var found = series.list(server, name, page);
        return new SeriesList(found.items(), found.total());
    }

    /** The samples of a series: as they were measured, or in steps if {@code step} is given. */
    @GET
    @Path("/{id}/samples")
    @RequiresPermission(Permission.METRICS_READ)
    public SeriesSamplesView samples(
            @Context Call call,
            @PathParam("id") String id,
            @Context Query<Period.Parameters> parameters,
            @Context Query<Shown> shown) {
        barrier.await(call, Projectors.SERVERS);
        var found = series.find(PathId.number("Series", id)).orElseThrow(() -> PathId.notFound("Series", id));
        var asked = parameters.read();
        var form = shown.read();
        var most = form.limit() == null ? Period.MOST_POINTS : form.limit();
        return asked.step() == null
                ? measured(found, asked.exact(clock.instant()), most)
                : stepped(found, asked.stepped(clock.instant()), form.aggregate(), most);
    }

    private SeriesSamplesView measured(Series found, Period period, int most) {
        var points = samples.first(selection(found, period), most + 1);
        return view(found, period, null, points, most, index -> points.values()[index]);
    }

    private SeriesSamplesView stepped(Series found, Period period, @Nullable Aggregate chosen, int most) {
        var aggregate = chosen == null ? Aggregate.AVG : chosen;
        var points = samples.rollups(selection(found, period), period.step().toMillis()).stream()
                .findFirst()
                .orElse(NONE);
        return view(found, period, period.step().toSeconds(), points, most, index -> aggregate.of(points, index));
    }

    /** A value at an index. */
    private interface Values {
        double at(int index);
    }

    private static SeriesSamplesView view(
            Series found, Period period, @Nullable Long step, Points points, int most, Values values) {
        var shown = IntStream.range(0, Math.min(most, points.size()))
                .mapToObj(index -> Sample.of(points.times()[index], values.at(index)))
                .toList();
        var next = points.size() > most ? Instant.ofEpochMilli(points.times()[most]) : null;
        return new SeriesSamplesView(found, period.start(), period.end(), step, shown, next);
    }

    private static Selection selection(Series found, Period period) {
        return new Selection(
                found.serverId(),
                Set.of(found.id()),
                period.start().toEpochMilli(),
                period.end().toEpochMilli());
    }
}
