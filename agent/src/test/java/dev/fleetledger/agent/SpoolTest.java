package dev.fleetledger.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolTest {
    @TempDir
    private Path temp;

    private Path folder;

    @BeforeEach
    void choose() {
        folder = temp.resolve("not/there/yet");
    }

    private Buffer open(int limit) {
        return new Buffer(limit, Spool.open(folder));
    }

    private static List<String> drain(Buffer buffer) {
        var bodies = new ArrayList<String>();
        for (var entry = buffer.oldest(); entry.isPresent(); entry = buffer.oldest()) {
            bodies.add(entry.get().body());
            buffer.remove(entry.get());
        }
        return bodies;
    }

    private List<Path> files() throws IOException {
        try (var all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "fa-IR", "mr-IN", "ne-NP", "th-TH-u-nu-thai", "tr-TR"})
    void whatWaitsOutlivesTheAgentInEveryLocale(String tag) throws IOException {
        var before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(tag));
        try {
            try (var buffer = open(20)) {
                buffer.add(Samples.json(1));
                buffer.add(Samples.json(2));
            }
            assertThat(files())
                    .hasSize(2)
                    .allSatisfy(
                            file -> assertThat(file.getFileName().toString()).matches("[0-9]{18}\\.json"));
            try (var buffer = open(20)) {
                assertThat(drain(buffer)).containsExactly(Samples.json(1), Samples.json(2));
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void whatWaitsOutlivesTheAgentInItsOrder() throws IOException {
        try (var buffer = open(20)) {
            for (var minute = 0; minute < 12; minute++) {
                buffer.add(Samples.json(minute));
            }
            buffer.remove(buffer.oldest().orElseThrow());
        }
        try (var buffer = open(20)) {
            buffer.add(Samples.json(12));
            assertThat(drain(buffer))
                    .hasSize(12)
                    .startsWith(Samples.json(1), Samples.json(2))
                    .endsWith(Samples.json(11), Samples.json(12));
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void theFolderIsBoundedToo() throws IOException {
        try (var buffer = open(3)) {
            for (var minute = 0; minute < 5; minute++) {
                buffer.add(Samples.json(minute));
            }
        }
        assertThat(files()).hasSize(3);
        try (var buffer = open(2)) {
            assertThat(files()).hasSize(2);
            assertThat(drain(buffer)).containsExactly(Samples.json(3), Samples.json(4));
        }
    }

    @Test
    void aHalfWrittenFileIsRemovedAndTheRestIsSent() throws IOException {
        try (var buffer = open(5)) {
            buffer.add(Samples.json(0));
            buffer.add(Samples.json(1));
        }
        Files.writeString(files().getFirst(), Samples.json(0).substring(0, 40));
        Files.writeString(folder.resolve("notes.json"), "not ours");
        try (var buffer = open(5)) {
            assertThat(drain(buffer)).containsExactly(Samples.json(1));
        }
        assertThat(files()).containsExactly(folder.resolve("notes.json"));
    }

    @Test
    void aFolderBelongsToOneAgentAtATime() {
        try (var buffer = open(5)) {
            assertThat(buffer.size()).isZero();
            assertThatThrownBy(() -> open(5))
                    .isInstanceOf(ConfigException.class)
                    .hasMessage("FLEET_SPOOL: " + folder + " is in use by another agent.");
        }
        try (var buffer = open(5)) {
            assertThat(buffer.size()).isZero();
        }
    }

    @Test
    void aFolderThatCannotBeIsAConfigError() throws IOException {
        Files.writeString(temp.resolve("not"), "a file");
        assertThatThrownBy(() -> open(5))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("FLEET_SPOOL: " + folder + " cannot be used");
    }

    @Test
    void aFolderThatVanishesCostsOnlyTheRestart() throws IOException {
        try (var buffer = open(5);
                var log = new CapturedLog()) {
            Files.delete(folder.resolve("lock"));
            Files.delete(folder);
            buffer.add(Samples.json(0));
            buffer.add(Samples.json(1));
            assertThat(drain(buffer)).containsExactly(Samples.json(0), Samples.json(1));
            assertThat(log.text().lines().filter(line -> line.contains("in memory only")))
                    .hasSize(1);
        }
    }
}
