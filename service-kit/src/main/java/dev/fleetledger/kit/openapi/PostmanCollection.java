package dev.fleetledger.kit.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Splitter;
import dev.fleetledger.kit.http.parameter.Csv;
import dev.fleetledger.kit.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The OpenAPI document as a Postman collection (format 2.1), to be run as it is: what is created gives the ids for what
 * follows, and every answer must be one that the document names. Its variables are {@code base_url} and {@code api_key}.
 */
final class PostmanCollection {
    private static final String FORMAT = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";
    private static final Pattern ID_OF = Pattern.compile("([A-Za-z0-9-]+)/\\{([A-Za-z_]+)}");
    private static final List<String> METHODS = List.of("post", "get", "put", "patch", "delete");
    private static final String NOBODY = "00000000-0000-4000-8000-000000000000";

    private final ObjectNode api;
    private final PostmanExamples examples;
    private final Set<String> variables = new TreeSet<>();

    private PostmanCollection(ObjectNode api) {
        this.api = api;
        this.examples = new PostmanExamples(api);
    }

    private record Operation(String method, String path, JsonNode content) {

        /** What is created comes first, what is deleted last. */
        int phase() {
            var onOne = path.contains("{");
            return switch (method) {
                case "post" -> onOne ? 3 : 0;
                case "get" -> 1;
                case "delete" -> 4;
                default -> 2;
            };
        }
    }

    static ObjectNode of(ObjectNode openApi) {
        return new PostmanCollection(openApi).collection();
    }

    private ObjectNode collection() {
        var collection = Json.mapper().createObjectNode();
        collection
                .putObject("info")
                .put("name", api.path("info").path("title").asText())
                .put("description", api.path("info").path("description").asText())
                .put("schema", FORMAT);
        var auth = collection.putObject("auth").put("type", "apikey").putArray("apikey");
        auth.addObject().put("key", "key").put("value", "X-API-Key");
        auth.addObject().put("key", "value").put("value", "{{api_key}}");
        auth.addObject().put("key", "in").put("value", "header");
        var folders = collection.putArray("item");
        byContract().forEach((contract, operations) -> {
            var items = folders.addObject().put("name", contract).putArray("item");
            operations.forEach(operation -> items.add(item(operation)));
        });
        var values = collection.putArray("variable");
        values.addObject().put("key", "base_url").put("value", "http://127.0.0.1:8080");
        values.addObject().put("key", "api_key").put("value", "");
        variables.forEach(name -> values.addObject().put("key", name).put("value", NOBODY));
        return collection;
    }

    private Map<String, List<Operation>> byContract() {
        var folders = new TreeMap<String, List<Operation>>();
        api.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .map(method -> new Operation(method.getKey(), path.getKey(), method.getValue()))
                        .forEach(operation -> folders.computeIfAbsent(
                                        operation.content().path("tags").path(0).asText("other"),
                                        name -> new ArrayList<>())
                                .add(operation)));
        folders.values()
                .forEach(operations -> operations.sort(Comparator.comparingInt(Operation::phase)
                        .thenComparing(Operation::path)
                        .thenComparingInt(operation -> METHODS.indexOf(operation.method()))));
        return folders;
    }

    private ObjectNode item(Operation operation) {
        var method = operation.method().toUpperCase(Locale.ROOT);
        var item = Json.mapper().createObjectNode().put("name", method + " " + operation.path());
        var request = item.putObject("request").put("method", method);
        request.put("description", operation.content().path("description").asText());
        if (operation.content().path("security").isEmpty()) {
            request.putObject("auth").put("type", "noauth");
        }
        var headers = request.putArray("header");
        headers.addObject().put("key", "Accept").put("value", "application/json");
        url(request.putObject("url"), operation);
        body(request, headers.addObject(), operation);
        if (headers.path(1).isEmpty()) {
            headers.remove(1);
        }
        tests(item, operation);
        return item;
    }

    private void url(ObjectNode url, Operation operation) {
        var path = ID_OF.matcher(operation.path()).replaceAll(match -> {
            variables.add(id(match.group(1)));
            return match.group(1) + "/{{" + id(match.group(1)) + "}}";
        });
        url.put("raw", "{{base_url}}" + path).putArray("host").add("{{base_url}}");
        var segments = url.putArray("path");
        for (var segment : Splitter.on('/').split(path.substring(1))) {
            segments.add(segment);
        }
        var query = url.putArray("query");
        for (var parameter : operation.content().path("parameters")) {
            if (parameter.path("in").asText().equals("query")) {
                query.addObject()
                        .put("key", parameter.path("name").asText())
                        .put("value", "")
                        .put("disabled", true);
            }
        }
    }

    private void body(ObjectNode request, ObjectNode contentType, Operation operation) {
        var content = operation.content().path("requestBody").path("content");
        if (content.has(Csv.TYPE)) {
            contentType.put("key", "Content-Type").put("value", Csv.TYPE);
            request.putObject("body")
                    .put("mode", "raw")
                    .put("raw", content.path(Csv.TYPE).path("example").asText());
        } else if (content.has("application/json")) {
            contentType.put("key", "Content-Type").put("value", "application/json");
            var example = examples.of(content.path("application/json").path("schema"));
            var raw = request.putObject("body").put("mode", "raw").put("raw", example.toPrettyString());
            raw.putObject("options").putObject("raw").put("language", "json");
        }
    }

    private static void tests(ObjectNode item, Operation operation) {
        var statuses = new ArrayList<String>();
        operation.content().path("responses").fieldNames().forEachRemaining(statuses::add);
        var event = item.putArray("event").addObject().put("listen", "test");
        var lines = event.putObject("script").put("type", "text/javascript").putArray("exec");
        lines.add("pm.test('the answer is one of " + String.join(", ", statuses) + "', () => {");
        lines.add("  pm.expect([" + String.join(", ", statuses) + "]).to.include(pm.response.code);");
        lines.add("});");
        if (operation.phase() == 0) {
            var own = id(operation.path().replaceFirst("^.*/", ""));
            lines.add("if (pm.response.code === 201) {");
            lines.add("  const answer = pm.response.json();");
            lines.add("  const made = answer.data || answer;");
            lines.add("  if (made.id !== undefined) pm.collectionVariables.set('" + own + "', String(made.id));");
            lines.add("  for (const [name, value] of Object.entries(made)) {");
            lines.add("    if (Array.isArray(value) && value.length && value[0].id !== undefined) {");
            lines.add("      pm.collectionVariables.set(name + '_id', String(value[0].id));");
            lines.add("    }");
            lines.add("  }");
            lines.add("}");
        }
    }

    private static String id(String collection) {
        return collection.replace('-', '_') + "_id";
    }
}
