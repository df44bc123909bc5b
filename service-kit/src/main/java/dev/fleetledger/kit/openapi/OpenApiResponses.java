package dev.fleetledger.kit.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.kit.http.Accepted;
import dev.fleetledger.kit.http.Bare;
import dev.fleetledger.kit.http.Created;
import dev.fleetledger.kit.http.Envelope;
import dev.fleetledger.kit.http.Page;
import dev.fleetledger.kit.http.RepeatedOnTop;
import dev.fleetledger.kit.http.access.Access;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.endpoint.AlsoAnswers;
import dev.fleetledger.kit.http.endpoint.AlsoFails;
import dev.fleetledger.kit.http.endpoint.Endpoint;
import dev.fleetledger.kit.http.failure.ErrorBody;
import dev.fleetledger.kit.http.parameter.Query;
import dev.fleetledger.kit.json.Json;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What operations answer: a method's return type in its contracts' envelopes, and every refusal that it may meet. */
final class OpenApiResponses {
    private static final String JSON = "application/json";
    /** What streams produce, which go on as WebSockets for who asks for that. */
    private static final String EVENTS = "text/event-stream";

    private final OpenApiSchemas schemas;

    OpenApiResponses(ObjectNode components) {
        this.schemas = new OpenApiSchemas(components, false);
        var detail = schemas.properties(ErrorBody.Bare.class).putObject("detail");
        detail.withArrayProperty("anyOf").addObject().put("type", "string");
        detail.withArrayProperty("anyOf")
                .addObject()
                .put("type", "array")
                .set("items", schemas.of(ErrorBody.Location.class));
    }

    /** Adds what one method answers to those of its operation. */
    void add(ObjectNode responses, Endpoint endpoint, Set<Contract> contracts) {
        var type = endpoint.method().getGenericReturnType();
        var status = 200;
        if (type == void.class) {
            responses.putObject("204").put("description", "Done");
        } else {
            if (isOf(type, Created.class) || isOf(type, Accepted.class)) {
                status = isOf(type, Created.class) ? 201 : 202;
                type = argument(type);
            }
            var statuses = new ArrayList<>(List.of(status));
            var more = endpoint.method().getAnnotation(AlsoAnswers.class);
            if (more != null) {
                for (var another : more.value()) {
                    statuses.add(another);
                }
            }
            for (var answer : statuses) {
                var response = responses.withObjectProperty(Integer.toString(answer));
                response.put("description", description(answer));
                body(response.withObjectProperty("content"), endpoint, type, contracts);
            }
            if (endpoint.produces().contains(EVENTS)) {
                responses.putObject("101").put("description", description(101));
            }
        }
        for (var refusal : refusals(endpoint, contracts)) {
            if (!responses.has(Integer.toString(refusal))) {
                error(responses.putObject(Integer.toString(refusal)), refusal, endpoint, contracts);
            }
        }
    }

    private void body(ObjectNode content, Endpoint endpoint, Type type, Set<Contract> contracts) {
        if (endpoint.produces().isEmpty() || endpoint.produces().contains(JSON)) {
            for (var contract : contracts) {
                offer(content, endpoint, contract, schema(type, contract));
            }
            return;
        }
        for (var produced : endpoint.produces()) {
            var of = contracts.stream()
                    .filter(contract -> contract.mediaType().equals(produced))
                    .findFirst();
            if (of.isPresent()) {
                offer(content, produced, schema(type, of.get()));
                offer(content, JSON, schema(type, of.get()));
            } else {
                content.putObject(produced).putObject("schema").put("type", "string");
            }
        }
    }

    /** Adds a schema to those of all media types under which an answer of that contract goes. */
    private static void offer(ObjectNode content, Endpoint endpoint, Contract contract, ObjectNode schema) {
        offer(content, JSON, schema);
        (endpoint.underAnyType() ? Stream.of(Contract.values()) : Stream.of(contract))
                .forEach(any -> offer(content, any.mediaType(), schema));
    }

    /** Adds a schema to those that a media type may have. */
    private static void offer(ObjectNode content, String mediaType, ObjectNode schema) {
        var media = content.withObjectProperty(mediaType);
        if (!media.has("schema")) {
            media.set("schema", schema);
        } else if (!media.get("schema").equals(schema)) {
            var either = Json.mapper().createObjectNode();
            either.withArrayProperty("anyOf").add(media.get("schema")).add(schema);
            media.set("schema", either);
        }
    }

