package dev.fleetledger.kit.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** Reads bodies and queries. */
final class RequestReader {
    private final Binder bodies = new Binder(Json.mapper());
    private final Binder queries = new Binder(Json.texts());
    private final CsvReader tables = new CsvReader();
    private final int longestBody;

    RequestReader(int longestBody) {
        this.longestBody = longestBody;
    }

    Body.Content<Object> body(ContainerRequestContext request, JavaType type) {
        var call = Call.of(request);
        if (call != null) {
            call.requireAcceptable();
        }
        var bytes = bytes(request);
        if (bytes.length == 0) {
            var empty = Json.mapper().createObjectNode();
            return new Body.Content<>(empty, bodies.bind(empty, type, "body"));
        }
        checkMediaType(request, RequestReader::isJson, "application/json");
        var sent = parse(bytes);
        return new Body.Content<>(sent, bodies.bind(sent, type, "body"));
    }

    <T> List<CsvRow<T>> rows(ContainerRequestContext request, Class<T> type) {
        var call = Call.of(request);
        if (call != null) {
            call.requireAcceptable();
        }
        var bytes = bytes(request);
        checkMediaType(
                request, sent -> (sent.getType() + "/" + sent.getSubtype()).equalsIgnoreCase(Csv.TYPE), Csv.TYPE);
        return tables.read(bytes, type);
    }

    Object query(ContainerRequestContext request, JavaType type) {
        var tree = Json.texts().createObjectNode();
        var sent = request.getUriInfo().getQueryParameters();
        var errors = new ArrayList<FieldError>();
        for (var property :
                Json.texts().getDeserializationConfig().introspect(type).findProperties()) {
            var name = property.getName();
            var values = sent.getOrDefault(name, List.of()).stream()
                    .filter(value -> !value.isEmpty())
                    .toList();
            if (property.getRawPrimaryType() == List.class || property.getRawPrimaryType() == Set.class) {
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
        return queries.bind(tree, type, "query");
    }

    private byte[] bytes(ContainerRequestContext request) {
        // Said to be longer, it is not even begun.
        if (request.getLength() > longestBody) {
            throw new ProblemException(Problem.tooLarge(longestBody));
        }
        try {
            var bytes = request.getEntityStream().readNBytes(longestBody + 1);
            if (bytes.length > longestBody) {
                throw new ProblemException(Problem.tooLarge(longestBody));
            }
            return bytes;
        } catch (IOException e) {
            throw new ProblemException(Problem.malformed("The body broke off"));
        }
    }

    private static void checkMediaType(ContainerRequestContext request, Predicate<MediaType> right, String expected) {
        var encoding = request.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new ProblemException(Problem.unsupportedMediaType("The body must not be compressed"));
        }
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
            node = Json.mapper().readTree(bytes);
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
