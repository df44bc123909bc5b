package dev.fleetledger.kit.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.kit.http.access.Access;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.endpoint.Endpoint;
import dev.fleetledger.kit.http.parameter.Body;
import dev.fleetledger.kit.http.parameter.Csv;
import dev.fleetledger.kit.http.parameter.Query;
import dev.fleetledger.kit.http.parameter.RawBody;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.json.Json;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PathParam;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** OpenAPI 3.1, read off the resource methods. */
public final class OpenApiDocument {
    private static final String JSON = "application/json";

    private final ObjectNode root = Json.mapper().createObjectNode();
    private final ObjectNode components = root.withObjectProperty("components").withObjectProperty("schemas");
    private final OpenApiSchemas requests = new OpenApiSchemas(components, true);
    private final OpenApiResponses responses = new OpenApiResponses(components);

    private OpenApiDocument() {}

    /** The document of these methods. */
    public static ObjectNode of(List<Endpoint> endpoints) {
        var document = new OpenApiDocument();
        document.head();
        endpoints.stream()
                .filter(endpoint -> !endpoint.method().isAnnotationPresent(Hidden.class)
                        && !endpoint.method().getDeclaringClass().isAnnotationPresent(Hidden.class))
                .sorted(Comparator.comparing(Endpoint::path)
                        .thenComparing(Endpoint::httpMethod)
                        .thenComparing(endpoint -> endpoint.produces().toString())
                        .thenComparing(endpoint -> endpoint.method().getName()))
                .forEach(document::operation);
        return document.root;
    }

    private void head() {
        root.put("openapi", "3.1.0");
        root.putObject("info")
                .put("title", "Fleet Ledger")
                .put("version", "1")
                .put(
                        "description",
                        "Five contracts over one ledger. Where two claim a path, the Accept header chooses: "
                                + String.join(", ", mediaTypes()) + ".");
        root.putArray("servers").addObject().put("url", "/");
        var schemes = root.withObjectProperty("components").putObject("securitySchemes");
        schemes.putObject("apiKey").put("type", "apiKey").put("in", "header").put("name", "X-API-Key");
        schemes.putObject("bearer").put("type", "http").put("scheme", "bearer");
        root.putObject("paths");
    }

    private void operation(Endpoint endpoint) {
        var contracts = endpoint.contracts();
        var operation = root.withObjectProperty("paths")
                .withObjectProperty("/" + endpoint.path().replaceFirst("^/", ""))
                .withObjectProperty(endpoint.httpMethod().toLowerCase(Locale.ROOT));
        if (!operation.has("operationId")) {
            describe(operation, endpoint, contracts);
        }
        var parameters = operation.withArrayProperty("parameters");
        var known = new TreeSet<String>();
        parameters.forEach(parameter -> known.add(parameter.path("name").asText()));
        for (var parameter : endpoint.method().getParameters()) {
            for (var described : parameters(parameter)) {
                if (known.add(described.path("name").asText())) {
                    parameters.add(described);
                }
            }
            if (parameter.getType() == Body.class) {
                body(operation, argument(parameter), contracts);
            }
            if (parameter.getType() == Csv.class) {
                table(operation, argument(parameter));
            }
            if (parameter.getType() == RawBody.class) {
                raw(operation, endpoint, argument(parameter));
            }
        }
        responses.add(operation.withObjectProperty("responses"), endpoint, contracts);
    }

