package dev.fleetledger.drill;

import com.codahale.metrics.MetricRegistry;
import dev.fleetledger.command.fleet.Field;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.ledger.CommandRequest;
import dev.fleetledger.command.ledger.LedgerRuntime;
import dev.fleetledger.command.ledger.LedgerSettings;
import dev.fleetledger.command.server.ServerCommand.IfTaken;
import dev.fleetledger.command.server.ServerCommand.RegisterServer;
import dev.fleetledger.command.server.ServerFields;
import dev.fleetledger.embedded.EmbeddedPostgresql;
import dev.fleetledger.kit.identity.Principal;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.kit.kafka.TopicProvisioner;
import dev.fleetledger.query.LedgerProjector;
import dev.fleetledger.query.projection.Migrations;
import dev.fleetledger.query.projection.Positions;
import dev.fleetledger.query.projection.Projector;
import dev.fleetledger.query.projection.Rebuild;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.event.RecordedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Jdbi;

/**
 * Kafka's data is put back to an older copy, while PostgreSQL stays as it was, and the ledger goes on past where it had
 * been. On brokers and a database of its own.
 */
final class CutLedger implements Fault {
    private static final FleetId FLEET = FleetId.DEFAULT;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int KEPT = 40;
    private static final int LOST = 40;
    private static final int AFTER = 100;

    @Override
    public String name() {
        return "CUT_LEDGER";
    }

    @Override
    public String meaning() {
        return "Kafka put back to an older copy than the read model's, and written on";
    }

    @Override
    public Result run(Rig rig, Extent extent) {
        var wrong = new ArrayList<String>();
        try {
            var folder = Files.createTempDirectory("fleet-drill-cut-");
            try (var brokers = Brokers.start(folder, 1);
                    var postgresql =
                            EmbeddedPostgresql.start(EmbeddedPostgresql.Config.in(folder.resolve("postgresql")))) {
                Migrations.apply(postgresql.jdbcUrl(), postgresql.user(), postgresql.password());
                var database = Jdbi.create(postgresql.jdbcUrl(), postgresql.user(), postgresql.password());
                cut(folder, brokers, database);
                check(brokers.settings(), database, wrong);
            }
            delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return new Result(
                wrong,
                LOST + " projected events lost, " + AFTER + " written after: the read model stopped, and was rebuilt");
    }

    private static void cut(Path folder, Brokers brokers, Jdbi database) throws IOException, InterruptedException {
        new TopicProvisioner(brokers.settings()).provision();
        write(brokers.settings(), "kept", KEPT);
        var data = folder.resolve("broker-0");
        var older = folder.resolve("older");
        brokers.broker(0).kill();
        copy(data, older);
        brokers.restart(0);
        var all = write(brokers.settings(), "lost", LOST);
        try (var projecting = Projecting.start(brokers.settings(), database)) {
            if (!Waiting.until(PATIENCE, () -> shows(database, all))) {
                throw new IllegalStateException("the read model did not get to " + all.sequence() + ": "
                        + projecting.projector().state().trouble().orElse("it shows other events"));
            }
        }
        brokers.broker(0).kill();
        delete(data);
        copy(older, data);
        brokers.restart(0);
    }

    private static void check(KafkaSettings kafka, Jdbi database, List<String> wrong) throws InterruptedException {
        var projected = rows(database);
        var all = write(kafka, "after", AFTER);
        try (var projecting = Projecting.start(kafka, database)) {
            if (!Waiting.until(PATIENCE, () -> projecting.says("projection rebuild ledger"))) {
                wrong.add("the read model does not say that its ledger was cut, but "
                        + projecting.projector().state().trouble().orElse("that all is well"));
            }
            if (!rows(database).equals(projected)) {
                wrong.add("the read model was written on with events of another past");
            }
            Rebuild.of(projecting.projector().spec(), database);
            if (!Waiting.until(PATIENCE, () -> shows(database, all) && projecting.isWell())) {
                wrong.add("the read model is not right again after its rebuild: "
                        + projecting.projector().state().trouble().orElse("it shows other events"));
            }
        }
    }

    /** Has so many servers registered, and tells the fleet after them. */
    private static FleetState write(KafkaSettings kafka, String prefix, int count) {
        var settings = LedgerSettings.of("cut-ledger", URI.create("http://cut-ledger"));
        try (var ledger = new LedgerRuntime(
                kafka,
                settings,
                Clock.systemUTC(),
                (state, principal, command, now) -> Optional.empty(),
                List.of(),
                new MetricRegistry())) {
            ledger.start();
            if (!Waiting.until(PATIENCE, () -> ledger.owns(FLEET))) {
                throw new IllegalStateException(
                        "nobody owns the fleet: " + ledger.problem().orElse("no reason told"));
            }
            var replies = new ArrayList<CompletableFuture<?>>();
            for (var number = 0; number < count; number++) {
                replies.add(ledger.submit(register(prefix + "-" + number)));
            }
            replies.forEach(CompletableFuture::join);
            return ledger.state(FLEET);
        }
    }

    private static CommandRequest register(String slug) {
        var id = UUID.randomUUID();
        var command = new RegisterServer(
                UUID.randomUUID(), Field.of("id", slug), IfTaken.REFUSE, ServerFields.hostname(slug));
        return new CommandRequest(
                id, FLEET, command, Principal.system("drill"), null, null, id, null, null, null, null);
    }

    /** Whether the read model holds that ledger, and nothing else. */
    private static boolean shows(Jdbi database, FleetState fleet) {
        var rows = rows(database);
        return rows.size() == fleet.sequence() && rows.getLast().equals(fleet.hash());
    }

    private static List<String> rows(Jdbi database) {
        return database.withHandle(handle -> handle.createQuery("select hash from audit order by sequence")
                .mapTo(String.class)
                .list());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** The read model's projector, at work. */
    private record Projecting(Projector<RecordedEvent> projector, Positions positions) implements AutoCloseable {
        static Projecting start(KafkaSettings kafka, Jdbi database) {
            var positions = new Positions(kafka);
            var projector = new Projector<>(LedgerProjector.spec(), database, positions, kafka);
            projector.start();
            return new Projecting(projector, positions);
        }

        boolean says(String part) {
            return projector.state().failure().filter(why -> why.contains(part)).isPresent();
        }

        boolean isWell() {
            return projector.state().trouble().isEmpty();
        }

        @Override
        public void close() {
            try {
                projector.stop();
                positions.stop();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
