package dev.fleetledger.tools.audit;

import com.codahale.metrics.MetricRegistry;
import dev.fleetledger.command.fleet.Field;
import dev.fleetledger.command.ledger.CommandReply;
import dev.fleetledger.command.ledger.CommandRequest;
import dev.fleetledger.command.ledger.LedgerRuntime;
import dev.fleetledger.command.ledger.LedgerSettings;
import dev.fleetledger.command.server.ServerCommand.IfTaken;
import dev.fleetledger.command.server.ServerCommand.RegisterServer;
import dev.fleetledger.command.server.ServerFields;
import dev.fleetledger.embedded.EmbeddedKafka;
import dev.fleetledger.kit.identity.Principal;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.kit.kafka.TopicProvisioner;
import dev.fleetledger.schemas.FleetId;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A broker of its own with a ledger in it, whose files a test may harm. */
public final class TestLedger implements AutoCloseable {
    private final EmbeddedKafka kafka;

    public TestLedger(Path folder) {
        kafka = EmbeddedKafka.start(EmbeddedKafka.Config.in(folder));
        new TopicProvisioner(settings()).provision();
    }

    public KafkaSettings settings() {
        return KafkaSettings.singleBroker(kafka.client());
    }

    /** Registers so many servers in the fleet. */
    public void register(FleetId fleet, int servers) throws Exception {
        try (var ledger = new LedgerRuntime(
                settings(),
                LedgerSettings.of("test", URI.create("http://127.0.0.1")).withSessionTimeout(Duration.ofSeconds(3)),
                Clock.systemUTC(),
                (state, principal, command, now) -> Optional.empty(),
                List.of(),
                new MetricRegistry())) {
            ledger.start();
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> ledger.owns(fleet));
            for (var i = 0; i < servers; i++) {
                var id = UUID.randomUUID();
                var command = new RegisterServer(
                        id, Field.absent("id"), IfTaken.NUMBER, ServerFields.hostname("server-" + i));
                var request = new CommandRequest(
                        id,
                        fleet,
                        command,
                        Principal.system("test"),
                        null,
                        "why, of cöurse",
                        id,
                        null,
                        null,
                        null,
                        null);
                var reply = ledger.submit(request).get(30, TimeUnit.SECONDS);
                if (!(reply instanceof CommandReply.Accepted)) {
                    throw new IllegalStateException("not accepted: " + reply);
                }
            }
        }
    }

    @Override
    public void close() {
        kafka.close();
    }
}
