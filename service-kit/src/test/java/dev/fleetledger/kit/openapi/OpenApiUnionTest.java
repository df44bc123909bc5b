package dev.fleetledger.kit.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.kit.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenApiUnionTest {
    @Test
    void operationsAndSchemasOfOthersAreAddedAndNoneIsReplaced() throws JsonProcessingException {
        var own = json("{'paths': {'/a': {'get': 1}}, 'components': {'schemas': {'A': 1}}}");
        var other = json("{'paths': {'/a': {'get': 2, 'put': 2}, '/b': {'get': 2}},"
                + " 'components': {'schemas': {'A': 2, 'B': 2}}}");
        assertThat(OpenApiUnion.of(own, List.of(other)))
                .isEqualTo(json("{'paths': {'/a': {'get': 1, 'put': 2}, '/b': {'get': 2}},"
                        + " 'components': {'schemas': {'A': 1, 'B': 2}}}"));
        assertThat(OpenApiUnion.of(own, List.of())).isEqualTo(own);
    }

    private static ObjectNode json(String text) throws JsonProcessingException {
        return (ObjectNode) Json.mapper().readTree(text.replace('\'', '"'));
    }
}
