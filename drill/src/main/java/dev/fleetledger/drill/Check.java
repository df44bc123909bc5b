package dev.fleetledger.drill;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetledger.tools.audit.AuditException;
import dev.fleetledger.tools.audit.AuditVerifier;
import dev.fleetledger.tools.audit.KafkaLedger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Compares the ledger with what was acknowledged, and the instances with one another. */
final class Check {
    private static final int MOST = 20;

    private final Map<String, List<Long>> sequences = new HashMap<>();

    private Check() {}

    /** What is wrong, one sentence each; nothing if all is well. */
    static List<String> run(Rig rig, Acknowledged acknowledged) {
        return new Check().check(rig, acknowledged);
    }

    private List<String> check(Rig rig, Acknowledged acknowledged) {
        var wrong = new ArrayList<>(acknowledged.wrong());
        try {
            var verifier = new AuditVerifier(List.of());
            new KafkaLedger(rig.kafka()).read(record -> {
                verifier.accept(record);
                note(record);
            });
            verifier.finish();
        } catch (AuditException e) {
            wrong.add("the chain does not verify: " + e.getMessage());
        }
        acknowledged.written().forEach((key, sequence) -> {
            var found = sequences.getOrDefault(key, List.of());
            if (!found.equals(List.of(sequence))) {
                wrong.add(key + " was acknowledged as sequence " + sequence + ", but the ledger has it at " + found);
            }
        });
        sequences.forEach((key, found) -> {
            if (found.size() > 1) {
                wrong.add(key + " is in the ledger more than once, at " + found);
            }
            if (acknowledged.refused().contains(key)) {
                wrong.add(key + " was refused, but the ledger has it at " + found);
            }
        });
        wrong.addAll(States.differences(rig));
        return wrong.size() > MOST ? wrong.subList(0, MOST) : wrong;
    }

    private void note(ConsumerRecord<byte[], byte[]> record) {
        var key = record.headers().lastHeader("idempotencyscope");
        if (key != null) {
            var sequence = new String(record.headers().lastHeader("sequence").value(), UTF_8);
            sequences
                    .computeIfAbsent(new String(key.value(), UTF_8), scope -> new ArrayList<>())
                    .add(Long.parseLong(sequence));
        }
    }
}