    private static void describe(ObjectNode operation, Endpoint endpoint, Set<Contract> contracts) {
        var resource = endpoint.method().getDeclaringClass().getSimpleName();
        operation.put("operationId", resource + "_" + endpoint.method().getName() + "_" + slug(endpoint));
        var text = MethodText.of(endpoint.method());
        operation.put("summary", text.summary());
        operation.put("description", (text.rest() + " " + who(endpoint.access())).strip());
        var tags = operation.putArray("tags");
        contracts.forEach(contract -> tags.add(contract.name().toLowerCase(Locale.ROOT)));
        var security = operation.putArray("security");
        if (!(endpoint.access() instanceof Access.Everybody)) {
            security.addObject().putArray("apiKey");
            security.addObject().putArray("bearer");
        }
        if (endpoint.isCommand()) {
            var parameters = operation.withArrayProperty("parameters");
            header(parameters, "Idempotency-Key", "The same request with the same key happens once; 24 hours");
            header(parameters, "If-Match", "Only if it still has this version, as ETag shows it");
            header(parameters, "Fleet-Reason", "Why; kept with the events");
        }
    }

    private List<ObjectNode> parameters(Parameter parameter) {
        var inPath = parameter.getAnnotation(PathParam.class);
        if (inPath != null) {
            var described = parameter(inPath.value(), "path", requests.of(parameter.getParameterizedType()));
            return List.of(described.put("required", true));
        }
        if (parameter.getType() != Query.class || !(argument(parameter) instanceof Class<?> type)) {
            return List.of();
        }
        var properties = requests.properties(type);
        return properties.properties().stream()
                .map(property -> parameter(
                        property.getKey(), "query", property.getValue().deepCopy()))
                .toList();
    }

    private void body(ObjectNode operation, Type type, Set<Contract> contracts) {
        var schema = requests.of(type);
        var body = operation.putObject("requestBody");
        var content = body.putObject("content");
        content.putObject(JSON).set("schema", schema);
        contracts.forEach(contract -> content.putObject(contract.mediaType()).set("schema", schema));
    }

    private void raw(ObjectNode operation, Endpoint endpoint, Type type) {
        var content = operation.putObject("requestBody").put("required", true).putObject("content");
        for (var mediaType : endpoint.method().getAnnotation(Consumes.class).value()) {
            content.putObject(mediaType)
                    .set(
                            "schema",
                            type == byte[].class
                                    ? Json.mapper()
                                            .createObjectNode()
                                            .put("type", "string")
                                            .put("format", "binary")
                                    : requests.of(type));
        }
    }

    private static void table(ObjectNode operation, Type type) {
        var columns = Csv.columns(Json.mapper().constructType(type).getRawClass()).stream()
                .filter(column -> !column.endsWith("."))
                .collect(Collectors.joining(",", "", "\n"));
        operation
                .putObject("requestBody")
                .put("required", true)
                .putObject("content")
                .putObject(Csv.TYPE)
                .put("example", columns)
                .putObject("schema")
                .put("type", "string");
    }

    private static ObjectNode parameter(String name, String in, JsonNode schema) {
        var parameter = Json.mapper().createObjectNode().put("name", name).put("in", in);
        parameter.set("schema", schema);
        return parameter;
    }

    private static void header(ArrayNode parameters, String name, String text) {
        var schema = Json.mapper().createObjectNode().put("type", "string");
        parameters.add(parameter(name, "header", schema).put("description", text));
    }

    private static Type argument(Parameter parameter) {
        return ((ParameterizedType) parameter.getParameterizedType()).getActualTypeArguments()[0];
    }

    private static String who(Access access) {
        return switch (access) {
            case Access.Everybody ignored -> "For everybody.";
            case Access.Anyone ignored -> "For anyone with a credential.";
            case Access.Holders holders ->
                "For holders of "
                        + new TreeSet<>(holders.permissions())
                                .stream().map(Permission::wireName).collect(Collectors.joining(" or "))
                        + (holders.bindable() ? "; with a key of one server or node, of that alone." : ".");
        };
    }

    private static List<String> mediaTypes() {
        return List.of(Contract.values()).stream().map(Contract::mediaType).toList();
    }

    private static String slug(Endpoint endpoint) {
        return endpoint.path().replaceAll("[^A-Za-z0-9]+", "_").replaceAll("^_|_$", "");
    }
}
