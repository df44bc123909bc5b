package dev.fleetledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What CONTRIBUTING.md says an area is made of is what the area of servers is made of. */
class ContributingTest {
    /** Such as {@code <Area>Command}, with a folder or without. */
    private static final Pattern FILE = Pattern.compile("`([\\w/<>-]*<Area>\\w*)(?:\\.java)?`");
    /** A type of which the table says that it has a line for each area, such as {@code fleet.Areas}. */
    private static final Pattern LIST = Pattern.compile("in `(?:[a-z]+\\.)?([A-Z]\\w+)[.\\w]*`");

    private final List<String> lines =
            read(Path.of("..", "CONTRIBUTING.md")).lines().toList();
    private final List<Path> sources = sources();

    @Test
    @DisplayName("Each file that an area has is where it is said to be")
    void theFilesAreThere() {
        var files = lines.stream()
                .flatMap(line -> FILE.matcher(line).results().map(found -> folder(line) + found.group(1)))
                .map(path -> path.replace("<area>", "server").replace("<Area>", "Server"))
                .toList();
        assertThat(files)
                .hasSizeGreaterThan(12)
                .allSatisfy(file -> assertThat(sources)
                        .anyMatch(
                                source -> source.toString().matches(".*/" + file.replace("/", "/(.*/)?") + "\\.java")));
    }

    @Test
    @DisplayName("Each list of areas that the table names has a line for it")
    void theListsHaveALine() {
        var lists = lines.stream()
                .filter(line -> !folder(line).isEmpty())
                .flatMap(line -> LIST.matcher(line).results().map(found -> found.group(1)))
                .toList();
        assertThat(lists)
                .hasSizeGreaterThan(4)
                .allSatisfy(list -> assertThat(sources)
                        .filteredOn(source -> source.endsWith(list + ".java"))
                        .isNotEmpty()
                        .allSatisfy(source -> assertThat(read(source)).containsPattern("\\bServer(Area|Event)?\\b")));
    }

    /** The first cell, if the line is a row of the table; else none. */
    private static String folder(String line) {
        return line.startsWith("| `") ? line.substring(3, line.indexOf('`', 3)) + "/" : "";
    }

    private static List<Path> sources() {
        try (var files = Files.find(
                Path.of(".."),
                20,
                (file, attributes) -> file.toString().matches("\\.\\./[^/]+/src/(main|test)/java/.*\\.java"))) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
