package dev.fleetledger.drill;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.fleet.IdempotencyLog;
import dev.fleetledger.schemas.event.RecordedEvent;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Hashes over everything in a fleet's state, whatever areas there are: equal states give equal digests in any process. It
 * is hashed as it is walked, so that nothing is held but the way down to where it is.
 */
final class StateDigest {
    private static final int BYTES = 32;

    private static final ClassValue<List<Method>> ACCESSORS = new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
            var accessors = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getAccessor)
                    .toArray(Method[]::new);
            AccessibleObject.setAccessible(accessors, true);
            return List.of(accessors);
        }
    };

    private StateDigest() {}

    /** The sequence, and the digest of each part and area by its name. */
    static Map<String, String> of(FleetState state) {
        var digests = new TreeMap<String, String>();
        put(digests, state);
        put(digests, state.areas());
        digests.remove("areas");
        digests.put("sequence", Long.toString(state.sequence()));
        return digests;
    }

    private static void put(Map<String, String> digests, Record owner) {
        for (var accessor : ACCESSORS.get(owner.getClass())) {
            digests.put(accessor.getName(), HexFormat.of().formatHex(hash(component(owner, accessor)), 0, BYTES / 4));
        }
    }

    private static byte[] hash(@Nullable Object value) {
        return switch (value) {
            case null -> hashOf("null");
            // What an answer remembers is told by its places in the chain.
            case IdempotencyLog.Answer answer ->
                hashOf(answer.request() + " " + answer.command() + " " + answer.version() + " " + answer.position());
            case RecordedEvent event -> hashOf(event.hash());
            case Record owner -> {
                var digest = digest(owner.getClass().getName());
                ACCESSORS.get(owner.getClass()).forEach(accessor -> digest.update(hash(component(owner, accessor))));
                yield digest.digest();
            }
            case Map<?, ?> map -> sum("map", map.entrySet());
            case Map.Entry<?, ?> entry -> {
                var digest = digest("entry");
                digest.update(hash(entry.getKey()));
                digest.update(hash(entry.getValue()));
                yield digest.digest();
            }
            case Set<?> set -> sum("set", set);
            case Collection<?> list -> {
                var digest = digest("list");
                list.forEach(element -> digest.update(hash(element)));
                yield digest.digest();
            }
            default -> hashOf(value.toString());
        };
    }

    /** Of elements in whatever order. */
    private static byte[] sum(String kind, Collection<?> elements) {
        var sum = BigInteger.ZERO;
        for (var element : elements) {
            sum = sum.add(new BigInteger(1, hash(element)));
        }
        return hashOf(kind + " " + elements.size() + " " + sum);
    }

    private static byte[] hashOf(String text) {
        return digest(text).digest();
    }

    private static MessageDigest digest(String begin) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(begin.getBytes(UTF_8));
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Object component(Record owner, Method accessor) {
        try {
            return accessor.invoke(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
