package dev.fleetledger.command.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.process.ScriptedLedger.Named;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.avro.UnknownSchemaException;
import dev.fleetledger.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TopicProcessTest {
    private static final TopicPartition PARTITION =
            new TopicPartition(Topics.OBSERVATIONS.topicName(), Topics.partitionOf(FleetId.DEFAULT));

    private final ScriptedLedger ledger = new ScriptedLedger();
    /** Each reads what those before it did not say was decided. */
    private final List<Reader> opened = new ArrayList<>();

    private final List<String> values = new ArrayList<>();

    /** Values are the names of commands, apart by spaces, but for two. */
    private static final class Words implements TopicProcess.Reaction<String> {
        @Override
        public List<String> read(byte[] value) {
            var text = new String(value, UTF_8);
            if (text.equals("newer")) {
                throw new UnknownSchemaException("of a newer version");
            }
            if (text.equals("broken")) {
                throw new IllegalArgumentException("broken");
            }
            return List.of(text.split(" ", -1));
        }

        @Override
        public List<SystemCommand> commands(List<String> told, FleetState state) {
            return told.stream()
                    .map(word -> SystemCommand.of(new Named(word), word))
                    .toList();
        }
    }

    @Test
    void whatATopicTellsIsDecidedInOrderAndThenDoneWith() {
        values.addAll(List.of("one two", "three"));
        run(0);
        assertThat(ledger.asked()).containsExactly("one", "two", "three");
        assertThat(committed()).isEqualTo(2);
        assertThat(ledger.requests().getFirst().principal().actor()).isEqualTo("system:test");
    }

    @Test
    void whatWasNotDecidedIsReadAgain() {
        values.addAll(List.of("one", "two"));
        var refused = new ArrayList<>(List.of("two"));
        ledger.script = command -> {
            if (refused.remove(((Named) command).name())) {
                throw ScriptedLedger.unavailable();
            }
            return ScriptedLedger.ACCEPTED;
        };
        run(1);
        assertThat(ledger.asked()).containsExactly("one", "two", "one", "two");
        assertThat(ledger.requests().get(2).id())
                .isEqualTo(ledger.requests().getFirst().id());
        assertThat(opened).hasSize(2).allMatch(Reader::closed);
        assertThat(opened.getFirst().committed).isZero();
        assertThat(committed()).isEqualTo(2);
    }

    @Test
    void aFailureOfKafkaIsTriedAgain() {
        values.add("one");
        run(1, new KafkaException("injected"));
        assertThat(ledger.asked()).containsExactly("one");
        assertThat(opened).hasSize(2);
    }

    @Test
    void neitherADecidersBugNorABrokenRecordIsInTheWayOfOthers() {
        values.addAll(List.of("bug", "broken", "one"));
        ledger.script = command -> {
            if (command.equals(new Named("bug"))) {
                throw new IllegalStateException("a bug");
            }
            return ScriptedLedger.REFUSED;
        };
        run(0);
        assertThat(ledger.asked()).containsExactly("bug", "one");
        assertThat(committed()).isEqualTo(3);
    }

    @Test
    void whatANewerVersionWroteEndsIt() {
        values.addAll(List.of("one", "newer"));
        var process = run(0);
        assertThat(ledger.asked()).isEmpty();
        assertThat(process.problem()).contains(PARTITION.topic() + " cannot be read: of a newer version");
        assertThat(opened).singleElement().matches(Reader::closed);
    }

    /** Runs it on this thread until it pauses once more often than that, as it does for want of the fleet in the end. */
    private TopicProcess<String> run(int pauses, RuntimeException... failures) {
        var left = new ArrayList<>(List.of(failures));
        var process = new TopicProcess<>(
                ledger, "test", Topics.OBSERVATIONS, new Words(), () -> consumer(left), new FakeTime(pauses));
        process.run();
        return process;
    }

    private Reader consumer(List<RuntimeException> failures) {
        var consumer = new Reader();
        consumer.schedulePollTask(() -> {
            if (!failures.isEmpty()) {
                consumer.setPollException(new KafkaException(failures.removeFirst()));
            }
            for (var i = 0; i < values.size(); i++) {
                consumer.addRecord(new ConsumerRecord<>(
                        PARTITION.topic(),
                        PARTITION.partition(),
                        i,
                        new byte[0],
                        values.get(i).getBytes(UTF_8)));
            }
        });
        consumer.schedulePollTask(() -> ledger.owns = false);
        opened.add(consumer);
        return consumer;
    }

    private long committed() {
        return opened.getLast().committed;
    }

    /** Remembers what was committed when it is closed. */
    private static final class Reader extends MockConsumer<byte[], byte[]> {
        private long committed;

        Reader() {
            super("earliest");
            updateBeginningOffsets(Map.of(PARTITION, 0L));
        }

        @Override
        public synchronized void commitSync() {
            super.commitSync();
            committed = position(PARTITION);
        }
    }
}
