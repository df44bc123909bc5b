package dev.fleetledger.command.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.event.RecordedEvent;
import dev.fleetledger.schemas.topic.TopicSpec;
import dev.fleetledger.schemas.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A view of the servers that there are, kept where identities are, for who has no users. */
final class ServersView implements TransactionalView {
    private static final byte[] THERE = {1};

    @Override
    public TopicSpec topic() {
        return Topics.IDENTITY;
    }

    @Override
    public List<ProducerRecord<byte[], byte[]>> records(FleetState before, RecordedEvent event, FleetState after) {
        var key = key(event.metadata().fleet(), event.metadata().subject().id());
        var value = all(event.metadata().fleet(), after).get(key);
        return List.of(new ProducerRecord<>(Topics.IDENTITY.topicName(), key.getBytes(UTF_8), value));
    }

    @Override
    public Map<String, byte[]> all(FleetId fleet, FleetState state) {
        return state.servers().table().values().stream()
                .collect(Collectors.toMap(server -> key(fleet, server.id().toString()), server -> THERE));
    }

    @Override
    public Optional<FleetId> fleet(String key, byte[] value) {
        return Optional.of(new FleetId(key.substring(0, key.indexOf('/'))));
    }

    private static String key(FleetId fleet, String id) {
        return fleet + "/server/" + id;
    }
}
