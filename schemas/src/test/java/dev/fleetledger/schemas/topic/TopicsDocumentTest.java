package dev.fleetledger.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds docs/topics.md to the catalogue; when it fails, its message has the page as it should be. */
class TopicsDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "topics.md");

    @Test
    void theDocumentSaysWhatTheCatalogueSays() throws IOException {
        assertThat(Files.readString(DOCUMENT)).isEqualTo(render());
    }

    private static String render() {
        var rows = Topics.all().stream()
                .map(topic -> "| `%s` | %s | %s | %s | %s |\n"
                        .formatted(
                                topic.topicName(), topic.partitions(), topic.key(), topic.meaning(), settings(topic)))
                .collect(Collectors.joining());
        return """
                # Topics

                The catalogue in `schemas`, from which the topics are made and checked at every start.

                | topic | partitions | key | what it holds | settings |
                |---|---|---|---|---|
                %s""".formatted(rows);
    }

    private static String settings(TopicSpec topic) {
        return new TreeMap<>(topic.settings())
                .entrySet().stream()
                        .map(setting -> "`" + setting.getKey() + "=" + setting.getValue() + "`")
                        .collect(Collectors.joining(" "));
    }
}
