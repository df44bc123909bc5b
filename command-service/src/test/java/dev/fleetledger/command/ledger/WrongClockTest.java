package dev.fleetledger.command.ledger;

import static dev.fleetledger.command.ledger.TestCommands.newFleet;
import static dev.fleetledger.command.ledger.TestCommands.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.codahale.metrics.MetricRegistry;
import dev.fleetledger.command.clock.ConfirmClock;
import dev.fleetledger.command.fleet.Command;
import dev.fleetledger.command.fleet.CommandContext;
import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.ledger.TestCommands.Register;
import dev.fleetledger.embedded.testing.TestServers;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.kit.kafka.TopicProvisioner;
import dev.fleetledger.schemas.FleetId;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An owner whose clock is wrong, and a ledger that one wrote to. */
class WrongClockTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration YEARS = Duration.ofDays(4 * 365);
    private static final KafkaSettings KAFKA = KafkaSettings.singleBroker(TestServers.kafka());
    private static final LedgerSettings SETTINGS =
            LedgerSettings.of("wrong-clock", URI.create("http://127.0.0.1")).withSessionTimeout(Duration.ofSeconds(3));

    private final FleetId fleet = newFleet();
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final AtomicReference<Instant> authorizedAt = new AtomicReference<>();

    @BeforeAll
    static void provision() {
        new TopicProvisioner(KAFKA).provision();
    }

    @Test
    void nothingIsWrittenWhileItIsWrong() throws Exception {
        try (var ledger = ledger()) {
            serve(ledger);
            submit(ledger, new Register("before"));

            for (var wrong : List.of(YEARS, Duration.ofDays(-3))) {
                ahead.set(wrong);
                assertThatThrownBy(() -> submit(ledger, new Register("meanwhile")))
                        .hasCauseInstanceOf(LedgerUnavailableException.class)
                        .hasMessageContaining("clock");
                assertThat(ledger.problem().orElseThrow()).contains("clock");
            }

            ahead.set(Duration.ZERO);
            submit(ledger, new Register("after"));
            assertThat(ledger.problem()).isEmpty();
            assertThat(ledger.state(fleet).sequence()).isEqualTo(2);
        }
    }

    @Test
    void anInstanceThatStartsWithAWrongClockLearnsItFromKafka() {
        ahead.set(YEARS);
        try (var ledger = ledger()) {
            serve(ledger);
            assertThatThrownBy(() -> submit(ledger, new Register("meanwhile")))
                    .hasCauseInstanceOf(LedgerUnavailableException.class)
                    .hasMessageContaining("clock");
            assertThat(ledger.state(fleet).sequence()).isZero();
        }
    }

    @Test
    void anOperatorsWordIsTakenWhileItIsDoubtedAndCountsForEveryOwner() throws Exception {
        ahead.set(YEARS);
        try (var ledger = ledger()) {
            serve(ledger);
            assertThatThrownBy(() -> submit(ledger, new Register("before")))
                    .hasCauseInstanceOf(LedgerUnavailableException.class)
                    .hasMessageContaining("POST /api/v1/ledger/clock");
            assertThat(submit(ledger, new ConfirmClock(Instant.now().plusSeconds(60))))
                    .as("who means another time than the clock says")
                    .isInstanceOf(CommandReply.Refused.class);
            assertThat(ledger.state(fleet).sequence()).isZero();

            assertThat(submit(ledger, confirmed())).isInstanceOf(CommandReply.Accepted.class);
            assertThat(submit(ledger, new Register("after"))).isInstanceOf(CommandReply.Accepted.class);
        }
        try (var ledger = ledger()) {
            serve(ledger);
            assertThat(submit(ledger, new Register("elsewhere"))).isInstanceOf(CommandReply.Accepted.class);
            assertThat(ledger.state(fleet).sequence()).isEqualTo(3);
        }
    }

    /** A session, a silence and a key would be over at once, were that decided by the time of the last event. */
    @Test
    void afterEventsOfALaterTimeWhatIsDecidedIsDecidedByTheClock() throws Exception {
        ahead.set(YEARS);
        try (var ledger = ledger()) {
            serve(ledger);
            submit(ledger, confirmed());
            assertThat(ledger.aheadOfClock()).isEmpty();
        }
        ahead.set(Duration.ZERO);
        try (var ledger = ledger()) {
            serve(ledger);
            assertThat(ledger.problem()).isEmpty();
            var asked = new AskTheTime(new AtomicReference<>());
            submit(ledger, asked);
            assertThat(asked.told().get()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
            var last = ledger.state(fleet).time();
            assertThat(last).isCloseTo(Instant.now().plus(YEARS), within(1, ChronoUnit.MINUTES));
            assertThat(ledger.aheadOfClock().orElseThrow()).contains(last.toString());
            assertThat(authorizedAt.get()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
        }
    }

    private ConfirmClock confirmed() {
        return new ConfirmClock(Instant.now().plus(YEARS).plus(Duration.ofDays(30)));
    }

    @Test
    void theControllerTellsTheTime() throws Exception {
        try (var admin = Admin.create(KAFKA.client(Map.of()))) {
            assertThat(new ControllerClock(admin, PATIENCE).now().orElseThrow())
                    .isCloseTo(Instant.now(), within(10, ChronoUnit.SECONDS));
        }
    }

    private void serve(LedgerRuntime ledger) {
        ledger.start();
        await().atMost(PATIENCE).until(() -> ledger.owns(fleet));
    }

    private CommandReply submit(LedgerRuntime ledger, Command command) throws Exception {
        return ledger.submit(request(fleet, command)).get(10, TimeUnit.SECONDS);
    }

    private LedgerRuntime ledger() {
        return new LedgerRuntime(
                KAFKA,
                SETTINGS,
                new Shifted(),
                (state, principal, command, now) -> {
                    authorizedAt.set(now);
                    return Optional.empty();
                },
                List.of(),
                new MetricRegistry());
    }

    private final class Shifted extends Clock {
        @Override
        public Instant instant() {
            return Instant.now().plus(ahead.get());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private record AskTheTime(AtomicReference<Instant> told) implements Command {
        @Override
        public Set<Permission> permissions() {
            return Set.of();
        }

        @Override
        public Decision decide(FleetState state, CommandContext context) {
            told.set(context.now());
            return new Register("told").decide(state, context);
        }
    }
}
