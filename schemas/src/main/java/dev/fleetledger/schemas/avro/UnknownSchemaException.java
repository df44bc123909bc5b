package dev.fleetledger.schemas.avro;

/** A record that a newer version wrote. It stops its reader: to skip it would be to answer from half the truth. */
public class UnknownSchemaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnknownSchemaException(String message) {
        super(message);
    }
}
