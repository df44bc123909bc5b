package dev.fleetledger.schemas.event;

import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.FleetId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an event besides its content; carried as record headers under the names of CloudEvents 1.0
 * (https://github.com/cloudevents/spec) where it has one.
 *
 * @param id of the event, unique
 * @param type the {@link EventType} name
 * @param source the instance that wrote it
 * @param time when it was decided; never before the fleet's previous event; milliseconds
 * @param subject whose history it belongs to
 * @param sequence counted per fleet from 1 without gaps
 * @param version counted per aggregate from 1 without gaps
 * @param actor who asked: {@code user:1}, {@code api-key:<id>} or {@code system:<name>}
 * @param address the network address of who asked, if it came by network
 * @param reason why, in the words of who asked
 * @param command the command that caused it
 * @param correlation the request or process that everything caused by it shares
 * @param causation the event that triggered the command, if one did
 * @param traceparent W3C trace context, if it was sent
 * @param idempotency the client's idempotency key in the form {@link Idempotency} keeps, if it sent one
 */
public record EventMetadata(
        UUID id,
        String type,
        String source,
        Instant time,
        AggregateRef subject,
        FleetId fleet,
        long sequence,
        long version,
        String actor,
        @Nullable String address,
        @Nullable String reason,
        UUID command,
        UUID correlation,
        @Nullable UUID causation,
        @Nullable String traceparent,
        @Nullable Idempotency idempotency) {

    /**
     * A client-supplied key, told apart by who sent it and for what.
     *
     * @param scope keyed hash of principal, route and key, in hex
     * @param request keyed hash of the request, in hex
     * @param brief whether the gateway made it for one request, so that it need not be remembered for long
     */
    public record Idempotency(String scope, String request, boolean brief) {
        /** A client's own. */
        public Idempotency(String scope, String request) {
            this(scope, request, false);
        }
    }
}
