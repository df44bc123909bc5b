package dev.fleetledger.kit.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fleetledger.kit.json.Json;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OpenApiSchemasTest {
    record View(String id, @JsonUnwrapped Kept kept, long version) {}

    record Kept(@JsonUnwrapped Details details, boolean open) {}

    record Details(@Nullable String name, String kind) {}

    @Test
    void whatIsUnwrappedIsPartOfWhatHoldsItAndNothingElse() throws JsonProcessingException {
        var components = Json.mapper().createObjectNode();
        new OpenApiSchemas(components, false).of(View.class);
        assertThat(components).isEqualTo(Json.mapper().readTree("""
                {"OpenApiSchemasTestView": {
                    "type": "object",
                    "properties": {
                        "id": {"type": "string"},
                        "name": {"type": ["string", "null"]},
                        "kind": {"type": "string"},
                        "open": {"type": "boolean"},
                        "version": {"type": "integer", "format": "int64"}},
                    "required": ["id", "name", "kind", "open", "version"]}}"""));
    }
}
