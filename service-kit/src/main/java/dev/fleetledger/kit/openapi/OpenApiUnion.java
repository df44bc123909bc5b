package dev.fleetledger.kit.openapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;

/** One document of what several services answer. */
final class OpenApiUnion {
    private OpenApiUnion() {}

    /** The first one, with the operations and schemas that only others have. */
    static ObjectNode of(ObjectNode own, Collection<ObjectNode> others) {
        var union = own.deepCopy();
        var paths = union.withObjectProperty("paths");
        var schemas = union.withObjectProperty("components").withObjectProperty("schemas");
        for (var other : others) {
            other.path("paths").properties().forEach(path -> {
                if (path.getValue() instanceof ObjectNode operations) {
                    addMissing(paths.withObjectProperty(path.getKey()), operations);
                }
            });
            if (other.path("components").path("schemas") instanceof ObjectNode more) {
                addMissing(schemas, more);
            }
        }
        return union;
    }

    private static void addMissing(ObjectNode to, ObjectNode from) {
        from.properties().forEach(property -> to.putIfAbsent(property.getKey(), property.getValue()));
    }
}
