package dev.fleetledger.command.power;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * A PDU as a client creates it.
 *
 * @param totalSockets made with it, for good
 */
public record NewPdu(
        @JsonUnwrapped @Valid PduBody pdu,

        @NotNull @Min(value = 1, message = NewPdu.SOCKETS_MESSAGE) @Max(value = 48, message = NewPdu.SOCKETS_MESSAGE)
        Integer totalSockets) {
    private static final String SOCKETS_MESSAGE = "Socket count must be between 1 and 48";

    /** What it changes of one that is there; it confirms nothing. */
    PduChanges changes() {
        return new PduChanges(pdu, totalSockets, null);
    }
}
