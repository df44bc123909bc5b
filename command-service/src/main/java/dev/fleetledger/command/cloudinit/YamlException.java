package dev.fleetledger.command.cloudinit;

/** A text is no YAML that can be taken; the message says where and why. */
final class YamlException extends Exception {
    private static final long serialVersionUID = 1L;

    YamlException(String message) {
        super(message);
    }

    YamlException(String message, Throwable cause) {
        super(message, cause);
    }
}
