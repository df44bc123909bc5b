package dev.fleetledger.domain.power;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.util.StdConverter;
import dev.fleetledger.schemas.event.PduDetails;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/** How PDUs are kept in the history: with the names of the contract, and by their numbers sockets that it can compare. */
public final class StoredPdus {
    private static final ObjectMapper TEXT = new ObjectMapper();

    private StoredPdus() {}

    /** What a mapper of the history needs for them. */
    public static SimpleModule module() {
        return new SimpleModule("pdus").setMixInAnnotation(PduDetails.class, DetailsForm.class);
    }

    /** Read by Jackson. */
    @SuppressWarnings("UnusedMethod")
    private interface DetailsForm {
        @JsonProperty("is_mobile")
        boolean mobile();

        @JsonSerialize(using = ObjectOfText.class)
        @JsonDeserialize(using = TextOfObject.class)
        @Nullable
        String specifications();
    }

    /** A socket without its number, which is its key. */
    record Entry(
            UUID id,
            String name,
            String mqttTopicSuffix,
            @Nullable UUID deviceId,
            @Nullable Instant assignedAt) {}

    static final class ByNumber extends StdConverter<PVector<Socket>, Map<Integer, Entry>> {
        @Override
        public Map<Integer, Entry> convert(PVector<Socket> sockets) {
            return sockets.stream().collect(Collectors.toMap(Socket::number, ByNumber::entry));
        }

        private static Entry entry(Socket of) {
            return new Entry(of.id(), of.name(), of.mqttTopicSuffix(), of.deviceId(), of.assignedAt());
        }
    }

    static final class InOrder extends StdConverter<SortedMap<Integer, Entry>, PVector<Socket>> {
        @Override
        public PVector<Socket> convert(SortedMap<Integer, Entry> byNumber) {
            return TreePVector.from(byNumber.entrySet().stream()
                    .map(entry -> socket(entry.getKey(), entry.getValue()))
                    .toList());
        }

        private static Socket socket(int number, Entry of) {
            return new Socket(of.id(), number, of.name(), of.mqttTopicSuffix(), of.deviceId(), of.assignedAt());
        }
    }

    static final class ObjectOfText extends JsonSerializer<String> {
        @Override
        public void serialize(String text, JsonGenerator generator, SerializerProvider provider) throws IOException {
            provider.defaultSerializeValue(TEXT.readTree(text), generator);
        }
    }

    static final class TextOfObject extends JsonDeserializer<String> {
        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return context.readValue(parser, JsonNode.class).toString();
        }
    }
}
