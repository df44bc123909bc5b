package dev.fleetledger.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fleetledger.kit.retry.UnavailableException;
import io.dropwizard.util.DataSize;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreeSpaceTest {
    private final AtomicLong mebibytes = new AtomicLong(5000);
    private final FreeSpace space = new FreeSpace(() -> mebibytes.get() << 20, DataSize.mebibytes(500));

    private void left(long free) {
        mebibytes.set(free);
        space.look();
    }

    @Test
    void takesAllWhileThereIsRoom() {
        left(1000);
        assertThat(space.problem()).isEmpty();
        assertThatCode(space::require).doesNotThrowAnyException();
    }

    @Test
    void tellsBeforeItRefuses() {
        left(999);
        assertThat(space.problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("999 MiB", "below 500 MiB"));
        assertThatCode(space::require).doesNotThrowAnyException();
    }

    @Test
    void refusesUntilATenthMoreIsFree() {
        left(499);
        assertThat(space.problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("499 MiB"));
        assertThatThrownBy(space::require)
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("nearly full");
        left(549);
        assertThatThrownBy(space::require).isInstanceOf(UnavailableException.class);
        left(550);
        assertThatCode(space::require).doesNotThrowAnyException();
        left(499);
        assertThatThrownBy(space::require).isInstanceOf(UnavailableException.class);
    }

    @Test
    void doesNotSayTheOneAndTheOtherByTurnsAtTheBrink() {
        left(999);
        left(1000);
        assertThat(space.problem()).isPresent();
        left(1049);
        assertThat(space.problem()).isPresent();
        left(1050);
        assertThat(space.problem()).isEmpty();
        left(1000);
        assertThat(space.problem()).isEmpty();
        left(499);
        left(1049);
        assertThat(space.problem()).isPresent();
    }

    @Test
    void looksByItself() {
        space.start();
        try {
            mebibytes.set(1);
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThatThrownBy(space::require).isInstanceOf(UnavailableException.class));
        } finally {
            space.stop();
        }
    }

    @Test
    void aDiskThatCannotBeAskedChangesNothing() {
        var broken = new FreeSpace(
                () -> {
                    throw new IOException("stale handle");
                },
                DataSize.mebibytes(500));
        broken.look();
        assertThatCode(broken::require).doesNotThrowAnyException();
        var gone = FreeSpace.of(Path.of("/nowhere/at/all"), DataSize.mebibytes(500));
        gone.look();
        assertThatCode(gone::require).doesNotThrowAnyException();
    }

    @Test
    void asksTheDiskOfTheFolder(@TempDir Path folder) {
        var greedy = FreeSpace.of(folder, DataSize.petabytes(9));
        greedy.look();
        assertThatThrownBy(greedy::require).isInstanceOf(UnavailableException.class);
    }
}
