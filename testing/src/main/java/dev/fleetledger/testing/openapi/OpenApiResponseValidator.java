package dev.fleetledger.testing.openapi;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Checks answers against an OpenAPI 3.1 document: what it does not describe is wrong, be it the answer or the document. */
public final class OpenApiResponseValidator {
    /** Of the contract that is described under unversioned paths. */
    private static final String UNVERSIONED_TYPE = "application/vnd.gough.";

    private final JsonNode document;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();

    /** With the document, as served at {@code /api/openapi.json}. */
    public OpenApiResponseValidator(String openApiJson) {
        this.document = new JsonMapper().readTree(openApiJson);
    }

    /**
     * Checks one answer.
     *
     * @param path of the request, with or without its query
     * @param contentType of the answer, if it has one
     * @param body of the answer, empty if it has none
     * @throws AssertionError if path, status or media type is not described, or the body is not as described
     */
    public void check(String method, String path, int status, @Nullable String contentType, String body) {
        var what = method + " " + path + " -> " + status;
        var isUnversioned = contentType != null && contentType.startsWith(UNVERSIONED_TYPE);
        var item = item(path.replaceFirst("\\?.*", ""), isUnversioned, what);
        var operation = item.path(method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT));
        if (operation.isMissingNode()) {
            require(status == 405 || status == 401 || method.equals("OPTIONS"), what + ": the method is not described");
            return;
        }
        var response = operation.path("responses").path(Integer.toString(status));
        require(!response.isMissingNode(), what + ": the status is not described");
        if (!response.has("content") || method.equals("HEAD")) {
            require(body.isEmpty(), what + ": a body where none is described");
            return;
        }
        var type =
                contentType == null ? "" : contentType.replaceFirst(";.*", "").strip();
        var media = response.path("content").path(type);
        require(!media.isMissingNode(), what + ": the media type '" + type + "' is not described");
        if (type.endsWith("json")) {
            var errors = schema(media.path("schema")).validate(body, InputFormat.JSON);
            require(errors.isEmpty(), what + ": " + errors + "\n" + body);
        }
    }

    /** What is described of a path: under the one that it is known by, if it is versioned and only the other is. */
    private JsonNode item(String path, boolean isUnversioned, String what) {
        var plain = path.length() > 1 ? path.replaceFirst("/$", "") : path;
        var unversioned = plain.replaceFirst("^/api/v1/", "/api/");
        return find(isUnversioned ? unversioned : plain)
                .or(() -> find(unversioned))
                .orElseThrow(() -> new AssertionError(what + ": the path is not described"));
    }

    private Optional<JsonNode> find(String path) {
        return document.path("paths").properties().stream()
                .filter(item -> pattern(item.getKey()).matcher(path).matches())
                .min(Comparator.comparingLong(
                        item -> item.getKey().chars().filter(c -> c == '{').count()))
                .map(Map.Entry::getValue);
    }

    private static Pattern pattern(String template) {
        return Pattern.compile(Pattern.quote(template).replaceAll("\\{[^}]+}", "\\\\E[^/]+\\\\Q"));
    }

    private Schema schema(JsonNode schema) {
        return schemas.computeIfAbsent(schema, node -> {
            ObjectNode whole = new JsonMapper().createObjectNode();
            whole.set("components", document.path("components"));
            whole.putArray("allOf").add(node);
            return registry.getSchema(whole);
        });
    }

    private static void require(boolean good, String message) {
        if (!good) {
            throw new AssertionError(message);
        }
    }
}
