package dev.fleetledger.kit.http;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What the parts of this service say of themselves; it is ready once all of them are. */
public final class Readiness {
    /** What a part says that is ready. */
    public static final String READY = "ready";

    private final Map<String, Supplier<String>> components = new ConcurrentHashMap<>();

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

    /** What each part says now, by name. */
    public Map<String, String> components() {
        var states = new TreeMap<String, String>();
        components.forEach((name, state) -> states.put(name, state.get()));
        return states;
    }

    /** Whether every part is ready. */
    public boolean isReady() {
        return components().values().stream().allMatch(READY::equals);
    }
}
