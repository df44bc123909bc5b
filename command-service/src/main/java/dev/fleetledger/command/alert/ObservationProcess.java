package dev.fleetledger.command.alert;

import dev.fleetledger.command.alert.AlertCommand.Observe;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.ledger.Ledger;
import dev.fleetledger.command.process.SystemCommand;
import dev.fleetledger.command.process.TopicProcess;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.alert.Observation;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.topic.TopicSpec;
import dev.fleetledger.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Brings what topologies saw of a fleet before its decider, which knows what it has decided on already. */
final class ObservationProcess {

    /**
     * What was seen.
     *
     * @param message of an alert that it opens; the condition in words if null
     */
    record Report(Observation observation, @Nullable String message) {}

    private record Reaction(Function<byte[], List<Report>> reader) implements TopicProcess.Reaction<Report> {
        @Override
        public List<Report> read(byte[] value) {
            return reader.apply(value);
        }

        /** Most reports say that all is well where nothing was wrong: those are not decided on. */
        @Override
        public List<SystemCommand> commands(List<Report> told, FleetState state) {
            var commands = new ArrayList<SystemCommand>();
            var undecided = new HashSet<AggregateRef>();
            for (var report : told) {
                var observation = report.observation();
                if (undecided.contains(observation.target()) || matters(observation, state)) {
                    undecided.add(observation.target());
                    var observe = new Observe(id("alert", observation), observation, report.message());
                    commands.add(new SystemCommand(id("command", observation), observe));
                }
            }
            return commands;
        }
    }

    private ObservationProcess() {}

    /** The process for what the alert topology sees. */
    static TopicProcess<?> ofObservations(KafkaSettings kafka, Ledger ledger) {
        var codec = AvroCodec.of(Observation.class);
        return of(kafka, ledger, Topics.OBSERVATIONS, value -> List.of(new Report(codec.decode(value), null)));
    }

    /** The process for the changes of quotas. */
    static TopicProcess<?> ofQuotas(KafkaSettings kafka, Ledger ledger) {
        return of(kafka, ledger, Topics.QUOTA_CHANGES, QuotaObservations::read);
    }

    private static TopicProcess<?> of(
            KafkaSettings kafka, Ledger ledger, TopicSpec topic, Function<byte[], List<Report>> reader) {
        return new TopicProcess<>(kafka, ledger, "alerts", topic, "fleet-alert-decider", new Reaction(reader));
    }

    private static boolean matters(Observation observation, FleetState state) {
        return observation.raises()
                || state.alerts()
                        .seen(observation)
                        .filter(seen -> seen.open() != null)
                        .isPresent();
    }

    private static UUID id(String of, Observation observation) {
        return SystemCommand.id(
                of,
                observation.fleet().value(),
                observation.rule(),
                observation.ruleVersion(),
                observation.target(),
                observation.labels(),
                observation.number());
    }
}
