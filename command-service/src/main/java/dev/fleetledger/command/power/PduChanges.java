package dev.fleetledger.command.power;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;

/**
 * A PDU as a client changes it.
 *
 * @param totalSockets refused unless it is what it was
 * @param confirm that the voltage may change although devices draw power
 */
public record PduChanges(
        @JsonUnwrapped @Valid PduBody pdu,
        @Nullable Integer totalSockets,
        @Nullable Boolean confirm) {}
