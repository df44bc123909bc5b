package dev.fleetledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who looks for something is told by the packages where it lives. */
class PackagesTest {
    private static final String INFO = "package-info.java";
    private static final int MOST = 15;

    @Test
    @DisplayName("Each package of main code says what lives there")
    void eachSaysWhatLivesThere() throws IOException {
        assertThat(packages().keySet())
                .hasSizeGreaterThan(80)
                .allSatisfy(folder -> assertThat(folder.resolve(INFO))
                        .content()
                        .matches("(?s).*/\\*\\*\\W+\\w.{20,}?\\*/\\s*@NullMarked\\s+package .*"));
    }

    @Test
    @DisplayName("No room of kit.http is a heap")
    void noRoomOfHttpIsAHeap() throws IOException {
        var rooms = packages();
        rooms.keySet().removeIf(folder -> !folder.toString().contains("/kit/http"));
        assertThat(rooms)
                .hasSizeGreaterThan(8)
                .allSatisfy((folder, files) ->
                        assertThat(files).as(folder.toString()).hasSizeLessThanOrEqualTo(MOST));
    }

    /** The sources of main code, by their folder. */
    private static Map<Path, List<Path>> packages() throws IOException {
        try (var files = Files.find(
                Path.of(".."),
                20,
                (file, attributes) -> file.toString().matches("\\.\\./[^/]+/src/main/java/.*\\.java"))) {
            return files.collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.toList()));
        }
    }
}
