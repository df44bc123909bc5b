package dev.fleetledger.kit.kafka;

/** Kafka is not as the platform needs it. The message is one sentence for whoever runs it. */
public final class KafkaSetupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public KafkaSetupException(String sentence) {
        super(sentence);
    }

    public KafkaSetupException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
