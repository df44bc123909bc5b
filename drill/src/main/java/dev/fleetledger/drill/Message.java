package dev.fleetledger.drill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the drill and an instance's process say to one another, a line each. */
final class Message {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Message() {}

    /** What an instance is asked to do. */
    enum Operation {
        REGISTER,
        RENAME,
        DELETE,
        /** Have any server go through any job that is possible now. */
        JOB,
        /** Have any job stopped. */
        CANCEL,
        /** Tell how many jobs there are. */
        JOBS,
        /** Tell the sequence of the fleet's last event, as far as was read. */
        READ,
        /** Tell the state of all fleets. */
        DIGEST
    }

    /**
     * @param call to tell the answers apart
     * @param slug of the server
     * @param key the idempotency key, if any
     */
    record Ask(
            long call,
            Operation operation,
            String fleet,
            String slug,
            @Nullable String key) {}

    /** What became of it. */
    enum Outcome {
        ACCEPTED,
        REFUSED,
        UNAVAILABLE,
        READ,
        JOBS,
        DIGEST
    }

    /**
     * @param detail the refusal's code, or why it is unavailable
     * @param sequence of the last event written or read, 0 if there is none; of jobs how many were asked for
     * @param digests of the fleets' states, by the fleet's name and the part of its state
     */
    record Answer(long call, Outcome outcome, @Nullable String detail, long sequence, Map<String, String> digests) {}

    static String write(Object message) {
        try {
            return JSON.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static <T> T read(String line, Class<T> type) {
        try {
            return JSON.readValue(line, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not a message: " + line, e);
        }
    }
}
