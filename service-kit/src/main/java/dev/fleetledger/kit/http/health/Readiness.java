package dev.fleetledger.kit.http.health;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What the parts of this service say of themselves; it is ready once all of them are. */
public final class Readiness {
    /** What a part says that is ready. */
    public static final String READY = "ready";

    private final Map<String, Supplier<String>> components = new ConcurrentHashMap<>();
    private final Set<String> lesser = ConcurrentHashMap.newKeySet();

    /**
     * Adds a part.
     *
     * @param name shown to anyone
     * @param state asked each time, so to be told at once: {@link #READY}, or what it is waiting for in a few words that
     *     anyone may read
     */
    public void register(String name, Supplier<String> state) {
        components.put(name, state);
    }

    /** Adds a part as {@link #register} does, without which this service is of use still, though not for everything. */
    public void registerLesser(String name, Supplier<String> state) {
        lesser.add(name);
        register(name, state);
    }

    /** What each part says now, by name. */
    public Map<String, String> components() {
        var states = new TreeMap<String, String>();
        components.forEach((name, state) -> states.put(name, state.get()));
        return states;
    }

    /** Whether every part is ready, but for lesser ones. */
    public boolean isReady() {
        return isReady(components());
    }

    /** {@link #isReady()} by what the parts said. */
    boolean isReady(Map<String, String> components) {
        return components.entrySet().stream()
                .allMatch(part -> READY.equals(part.getValue()) || lesser.contains(part.getKey()));
    }
}