    private ObjectNode schema(Type type, Contract contract) {
        var isPage = isOf(type, Page.class);
        ObjectNode data;
        if (isPage) {
            data = Json.mapper().createObjectNode().put("type", "array");
            data.set("items", schemas.of(argument(type)));
        } else {
            data = schemas.of(type);
        }
        var isBare = type instanceof Class<?> raw && raw.isAnnotationPresent(Bare.class);
        var schema = switch (contract) {
            case HOMELAB, CHATOPS, NODES -> data;
            case GOUGH -> isBare ? data : envelope(Envelope.Gough.class, "status", "success", data, isPage);
            case PDU -> isBare ? data : envelope(Envelope.Pdu.class, "success", true, data, isPage);
        };
        if (!schema.equals(data) && type instanceof Class<?> raw && raw.isAnnotationPresent(RepeatedOnTop.class)) {
            for (var name : raw.getAnnotation(RepeatedOnTop.class).value()) {
                schema.withArrayProperty("required").add(name);
                schema.withObjectProperty("properties")
                        .set(name, schemas.properties(raw).get(name));
            }
        }
        return schema;
    }

    private ObjectNode envelope(Class<?> type, String flag, Object value, ObjectNode data, boolean isPage) {
        var schema = Json.mapper().createObjectNode().put("type", "object");
        var properties = schema.putObject("properties");
        properties.setAll(schemas.properties(type).deepCopy());
        properties.putObject(flag).putPOJO("const", value);
        properties.set("data", data);
        var pages = type == Envelope.Gough.class ? Envelope.GoughPages.class : Envelope.PduPages.class;
        properties.set(
                "pagination",
                isPage ? schemas.of(pages) : Json.mapper().createObjectNode().put("type", "null"));
        var required = schema.putArray("required");
        properties.fieldNames().forEachRemaining(required::add);
        return schema;
    }

    private void error(ObjectNode response, int status, Endpoint endpoint, Set<Contract> contracts) {
        response.put("description", description(status));
        var content = response.putObject("content");
        for (var contract : contracts) {
            var schema = schemas.of(
                    switch (contract) {
                        case HOMELAB, CHATOPS, NODES -> ErrorBody.Bare.class;
                        case GOUGH -> ErrorBody.Gough.class;
                        case PDU -> ErrorBody.Pdu.class;
                    });
            offer(content, endpoint, contract, schema);
        }
    }

    private static Set<Integer> refusals(Endpoint endpoint, Set<Contract> contracts) {
        var statuses = new TreeSet<>(Set.of(400, 406, 429, 500, 503));
        var takesQuery = List.of(endpoint.method().getParameterTypes()).contains(Query.class);
        // What everybody may send can have a credential in its body, as a login has.
        if (!(endpoint.access() instanceof Access.Everybody) || endpoint.isCommand()) {
            statuses.add(401);
        }
        if (!(endpoint.access() instanceof Access.Everybody)) {
            statuses.add(403);
        }
        if (endpoint.produces().contains(EVENTS)) {
            statuses.add(426);
        }
        if (endpoint.path().contains("{")) {
            statuses.add(404);
        }
        if (endpoint.takesBody() || takesQuery || endpoint.isCommand()) {
            contracts.forEach(contract -> statuses.add(contract.validationStatus()));
        }
        if (endpoint.takesBody()) {
            statuses.addAll(Set.of(408, 413, 415));
        }
        if (endpoint.isCommand()) {
            statuses.addAll(Set.of(403, 404, 409, 412, 422));
        }
        var fails = endpoint.method().getAnnotation(AlsoFails.class);
        if (fails != null) {
            for (var status : fails.value()) {
                statuses.add(status);
            }
        }
        return statuses;
    }

    private static boolean isOf(Type type, Class<?> generic) {
        return type instanceof ParameterizedType parameterized && parameterized.getRawType() == generic;
    }

    private static Type argument(Type type) {
        return ((ParameterizedType) type).getActualTypeArguments()[0];
    }

    private static String description(int status) {
        return switch (status) {
            case 101 -> "Goes on as a WebSocket, for who asks with Upgrade: websocket";
            case 200 -> "OK";
            case 201 -> "Created; Location says where";
            case 202 -> "Accepted";
            case 400 -> "Malformed or invalid";
            case 401 -> "Credential missing or not good";
            case 403 -> "Not permitted";
            case 404 -> "Not found";
            case 406 -> "Media type not served";
            case 408 -> "Body not there in time";
            case 409 -> "Conflict with what is";
            case 412 -> "Changed since the version in If-Match";
            case 413 -> "Body too long";
            case 415 -> "Body of another media type or coding";
            case 422 -> "Invalid";
            case 426 -> "Not in the one version of WebSocket that there is, 13";
            case 429 -> "Too many requests; Retry-After says when";
            case 500 -> "Unexpected error";
            case 502 -> "Another system failed";
            case 503 -> "Not available now; Retry-After says when";
            case 504 -> "Another system took too long";
            default -> "Status " + status;
        };
    }
}
