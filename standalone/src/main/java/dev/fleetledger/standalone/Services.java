package dev.fleetledger.standalone;

import dev.fleetledger.embedded.PlatformFailure;
import dev.fleetledger.kit.http.health.Readiness;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Waits until every part of every service says that it is ready. */
final class Services {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Services() {}

    /** @throws PlatformFailure if they take too long; names those that did */
    static AutoCloseable await(Readiness readiness) throws InterruptedException {
        var deadline = System.nanoTime() + LIMIT.toNanos();
        while (!readiness.isReady()) {
            if (System.nanoTime() > deadline) {
                throw new PlatformFailure("The platform was not ready within %s s: %s."
                        .formatted(LIMIT.toSeconds(), late(readiness.components())));
            }
            Thread.sleep(PAUSE);
        }
        return () -> {};
    }

    private static String late(Map<String, String> components) {
        return components.entrySet().stream()
                .filter(component -> !component.getValue().equals(Readiness.READY))
                .map(component -> component.getKey() + " is " + component.getValue())
                .collect(Collectors.joining(", "));
    }
}
