package dev.fleetledger.drill;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.fleet.IdempotencyLog;
import dev.fleetledger.schemas.event.RecordedEvent;
import java.lang.reflect.RecordComponent;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A hash over everything in a fleet's state, whatever areas there are: equal states give equal digests in any process. */
final class StateDigest {
    private StateDigest() {}

    /** The sequence, then the hash. */
    static String of(FleetState state) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text(state).getBytes(UTF_8));
            return state.sequence() + " " + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            // What an answer remembers is told by its places in the chain.
            case IdempotencyLog.Answer answer ->
                answer.events().stream()
                        .map(RecordedEvent::hash)
                        .collect(Collectors.joining(
                                ",",
                                "answer(" + answer.request() + ",",
                                "," + answer.state().hash() + ")"));
            case Record components ->
                Arrays.stream(components.getClass().getRecordComponents())
                        .map(component -> component.getName() + "=" + text(component(components, component)))
                        .collect(Collectors.joining(",", components.getClass().getSimpleName() + "(", ")"));
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> text(entry.getKey()) + ":" + text(entry.getValue()))
                        .sorted()
                        .collect(Collectors.joining(",", "{", "}"));
            case Set<?> set -> set.stream().map(StateDigest::text).sorted().collect(Collectors.joining(",", "<", ">"));
            case Collection<?> list -> list.stream().map(StateDigest::text).collect(Collectors.joining(",", "[", "]"));
            default -> value.toString();
        };
    }

    private static @Nullable Object component(Record owner, RecordComponent component) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
