package dev.fleetledger.command.ledger;

import static dev.fleetledger.command.ledger.TestCommands.newFleet;
import static dev.fleetledger.command.ledger.TestCommands.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.codahale.metrics.MetricRegistry;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetledger.command.fleet.Command;
import dev.fleetledger.command.fleet.CommandContext;
import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.ledger.TestCommands.Fail;
import dev.fleetledger.command.ledger.TestCommands.Register;
import dev.fleetledger.command.ledger.TestCommands.RegisterAndDelete;
import dev.fleetledger.command.ledger.TestCommands.Rename;
import dev.fleetledger.embedded.testing.TestServers;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.kit.kafka.TopicProvisioner;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.Position;
import dev.fleetledger.schemas.event.EventMetadata.Idempotency;
import dev.fleetledger.schemas.topic.Topics;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgerRuntimeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final URI URL = URI.create("http://127.0.0.1:8080");
    private static final KafkaSettings KAFKA = KafkaSettings.singleBroker(TestServers.kafka());
    private static final MetricRegistry METRICS = new MetricRegistry();
    private static final LedgerRuntime LEDGER = new LedgerRuntime(
            KAFKA,
            LedgerSettings.of("test", URL).withSessionTimeout(Duration.ofSeconds(3)),
            Clock.systemUTC(),
            (state, principal, command, now) -> command instanceof Forbidden
                    ? Optional.of(new Rejection.Forbidden(Set.of(Permission.SYSTEM_ADMIN), Set.of()))
                    : Optional.empty(),
            List.of(new ServersView()),
            METRICS);

    private final FleetId fleet = newFleet();

    @BeforeAll
    static void start() {
        new TopicProvisioner(KAFKA).provision();
        LEDGER.start();
    }

    @AfterAll
    static void stop() {
        LEDGER.close();
    }

    @BeforeEach
    void ready() {
        await().atMost(PATIENCE).until(() -> LEDGER.owns(fleet));
    }

    @Test
    void eventsAreNumberedVersionedChainedAndThereForAllToRead() throws Exception {
        var register = new Register("one");
        var first = accepted(submit(register));
        var second = accepted(submit(new Rename(register.id(), "two")));
        var other = accepted(submit(new Register("other")));

        assertThat(first.events()).hasSize(1);
        assertThat(first.version()).isEqualTo(1);
        assertThat(second.version()).isEqualTo(2);
        assertThat(second.state()
                        .servers()
                        .find(register.id())
                        .orElseThrow()
                        .details()
                        .hostname())
                .isEqualTo("two");
        assertThat(sequences(first, second, other)).containsExactly(1L, 2L, 3L);
        assertThat(other.version()).isEqualTo(1);
        assertThat(LEDGER.state(fleet).sequence()).isEqualTo(3);
        assertThat(committed().keySet()).containsAll(positions(first, second, other));
    }

    @Test
    void manyCallersShareTransactionsAndGetEachItsOwnAnswer() throws Exception {
        var before = METRICS.timer("ledger.commit").getCount();
        var replies = IntStream.range(0, 500)
                .mapToObj(i -> LEDGER.submit(request(fleet, new Register("server-" + i % 250))))
                .toList();
        CompletableFuture.allOf(replies.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);

        var accepted = replies.stream()
                .map(CompletableFuture::join)
                .filter(CommandReply.Accepted.class::isInstance)
                .toList();
        assertThat(accepted).hasSize(250);
        assertThat(METRICS.timer("ledger.commit").getCount() - before).isLessThan(100);
        assertThat(LEDGER.state(fleet).sequence()).isEqualTo(250);
        assertThat(LEDGER.state(fleet).servers().lastNumber()).isEqualTo(250);
    }

    @Test
    void whatIsDecidedTogetherIsWrittenTogether() throws Exception {
        var id = UUID.randomUUID();
        var reply = accepted(submit(new RegisterAndDelete(id, "brief")));
        assertThat(reply.events()).hasSize(2);
        assertThat(reply.version()).isEqualTo(2);
        var last = Objects.requireNonNull(reply.position());
        var before = new Position(last.partition(), last.offset() - 1);
        assertThat(header(committed().get(before), "version")).isEqualTo("1");
        assertThat(header(committed().get(last), "version")).isEqualTo("2");
    }

    @Test
    void whatIsSoAlreadyWritesNothing() throws Exception {
        var register = new Register("same");
        submit(register);
        var reply = accepted(submit(new Rename(register.id(), "same")));
        assertThat(reply.events()).isEmpty();
        assertThat(reply.position()).isNull();
        assertThat(reply.version()).isEqualTo(1);
        assertThat(LEDGER.state(fleet).sequence()).isEqualTo(1);
    }

    @Test
    void aRefusalIsKeptForWhoLostTheAnswer() throws Exception {
        submit(new Register("taken"));
        var request = request(fleet, new Register("TAKEN"));
        assertThat(LEDGER.submit(request).get(10, TimeUnit.SECONDS)).isInstanceOf(CommandReply.Refused.class);

        var refusals = LedgerRecordsOf.topic(KAFKA, Topics.OUTCOMES).stream()
                .map(record -> new String(record.value(), UTF_8))
                .filter(json -> json.contains(request.id().toString()))
                .toList();
        assertThat(refusals).hasSize(1);
        var refusal = new ObjectMapper().readTree(refusals.getFirst());
        assertThat(refusal.get("code").asText()).isEqualTo("SERVER_EXISTS");
        assertThat(refusal.get("actor").asText()).isEqualTo("system:test");
    }

    @Test
    void theAuthorizerIsAskedBeforeTheDecider() throws Exception {
        var reply = (CommandReply.Refused) submit(new Forbidden());
        assertThat(reply.rejection()).isInstanceOf(Rejection.Forbidden.class);
    }

    @Test
    void aVersionThatWasOvertakenIsRefusedButNotBeforeAMissingAggregate() throws Exception {
        var register = new Register("versioned");
        submit(register);
        var right = LEDGER.submit(request(fleet, new Rename(register.id(), "a"), null, 1L))
                .get();
        assertThat(right).isInstanceOf(CommandReply.Accepted.class);
        var late = (CommandReply.Refused) LEDGER.submit(request(fleet, new Rename(register.id(), "b"), null, 1L))
                .get();
        assertThat(late.rejection()).isEqualTo(new Rejection.PreconditionFailed(2));
        var nowhere = (CommandReply.Refused) LEDGER.submit(request(fleet, new Rename(UUID.randomUUID(), "b"), null, 1L))
                .get();
        assertThat(nowhere.rejection()).isInstanceOf(Rejection.NotFound.class);
    }

    @Test
    void theSameKeyAndRequestGetTheSameAnswerAlsoWhileTheFirstIsUnderWay() throws Exception {
        var key = new Idempotency("scope", "request");
        var futures = IntStream.range(0, 20)
                .mapToObj(i -> LEDGER.submit(request(fleet, new Register("idempotent"), key, null)))
                .toList();
        var first = accepted(futures.getFirst().get(10, TimeUnit.SECONDS));
        assertThat(first.replayed()).isFalse();
        submit(new Rename(UUID.fromString(first.subject().id()), "renamed"));
        var later = accepted(LEDGER.submit(request(fleet, new Register("idempotent"), key, null))
                .get());
        assertThat(later.state()
                        .servers()
                        .findBySlug("idempotent")
                        .orElseThrow()
                        .details()
                        .hostname())
                .isEqualTo("idempotent");
        futures.subList(1, 20).forEach(future -> {
            var reply = accepted(future.join());
            assertThat(reply.replayed()).isTrue();
            assertThat(reply.events()).isEqualTo(first.events());
        });
        assertThat(LEDGER.state(fleet).sequence()).isEqualTo(2);
    }

    @Test
    void theSameKeyForAnotherRequestIsRefused() throws Exception {
        LEDGER.submit(request(fleet, new Register("x"), new Idempotency("scope", "x"), null))
                .get();
        var reply = (CommandReply.Refused)
                LEDGER.submit(request(fleet, new Register("y"), new Idempotency("scope", "y"), null))
                        .get();
        assertThat(((Rejection.Unprocessable) reply.rejection()).code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void aDecidersBugIsItsCommandsAlone() throws Exception {
        var bug = LEDGER.submit(request(fleet, new Fail()));
        var good = LEDGER.submit(request(fleet, new Register("good")));
        assertThatThrownBy(() -> bug.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IllegalStateException.class);
        assertThat(good.get(10, TimeUnit.SECONDS)).isInstanceOf(CommandReply.Accepted.class);
    }

    @Test
    void viewsAreWrittenInTheSameTransaction() throws Exception {
        var reply = accepted(submit(new Register("viewed")));
        var keys =
                LedgerRecordsOf.topic(KAFKA, Topics.IDENTITY).stream().map(record -> new String(record.key(), UTF_8));
        assertThat(keys).contains(fleet + "/" + reply.subject());
    }

    @Test
    void theOthersFindTheOwner() throws Exception {
        assertThat(LEDGER.owner(fleet)).contains(URL);
        try (var bystander = new LedgerRuntime(
                KAFKA,
                LedgerSettings.of("bystander", URI.create("http://127.0.0.1:1")),
                Clock.systemUTC(),
                (state, principal, command, now) -> Optional.empty(),
                List.of(),
                new MetricRegistry())) {
            assertThat(bystander.owner(fleet)).contains(URL);
            assertThatThrownBy(() ->
                            bystander.submit(request(fleet, new Register("n"))).get())
                    .hasCauseInstanceOf(LedgerUnavailableException.class);
        }
    }

    private CommandReply submit(Command command) throws Exception {
        return LEDGER.submit(request(fleet, command)).get(10, TimeUnit.SECONDS);
    }

    private static CommandReply.Accepted accepted(CommandReply reply) {
        assertThat(reply).isInstanceOf(CommandReply.Accepted.class);
        return (CommandReply.Accepted) reply;
    }

    private static List<Long> sequences(CommandReply.Accepted... replies) {
        return List.of(replies).stream().map(reply -> reply.state().sequence()).toList();
    }

    private static List<Position> positions(CommandReply.Accepted... replies) {
        return List.of(replies).stream().map(CommandReply.Accepted::position).toList();
    }

    private static Map<Position, ConsumerRecord<byte[], byte[]>> committed() {
        return LedgerRecordsOf.topic(KAFKA, Topics.EVENTS).stream()
                .collect(Collectors.toMap(
                        record -> new Position(record.partition(), record.offset()), Function.identity()));
    }

    private static String header(@Nullable ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(
                Objects.requireNonNull(record).headers().lastHeader(name).value(), UTF_8);
    }

    /** What the authorizer of this test forbids. */
    private record Forbidden() implements Command {
        @Override
        public Set<Permission> permissions() {
            return Set.of(Permission.SYSTEM_ADMIN);
        }

        @Override
        public Decision decide(FleetState state, CommandContext context) {
            throw new IllegalStateException("must not be asked");
        }
    }
}
