package dev.fleetledger.kit.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.google.common.base.Suppliers;
import dev.fleetledger.kit.json.Json;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Documents as they are sent in each form, which is made when it is first asked for.
 *
 * @param documents that of this service, and then the others'
 */
record Rendition(List<ObjectNode> documents, Supplier<byte[]> json, Supplier<byte[]> yaml, Supplier<byte[]> postman) {
    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER));

    static Rendition of(List<ObjectNode> documents) {
        Supplier<ObjectNode> union =
                () -> OpenApiUnion.of(documents.getFirst(), documents.subList(1, documents.size()));
        return new Rendition(
                documents,
                once(() -> bytes(Json.mapper(), union.get())),
                once(() -> bytes(YAML, union.get())),
                once(() -> bytes(Json.mapper(), PostmanCollection.of(union.get()))));
    }

    /** Whether it is of these very documents: they are replaced, never changed. */
    @SuppressWarnings("ReferenceEquality") // To compare all that they say takes as long as to write it.
    boolean isOf(List<ObjectNode> others) {
        return documents.size() == others.size()
                && IntStream.range(0, documents.size()).allMatch(i -> documents.get(i) == others.get(i));
    }

    private static Supplier<byte[]> once(Supplier<byte[]> bytes) {
        return Suppliers.memoize(bytes::get);
    }

    private static byte[] bytes(ObjectMapper form, Object document) {
        try {
            return form.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("documentation that cannot be written", e);
        }
    }
}
