package dev.fleetledger.drill;

import com.codahale.metrics.MetricRegistry;
import dev.fleetledger.command.fleet.Capacity;
import dev.fleetledger.command.fleet.Command;
import dev.fleetledger.command.fleet.Field;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.job.JobArea;
import dev.fleetledger.command.ledger.CommandReply;
import dev.fleetledger.command.ledger.CommandRequest;
import dev.fleetledger.command.ledger.LedgerRuntime;
import dev.fleetledger.command.ledger.LedgerSettings;
import dev.fleetledger.command.server.ServerCommand.DeleteServer;
import dev.fleetledger.command.server.ServerCommand.IfTaken;
import dev.fleetledger.command.server.ServerCommand.RegisterServer;
import dev.fleetledger.command.server.ServerCommand.UpdateServer;
import dev.fleetledger.command.server.ServerFields;
import dev.fleetledger.domain.job.Job;
import dev.fleetledger.drill.Message.Answer;
import dev.fleetledger.drill.Message.Ask;
import dev.fleetledger.drill.Message.Outcome;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.identity.Principal;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.event.EventMetadata.Idempotency;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/** The program of an instance's process: a ledger runtime that takes commands from its standard input. */
final class InstanceNode {
    private static final Principal DRILL = Principal.system("drill");
    private static final int PLENTY = 10_000_000;
    /** All load comes from one principal, with a key for each command, for as long as the drill goes on. */
    private static final Capacity CAPACITY = new Capacity(PLENTY, PLENTY, PLENTY, PLENTY, PLENTY, PLENTY, PLENTY);

    private final LedgerRuntime ledger;

    private InstanceNode(LedgerRuntime ledger) {
        this.ledger = ledger;
    }

    /**
     * Arguments: bootstrap servers, name, session timeout and broker timeout in milliseconds; where the provider is asked, if
     * jobs are done.
     */
    public static void main(String[] args) throws Exception {
        var settings = LedgerSettings.of(args[1], URI.create("http://" + args[1]))
                .withSessionTimeout(Duration.ofMillis(Long.parseLong(args[2])))
                .withBrokerTimeout(Duration.ofMillis(Long.parseLong(args[3])))
                .withCapacity(CAPACITY);
        var ledger = new LedgerRuntime(
                KafkaSettings.singleBroker(args[0]),
                settings,
                Clock.systemUTC(),
                (state, principal, command, now) -> Optional.empty(),
                List.of(),
                new MetricRegistry());
        Runtime.getRuntime().addShutdownHook(new Thread(ledger::close));
        ledger.start();
        if (args.length > 4) {
            JobArea.process(ledger, new RemoteProvider(URI.create(args[4])), Clock.systemUTC())
                    .start();
        }
        new InstanceNode(ledger).serve();
        System.exit(0);
    }

    private void serve() throws IOException {
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = input.readLine(); line != null; line = input.readLine()) {
            var ask = Message.read(line, Ask.class);
            switch (ask.operation()) {
                case READ ->
                    say(new Answer(
                            ask.call(), Outcome.READ, null, state(ask.fleet()).sequence(), Map.of()));
                case JOBS -> say(jobs(ask));
                case DIGEST -> Thread.startVirtualThread(() -> say(digests(ask)));
                case REGISTER, RENAME, DELETE -> submit(ask, command(ask));
                case JOB, CANCEL ->
                    JobChoice.of(ask.operation(), state(ask.fleet()))
                            .ifPresentOrElse(
                                    command -> submit(ask, command),
                                    () -> say(new Answer(
                                            ask.call(), Outcome.REFUSED, "nothing is possible", 0, Map.of())));
            }
        }
    }

    private void submit(Ask ask, Command command) {
        var reply = ledger.submit(request(ask, command));
        Thread.startVirtualThread(() -> say(answer(ask, reply)));
    }

    private Answer jobs(Ask ask) {
        var jobs = state(ask.fleet()).jobs();
        var live = jobs.all().stream()
                .collect(Collectors.toMap(Job::name, job -> job.state().status().wireName()));
        return new Answer(ask.call(), Outcome.JOBS, null, jobs.lastNumber(), live);
    }

    private FleetState state(String fleet) {
        return ledger.state(new FleetId(fleet));
    }

    private Answer digests(Ask ask) {
        var digests = new TreeMap<String, String>();
        for (var fleet : ask.fleet().split(",", -1)) {
            StateDigest.of(state(fleet)).forEach((part, digest) -> digests.put(fleet + " " + part, digest));
        }
        return new Answer(ask.call(), Outcome.DIGEST, null, 0, digests);
    }

    private static CommandRequest request(Ask ask, Command command) {
        var id = UUID.randomUUID();
        return new CommandRequest(
                id,
                new FleetId(ask.fleet()),
                command,
                DRILL,
                null,
                null,
                id,
                null,
                null,
                ask.key() == null ? null : new Idempotency(ask.key(), ask.slug()),
                null);
    }

    private static Command command(Ask ask) {
        return switch (ask.operation()) {
            case REGISTER ->
                new RegisterServer(
                        UUID.randomUUID(),
                        Field.of("id", ask.slug()),
                        IfTaken.REFUSE,
                        ServerFields.hostname(ask.slug()));
            case RENAME -> new UpdateServer(ask.slug(), Field.absent("id"), ServerFields.hostname(ask.slug()));
            case DELETE -> new DeleteServer(ask.slug());
            case JOB, CANCEL, JOBS, READ, DIGEST ->
                throw new IllegalArgumentException("no command about a server alone");
        };
    }

    private static Answer answer(Ask ask, CompletableFuture<CommandReply> reply) {
        try {
            return switch (reply.join()) {
                case CommandReply.Accepted accepted ->
                    new Answer(ask.call(), Outcome.ACCEPTED, null, lastSequence(accepted), Map.of());
                case CommandReply.Refused refused ->
                    new Answer(ask.call(), Outcome.REFUSED, code(refused.rejection()), 0, Map.of());
            };
        } catch (CompletionException e) {
            return new Answer(ask.call(), Outcome.UNAVAILABLE, e.getMessage(), 0, Map.of());
        }
    }

    private static long lastSequence(CommandReply.Accepted accepted) {
        return accepted.events().isEmpty() ? 0 : accepted.state().sequence();
    }

    private static String code(Rejection rejection) {
        return rejection instanceof Rejection.Conflict conflict ? conflict.code() : rejection.message();
    }

    private static synchronized void say(Answer answer) {
        System.out.println(Message.write(answer));
    }
}
