package dev.fleetledger.kit.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;

/** Values that a schema allows: its own examples, else the least of what is required. */
final class PostmanExamples {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEPEST = 8;

    private final JsonNode schemas;

    PostmanExamples(ObjectNode api) {
        this.schemas = api.path("components").path("schemas");
    }

    JsonNode of(JsonNode schema) {
        return of("", schema, 0);
    }

    private JsonNode of(String name, JsonNode schema, int depth) {
        if (schema.has("example")) {
            return schema.get("example");
        }
        if (schema.has("$ref")) {
            return of(name, schemas.path(schema.path("$ref").asText().replaceFirst("^.*/", "")), depth);
        }
        if (schema.path("anyOf").isArray()) {
            return of(name, schema.path("anyOf").path(0), depth);
        }
        if (schema.path("enum").isArray()) {
            return schema.path("enum").path(0);
        }
        return switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" ->
                depth > DEEPEST ? NODES.arrayNode() : NODES.arrayNode().add(of(name, schema.path("items"), depth + 1));
            case "integer", "number" -> NODES.numberNode(schema.path("minimum").asLong(1));
            case "boolean" -> NODES.booleanNode(false);
            default -> NODES.textNode(text(name, schema));
        };
    }

    private ObjectNode object(JsonNode schema, int depth) {
        var object = NODES.objectNode();
        if (depth > DEEPEST) {
            return object;
        }
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(field -> required.add(field.asText()));
        schema.path("properties").properties().forEach(property -> {
            if (required.contains(property.getKey()) || property.getValue().has("example")) {
                object.set(property.getKey(), of(property.getKey(), property.getValue(), depth + 1));
            }
        });
        return object;
    }

    private static String type(JsonNode schema) {
        var type = schema.path("type");
        return type.isArray() ? type.path(0).asText() : type.asText();
    }

    private static String text(String name, JsonNode schema) {
        return switch (schema.path("format").asText()) {
            case "uuid" -> name.endsWith("_id") ? "{{" + name.replaceFirst("_id$", "s_id") + "}}" : "{{$randomUUID}}";
            case "date" -> "2026-01-31";
            case "date-time" -> "{{$isoTimestamp}}";
            case "email" -> "{{$timestamp}}@example.com";
            // Unlike all that was sent before: a run may follow another.
            default -> (name.isEmpty() ? "example" : name.replace('_', '-')) + "-{{$timestamp}}";
        };
    }
}
