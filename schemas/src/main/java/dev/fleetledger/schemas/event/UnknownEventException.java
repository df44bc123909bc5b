package dev.fleetledger.schemas.event;

import dev.fleetledger.schemas.avro.UnknownSchemaException;

/** An event of a type that only a newer version knows. */
public final class UnknownEventException extends UnknownSchemaException {
    private static final long serialVersionUID = 1L;

    public UnknownEventException(String message) {
        super(message);
    }
}
