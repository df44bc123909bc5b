package dev.fleetledger.agent;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One look at the machine that may fail: in containers and on odd hardware much is missing. */
final class Reading {
    private static final Logger LOG = LoggerFactory.getLogger(Reading.class);
    private static final Set<String> FAILED = ConcurrentHashMap.newKeySet();

    private Reading() {}

    /** What the reader finds; empty if it fails, which is said once. A failed native library is a LinkageError. */
    static <T> Optional<T> of(String what, Supplier<@Nullable T> reader) {
        try {
            return Optional.ofNullable(reader.get());
        } catch (RuntimeException | LinkageError e) {
            if (FAILED.add(what)) {
                LOG.warn("This machine does not tell its {}: {}", what, e.toString());
            }
            return Optional.empty();
        }
    }
}
