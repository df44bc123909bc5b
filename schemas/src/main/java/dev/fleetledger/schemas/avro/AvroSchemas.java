package dev.fleetledger.schemas.avro;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/**
 * The Avro schemas of the records. {@code avro/<Record>.<n>.avsc} are released and frozen; the highest n is the one
 * written. A change of a record is a new file.
 */
final class AvroSchemas {

    private AvroSchemas() {}

    /** All released schemas of a record, oldest first; throws IllegalArgumentException if there is none. */
    static List<Schema> versions(Class<?> type) {
        var schemas = new ArrayList<Schema>();
        while (true) {
            var path = "/avro/%s.%s.avsc".formatted(type.getSimpleName(), schemas.size() + 1);
            try (var file = AvroSchemas.class.getResourceAsStream(path)) {
                if (file == null) {
                    break;
                }
                schemas.add(new Schema.Parser().parse(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (schemas.isEmpty()) {
            throw new IllegalArgumentException(type + " has no schema /avro/" + type.getSimpleName() + ".1.avsc");
        }
        return List.copyOf(schemas);
    }
}
