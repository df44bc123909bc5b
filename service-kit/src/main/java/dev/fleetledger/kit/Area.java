package dev.fleetledger.kit;

import io.dropwizard.lifecycle.Managed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What an area of the fleet, such as its servers, adds to a service.
 *
 * @param resources to be registered with Jersey
 * @param processes to be run along with the service
 * @param readiness what its parts say of themselves, by name
 */
public record Area(List<Object> resources, List<Managed> processes, Map<String, Supplier<String>> readiness) {
    /** An area that answers requests, and does nothing by itself. */
    public static Area of(Object... resources) {
        return new Area(List.of(resources), List.of(), Map.of());
    }

    /** With these processes too, none of which keeps the service from being ready. */
    public Area running(Managed... added) {
        return new Area(
                resources, Stream.concat(processes.stream(), Stream.of(added)).toList(), readiness);
    }

    /** With one more part that the service is not ready without. */
    public Area readyOnce(String name, Supplier<String> state) {
        var parts = new HashMap<>(readiness);
        parts.put(name, state);
        return new Area(resources, processes, Map.copyOf(parts));
    }
}
