package dev.fleetledger.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetledger.embedded.PlatformFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class KafkaOptionsTest {
    @Command
    private static final class Any {
        @Mixin
        private final KafkaOptions kafka = new KafkaOptions();
    }

    @TempDir
    private Path folder;

    @Test
    void withoutAnAddressItIsTheDataFolders() {
        assertThat(parse().settings()).isEmpty();
    }

    @Test
    void theClientGetsTheFilesProperties() throws IOException {
        var file = Files.writeString(folder.resolve("client.properties"), "security.protocol=SSL\n# a comment\n");
        var settings = parse("--bootstrap", "kafka:9093", "--command-config", file.toString())
                .settings()
                .orElseThrow();
        assertThat(settings.client(Map.of()))
                .containsEntry("bootstrap.servers", "kafka:9093")
                .containsEntry("security.protocol", "SSL");
        assertThat(settings.clientProperties()).containsOnlyKeys("security.protocol");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        var options = parse("--bootstrap", "kafka:9093", "--command-config", "nowhere.properties");
        assertThatThrownBy(options::settings)
                .isInstanceOf(PlatformFailure.class)
                .hasMessageContaining("nowhere.properties");
    }

    private static KafkaOptions parse(String... arguments) {
        var any = new Any();
        new CommandLine(any).parseArgs(arguments);
        return any.kafka;
    }
}
