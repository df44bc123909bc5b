package dev.fleetledger.drill;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetledger.kit.json.Json;
import dev.fleetledger.providers.Answer;
import dev.fleetledger.providers.Machine;
import dev.fleetledger.providers.Order;
import dev.fleetledger.providers.Sighting;
import dev.fleetledger.providers.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;

/** What instances and the provider's process say to one another, as JSON over HTTP. */
final class ProviderWire {
    private static final ObjectMapper JSON = Json.mapper()
            .copy()
            .addMixIn(Task.class, Typed.class)
            .addMixIn(Answer.class, Typed.class)
            .addMixIn(Sighting.class, Typed.class);

    private ProviderWire() {}

    /** Says which of a sealed interface's records it is. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.MINIMAL_CLASS, property = "type")
    private interface Typed {}

    /** A provider's methods. */
    enum Verb {
        BEGIN,
        LOOK,
        ABORT
    }

    /** What a provider is asked. */
    record Asked(Machine machine, Order order) {}

    /**
     * A call that reached the provider, in the order in which it acted on them.
     *
     * @param claim the order's id
     * @param machine by its system id
     * @param task by its name
     * @param answer by its name
     */
    record Counted(Verb verb, UUID claim, String machine, String task, String answer) {}

    /**
     * What came of a begun order.
     *
     * @param end {@code UnderWay}, {@code Done} or {@code Failed}; {@code Stopped} if it was aborted
     */
    record Run(UUID claim, String machine, String task, String end) {}

    /**
     * All that the provider was asked, and made of it.
     *
     * @param runs in the order in which they began
     * @param lost answers that were never sent, though it was done
     */
    record Report(List<Counted> calls, List<Run> runs, int lost) {}

    static byte[] write(Object value, Class<?> as) {
        try {
            return JSON.writerFor(as).writeValueAsBytes(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static <T> T read(byte[] json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
