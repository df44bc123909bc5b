package dev.fleetledger.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault once and briefly; {@code fleet drill} does them for longer. */
class FaultTest {
    private static final Extent SHORT = new Extent(Duration.ofSeconds(2), 3);

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

    static List<String> faults() {
        return Faults.ALL.stream().map(Fault::name).toList();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void nothingIsLostDoubledOrReorderedAndServiceComesBackInTime(String fault) {
        check(new Faults.Choice().convert(fault), rig);
    }

    @Test
    void nothingIsLostWithOneOfThreeBrokers(@TempDir Path three) {
        try (var replicated = Rig.start(three, 3, 2)) {
            check(new BrokerKilled(), replicated);
        }
    }

    @Test
    void aFleetThatNobodyServesAgainIsAFailure(@TempDir Path alone) {
        try (var rig = Rig.start(alone, 1, 1)) {
            var result = new LastOwnerKilled().run(rig, new Extent(Duration.ofSeconds(1), 1));
            assertThat(result.wrong())
                    .contains(Rig.fleets().getFirst() + " had no event acknowledged after the fault")
                    .anyMatch(sentence -> sentence.startsWith("commands of a fleet were away for "))
                    .anyMatch(sentence -> sentence.startsWith("reads of a fleet were away for "));
        }
    }

    private static final class LastOwnerKilled extends FaultUnderLoad {
        LastOwnerKilled() {
            super("LAST_OWNER_KILLED", "SIGKILL of the only owner", Bounds.ofSeconds(2, 2));
        }

        @Override
        void inject(Trial trial) {
            var victim = trial.rig().instances().getFirst();
            victim.process().kill();
            trial.rig().forget(victim);
        }
    }

    private static void check(Fault fault, Rig rig) {
        var result = fault.run(rig, SHORT);
        System.out.println(fault.name() + ": " + result.summary());
        assertThat(result.wrong()).isEmpty();
    }
}
