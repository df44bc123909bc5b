package dev.fleetledger.schemas.event;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every event there is, found by walking the sealed hierarchy: an event cannot be forgotten here. */
public final class EventCatalog {
    private static final Map<String, Class<? extends FleetEvent>> BY_TYPE =
            leaves(FleetEvent.class).collect(Collectors.toUnmodifiableMap(EventCatalog::typeOf, Function.identity()));

    private EventCatalog() {}

    /** All event classes. */
    public static Collection<Class<? extends FleetEvent>> events() {
        return BY_TYPE.values();
    }

    /** The wire name of an event. */
    public static String typeOf(FleetEvent event) {
        return typeOf(event.getClass());
    }

    /** The wire name of an event class; throws IllegalStateException if it has none. */
    public static String typeOf(Class<? extends FleetEvent> event) {
        var type = event.getAnnotation(EventType.class);
        if (type == null) {
            throw new IllegalStateException(event + " has no @EventType");
        }
        return type.value();
    }

    /** The class of a wire name; throws {@link UnknownEventException} if this reader does not know it. */
    static Class<? extends FleetEvent> classOf(String type) {
        var event = BY_TYPE.get(type);
        if (event == null) {
            throw new UnknownEventException("event type " + type + " is unknown to this version");
        }
        return event;
    }

    private static Stream<Class<? extends FleetEvent>> leaves(Class<?> sealed) {
        return sealed.isSealed()
                ? Arrays.stream(sealed.getPermittedSubclasses()).flatMap(EventCatalog::leaves)
                : Stream.of(sealed.asSubclass(FleetEvent.class));
    }
}
