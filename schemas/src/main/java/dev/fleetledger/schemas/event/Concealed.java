package dev.fleetledger.schemas.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What the ledger keeps and nobody is shown: a sealed secret, or a keyed hash of one.
 *
 * @param value as the keyset made it
 */
public record Concealed(@JsonValue String value) {

    @JsonCreator
    public Concealed {}

    /** Says nothing of the value. */
    @Override
    public String toString() {
        return "********";
    }
}
