package dev.fleetledger.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every fault once and briefly; {@code fleet drill} does them for longer. */
class FaultTest {
    private static final Duration HOLD = Duration.ofSeconds(2);

    @TempDir
    private static Path folder;

    private static Rig rig;

    @BeforeAll
    static void start() {
        rig = Rig.start(folder, 1, 2);
    }

    @AfterAll
    static void stop() {
        rig.close();
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsLostDoubledOrReordered(Fault fault) {
        var result = fault.run(rig, HOLD);
        System.out.println(fault + ": " + result.summary());
        assertThat(result.wrong()).isEmpty();
    }

    @Test
    void nothingIsLostWithOneOfThreeBrokers(@TempDir Path three) {
        try (var replicated = Rig.start(three, 3, 2)) {
            var result = Fault.BROKER_KILLED.run(replicated, HOLD);
            System.out.println("three brokers: " + result.summary());
            assertThat(result.wrong()).isEmpty();
        }
    }
}
