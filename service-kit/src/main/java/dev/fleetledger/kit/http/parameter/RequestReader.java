package dev.fleetledger.kit.http.parameter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Suppliers;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.http.binding.Binder;
import dev.fleetledger.kit.http.body.BodyReader;
import dev.fleetledger.kit.http.failure.Problem;
import dev.fleetledger.kit.http.failure.ProblemException;
import dev.fleetledger.kit.json.Json;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads bodies and queries. */
final class RequestReader {
    private final Binder bodies = new Binder(Json.bodies());
    private final Binder queries = new Binder(Json.texts());
    private final CsvReader tables = new CsvReader();
    private final BodyReader bytes;

    RequestReader(BodyReader bytes) {
        this.bytes = bytes;
    }

    Body.Content<Object> body(ContainerRequestContext request, JavaType type) {
        var bytes = this.bytes.read(request);
        if (bytes.length == 0) {
            var empty = Json.mapper().createObjectNode();
            return new Body.Content<>(empty, bodies.bind(empty, type, "body"));
        }
        checkMediaType(request, RequestReader::isJson, "application/json");
        var sent = parse(bytes);
        return new Body.Content<>(sent, bodies.bind(sent, type, "body"));
    }

    <T extends Record> List<CsvRow<T>> rows(ContainerRequestContext request, Class<T> type) {
        var bytes = this.bytes.read(request);
        checkMediaType(
                request, sent -> (sent.getType() + "/" + sent.getSubtype()).equalsIgnoreCase(Csv.TYPE), Csv.TYPE);
        return tables.read(bytes, type);
    }

    /** Reads queries as that type; what it is made of is found once. */
    Function<ContainerRequestContext, Object> queries(JavaType type) {
        var parameters = Json.texts().getDeserializationConfig().introspect(type).findProperties().stream()
                .map(QueryParameter::of)
                .toList();
        // A query without any of them always says the same.
        var nothing = Suppliers.memoize(() -> queries.bind(Json.texts().createObjectNode(), type, "query"));
        return request -> {
            var sent = request.getUriInfo().getQueryParameters();
            return sent.isEmpty() ? nothing.get() : queries.bind(tree(sent, parameters), type, "query");
        };
    }

    private record QueryParameter(String name, boolean isMany) {
        static QueryParameter of(BeanPropertyDefinition property) {
            var type = property.getRawPrimaryType();
            return new QueryParameter(property.getName(), type == List.class || type == Set.class);
        }
    }

    private static ObjectNode tree(MultivaluedMap<String, String> sent, List<QueryParameter> parameters) {
        var tree = Json.texts().createObjectNode();
        var errors = new ArrayList<FieldError>();
        for (var parameter : parameters) {
            var name = parameter.name();
            var values = sent.getOrDefault(name, List.of()).stream()
                    .filter(value -> !value.isEmpty())
                    .toList();
            if (parameter.isMany()) {
                values.forEach(tree.withArrayProperty(name)::add);
            } else if (values.size() > 1) {
                errors.add(new FieldError(
                        "query", List.of(name), "sent more than once", "value_error", null, "one value"));
            } else if (!values.isEmpty()) {
                tree.put(name, values.getFirst());
            }
        }
        if (!errors.isEmpty()) {
            throw new RejectedException(new Rejection.Invalid(errors));
        }
        return tree;
    }

    private static void checkMediaType(ContainerRequestContext request, Predicate<MediaType> right, String expected) {
        var type = request.getMediaType();
        if (type != null && !(right.test(type) && isUtf8(type))) {
            throw new ProblemException(Problem.unsupportedMediaType("The body must be " + expected + " in UTF-8"));
        }
    }

    private static boolean isJson(MediaType type) {
        var subtype = type.getSubtype().toLowerCase(Locale.ROOT);
        return type.getType().equalsIgnoreCase("application") && (subtype.equals("json") || subtype.endsWith("+json"));
    }

    private static boolean isUtf8(MediaType type) {
        return type.getParameters()
                .getOrDefault(MediaType.CHARSET_PARAMETER, "utf-8")
                .equalsIgnoreCase("utf-8");
    }

    private static ObjectNode parse(byte[] bytes) {
        JsonNode node;
        try {
            node = Json.bodies().readTree(bytes);
        } catch (StreamConstraintsException e) {
            throw new ProblemException(Problem.malformed("JSON of more than " + Json.MOST_TOKENS
                    + " tokens, or too deep, or with a name, number or text that is too long" + place(e)));
        } catch (JsonProcessingException e) {
            throw new ProblemException(Problem.malformed("Malformed JSON" + place(e)));
        } catch (IOException e) {
            throw new ProblemException(Problem.malformed("Malformed JSON"));
        }
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new RejectedException(new Rejection.Invalid(
                new FieldError("body", List.of(), "value is not an object", "type_error.dict", null, "object")));
    }

    private static String place(JsonProcessingException e) {
        var at = e.getLocation();
        return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }
}
