package dev.fleetledger.embedded;

/** The platform cannot start or go on. The message is one sentence for whoever runs it: what is wrong, and what cures it. */
public final class PlatformFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public PlatformFailure(String sentence) {
        super(sentence);
    }

    public PlatformFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
