package dev.fleetledger.query;

import dev.fleetledger.query.job.JobLineProjection;
import dev.fleetledger.query.ledger.OutcomeProjection;
import dev.fleetledger.query.node.SiteUseProjection;
import dev.fleetledger.query.projection.Migrations;
import dev.fleetledger.query.projection.ProjectorSpec;
import dev.fleetledger.query.projection.Rebuild;
import dev.fleetledger.query.telemetry.store.TelemetryStore;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/** Every projector there is. */
public final class ReadModels {
    private static final List<ProjectorSpec<?>> ALL = List.of(
            LedgerProjector.spec(),
            ServersProjector.spec(),
            SiteUseProjection.projector(),
            JobLineProjection.projector(),
            OutcomeProjection.projector());

    private ReadModels() {}

    static List<ProjectorSpec<?>> all() {
        return ALL;
    }

    /** The names that {@link #rebuild} takes. */
    public static List<String> names() {
        return Stream.concat(ALL.stream().map(ProjectorSpec::name), Stream.of(TelemetryStore.NAME))
                .toList();
    }

    /** Whether {@link #rebuild} makes tables anew, rather than have the topic read into those that there are. */
    public static boolean isMadeAnew(String name) {
        return !name.equals(TelemetryStore.NAME);
    }

    /**
     * Orders the tables of a projector to be made anew from its topic beside those that are read, now if it runs or else when
     * it does. Telemetry is kept, for its topic forgets: what that still holds is read again, and counts once.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static void rebuild(String name, String jdbcUrl, String user, String password) {
        var database = Jdbi.create(jdbcUrl, user, password);
        if (!isMadeAnew(name)) {
            Migrations.apply(jdbcUrl, user, password);
            Rebuild.withoutEmptying(name, database);
            return;
        }
        var spec = ALL.stream()
                .filter(projector -> projector.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no projection " + name));
        Migrations.apply(jdbcUrl, user, password);
        Rebuild.of(spec, database);
    }
}
