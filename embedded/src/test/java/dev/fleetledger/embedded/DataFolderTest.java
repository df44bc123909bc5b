package dev.fleetledger.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path parent = Path.of("");

    @Test
    void a_new_folder_is_its_owners_alone() throws Exception {
        try (var folder = DataFolder.open(parent.resolve("a/b"))) {
            assertThat(folder.path()).isEqualTo(parent.resolve("a/b"));
            for (var path : new Path[] {folder.path(), folder.kafka(), folder.postgres(), folder.streams()}) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                        .isEqualTo("rwx------");
            }
        }
    }

    @Test
    void it_opens_again_after_a_close() throws Exception {
        try (var folder = DataFolder.open(parent)) {
            Files.writeString(folder.path().resolve("credentials.json"), "{}");
        }
        try (var folder = DataFolder.open(parent)) {
            assertThat(folder.path().resolve("credentials.json")).exists();
        }
    }

    @Test
    void a_second_platform_learns_who_has_the_folder() {
        try (var folder = DataFolder.open(parent)) {
            assertThatThrownBy(() -> DataFolder.open(folder.path()))
                    .isInstanceOf(PlatformFailure.class)
                    .hasMessage("Another platform, process "
                            + ProcessHandle.current().pid() + ", runs on the data in " + parent
                            + "; stop it, or name another folder.");
        }
    }

    @Test
    void data_of_another_format_is_left_alone() throws Exception {
        DataFolder.open(parent).close();
        Files.writeString(parent.resolve("version"), "7\n");
        assertThatThrownBy(() -> DataFolder.open(parent))
                .isInstanceOf(PlatformFailure.class)
                .hasMessageContaining("has format 7, but this release reads format 1");
        Files.writeString(parent.resolve("version"), "1\n");
        DataFolder.open(parent).close();
    }

    @Test
    void a_folder_with_other_files_is_left_alone() throws Exception {
        Files.writeString(parent.resolve("thesis.txt"), "words");
        assertThatThrownBy(() -> DataFolder.open(parent))
                .isInstanceOf(PlatformFailure.class)
                .hasMessageContaining("is not empty and not a data folder of this platform");
        assertThat(parent.resolve("lock")).doesNotExist();
    }

    @Test
    void a_file_in_its_place_is_named() throws Exception {
        var file = Files.createFile(parent.resolve("file"));
        assertThatThrownBy(() -> DataFolder.open(file))
                .isInstanceOf(PlatformFailure.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void a_nearly_full_disk_is_refused() {
        assertThatThrownBy(() -> DataFolder.requireSpace(parent, 511))
                .isInstanceOf(PlatformFailure.class)
                .hasMessage("Only 511 MiB are free on the disk of " + parent + "; at least 512 MiB are needed.");
        DataFolder.requireSpace(parent, 512);
    }
}
