package dev.fleetledger.query.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.fleetledger.domain.Aggregate;
import dev.fleetledger.domain.alert.StoredAlerts;
import dev.fleetledger.domain.node.StoredNodes;
import dev.fleetledger.domain.power.StoredPdus;
import dev.fleetledger.kit.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The JSON that is kept of an aggregate: all but its id and times, which have columns of their own. */
final class StoredAggregates {
    private static final ObjectMapper MAPPER = mapper();

    private StoredAggregates() {}

    private static ObjectMapper mapper() {
        var mapper = Json.stored()
                .copy()
                .registerModule(new SimpleModule("columns").setSerializerModifier(new WithoutColumns()))
                .registerModules(StoredAlerts.module(), StoredNodes.module(), StoredPdus.module());
        // The column of ids is text, whatever they are.
        mapper.coercionConfigFor(LogicalType.Integer).setCoercion(CoercionInputShape.String, CoercionAction.TryConvert);
        return mapper;
    }

    static ObjectNode document(Aggregate aggregate) {
        return MAPPER.valueToTree(aggregate);
    }

    /** An aggregate as its next event finds it, which asks for no time of its change. */
    static <A> A read(Class<A> type, String id, ObjectNode document) {
        return read(document.deepCopy().put("id", id), type);
    }

    /** An aggregate as it was; what a document itself calls a time of creation is none of the column's. */
    static <A> A read(Class<A> type, String id, Instant createdAt, Instant updatedAt, ObjectNode document) {
        var whole = document.deepCopy().put("id", id);
        whole.putIfAbsent("created_at", TextNode.valueOf(createdAt.toString()));
        whole.putIfAbsent("updated_at", TextNode.valueOf(updatedAt.toString()));
        return read(whole, type);
    }

    /** The JSON of a column. */
    static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored document is no JSON", e);
        }
    }

    /** What a document says, as the type that it was made of. */
    static <T> T read(JsonNode document, Class<T> type) {
        try {
            return MAPPER.treeToValue(document, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored " + type.getSimpleName() + " is none", e);
        }
    }

    /** Leaves out what an aggregate itself has of the columns; what it holds of its details may have the same name. */
    private static final class WithoutColumns extends BeanSerializerModifier {
        private static final long serialVersionUID = 1L;
        private static final Set<String> COLUMNS = Set.of("id", "created_at", "updated_at");

        @Override
        public List<BeanPropertyWriter> changeProperties(
                SerializationConfig config, BeanDescription description, List<BeanPropertyWriter> properties) {
            if (Aggregate.class.isAssignableFrom(description.getBeanClass())) {
                properties.removeIf(property -> COLUMNS.contains(property.getName()));
            }
            return properties;
        }
    }
}
