package dev.fleetledger.agent;

/** A setting that cannot be used. The message is one sentence that names it, and never shows a secret. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigException(String message) {
        super(message);
    }
}
