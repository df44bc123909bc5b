package dev.fleetledger.ingest.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.fleetledger.ingest.batch.Reason;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.http.failure.Problem;
import dev.fleetledger.kit.http.failure.ProblemException;
import dev.fleetledger.kit.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Takes a JSON body apart into items, one at a time. */
public final class JsonItems {
    private static final ObjectReader ITEM =
            Json.mapper().reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private JsonItems() {}

    /**
     * The elements of the body's array; throws a 400 where it is no JSON, a 413 at an item of too many tokens, a 422 where
     * there is no array.
     *
     * @param field of the body's object that holds the array; empty if the body is the array
     */
    public static void of(byte[] body, String field, Consumer<JsonNode> each) {
        try (var parser = parser(body)) {
            var found = field.isEmpty() ? elements(parser, field, each) : member(parser, field, each);
            if (!found) {
                throw new RejectedException(new Rejection.Invalid(FieldError.missing(field)));
            }
            if (parser.nextToken() != null) {
                throw malformed("");
            }
        } catch (BoundedJson.TooManyTokensException e) {
            throw new ProblemException(
                    Problem.tooLarge(Reason.METRICS_PER_ITEM.wireName() + ": " + e.getOriginalMessage()));
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw malformed(at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr());
        } catch (IOException e) {
            throw malformed("");
        }
    }

    /** One item alone; throws a JsonProcessingException where it is no JSON, or has more tokens than an item may have. */
    static JsonNode one(byte[] body, int from, int to) throws IOException {
        try (var parser = new BoundedJson(Json.mapper().createParser(new SentText(body, from, to)))) {
            return Json.mapper().reader().readTree(parser);
        }
    }

    private static BoundedJson parser(byte[] body) throws IOException {
        return new BoundedJson(
                SentText.isUtf8(body)
                        ? Json.mapper().createParser(body)
                        : Json.mapper().createParser(new SentText(body, 0, body.length)));
    }

    private static boolean member(BoundedJson parser, String field, Consumer<JsonNode> each) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            throw notA("", "object");
        }
        var found = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            if (parser.currentName().equals(field)) {
                found = elements(parser, field, each);
            } else {
                parser.nextToken();
                parser.skipChildren();
            }
        }
        return found;
    }

    private static boolean elements(BoundedJson parser, String field, Consumer<JsonNode> each) throws IOException {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            throw notA(field, "array");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            each.accept(ITEM.readTree(parser));
            parser.beginItem();
        }
        return true;
    }

    private static RejectedException notA(String field, String type) {
        return new RejectedException(new Rejection.Invalid(new FieldError(
                "body", field.isEmpty() ? List.of() : List.of(field), "must be an " + type, "type_error", null, type)));
    }

    private static ProblemException malformed(String place) {
        return new ProblemException(Problem.malformed("Malformed JSON" + place));
    }
}
