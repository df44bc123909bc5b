package dev.fleetledger.standalone.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fleetledger.kit.json.Json;
import java.net.http.HttpResponse;
import java.util.Optional;

/** An answer of the platform. */
record Reply(int status, HttpResponse<String> raw, JsonNode json) {

    static Reply of(HttpResponse<String> response) {
        try {
            var body = response.body();
            return new Reply(
                    response.statusCode(),
                    response,
                    body.isBlank() ? MissingNode.getInstance() : Json.stored().readTree(body));
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + response.body(), e);
        }
    }

    Optional<String> header(String name) {
        return raw.headers().firstValue(name);
    }

    /** What a header says that must be there. */
    String required(String name) {
        return header(name).orElseThrow(() -> new AssertionError("no header " + name + " in " + raw.headers()));
    }

    /** A field that must be there, be it null. */
    JsonNode field(String name) {
        if (!json.has(name)) {
            throw new AssertionError("no field " + name + " in " + json);
        }
        return json.get(name);
    }
}
