package dev.fleetledger.schemas.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * The Avro schemas of the events. {@code avro/<Event>.<n>.avsc} are released and frozen; the highest n is the one
 * written. A change of an event is a new file.
 */
public final class EventSchemas {
    private static final EventSchemas ALL = new EventSchemas();

    private final Map<Class<? extends FleetEvent>, List<Schema>> versions = new HashMap<>();
    private final Map<Long, Schema> byFingerprint = new HashMap<>();

    private EventSchemas() {
        for (var event : EventCatalog.events()) {
            var released = load(event.getSimpleName());
            versions.put(event, released);
            for (var schema : released) {
                byFingerprint.put(SchemaNormalization.parsingFingerprint64(schema), schema);
            }
        }
    }

    /** All released schemas of an event, oldest first. */
    public static List<Schema> versions(Class<? extends FleetEvent> event) {
        var schemas = ALL.versions.get(event);
        if (schemas == null) {
            throw new IllegalArgumentException(event + " is no event");
        }
        return schemas;
    }

    /** The schema that is written. */
    static Schema current(Class<? extends FleetEvent> event) {
        return versions(event).getLast();
    }

    /** The schema of that CRC-64-AVRO fingerprint; throws {@link UnknownEventException} if it is unknown. */
    static Schema find(long fingerprint) {
        var schema = ALL.byFingerprint.get(fingerprint);
        if (schema == null) {
            throw new UnknownEventException(
                    "schema %016x of an event is unknown to this version".formatted(fingerprint));
        }
        return schema;
    }

    private static List<Schema> load(String event) {
        var schemas = new ArrayList<Schema>();
        while (true) {
            var path = "/avro/%s.%d.avsc".formatted(event, schemas.size() + 1);
            try (var file = EventSchemas.class.getResourceAsStream(path)) {
                if (file == null) {
                    break;
                }
                schemas.add(new Schema.Parser().parse(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (schemas.isEmpty()) {
            throw new IllegalStateException("event " + event + " has no schema /avro/" + event + ".1.avsc");
        }
        return List.copyOf(schemas);
    }
}
