package dev.fleetledger.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the instances hold in memory, compared with one another. */
final class States {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private States() {}

    /** What is still wrong after a while in which they may catch up: who does not answer, and what differs. */
    static List<String> differences(Rig rig) {
        var found = new ArrayList<String>();
        Waiting.until(PATIENCE, () -> {
            found.clear();
            var told = new TreeMap<String, Optional<Map<String, String>>>();
            rig.instances().forEach(instance -> told.put(instance.name(), instance.digests(Rig.fleets())));
            found.addAll(compare(told));
            return found.isEmpty();
        });
        return List.copyOf(found);
    }

    /** @param told the digests of each instance, empty of one that does not answer */
    static List<String> compare(Map<String, Optional<Map<String, String>>> told) {
        var wrong = new ArrayList<String>();
        var states = new TreeMap<String, Map<String, String>>();
        told.forEach((name, digests) -> digests.ifPresentOrElse(
                state -> states.put(name, state), () -> wrong.add(name + " does not tell the state that it holds")));
        var parts = new TreeSet<String>();
        states.values().forEach(state -> parts.addAll(state.keySet()));
        for (var part : parts) {
            var held = new TreeMap<String, String>();
            states.forEach((name, state) -> held.put(name, Objects.requireNonNullElse(state.get(part), "none")));
            if (held.values().stream().distinct().count() > 1) {
                wrong.add("the instances differ in " + part + ": " + held);
            }
        }
        return wrong;
    }
}
