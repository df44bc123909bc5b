package dev.fleetledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class LifecycleTest {
    private final List<String> progress = new ArrayList<>();
    private final List<String> closed = new ArrayList<>();
    private final Lifecycle lifecycle = new Lifecycle(progress::add);

    @Test
    void tellsWhatIsReady() throws Exception {
        start("Kafka");

        assertThat(progress).singleElement().asString().matches("Kafka ready \\(\\d+\\.\\d s\\)");
    }

    @Test
    void stopsTheLastFirstAndOnce() throws Exception {
        start("Kafka");
        start("API");

        lifecycle.close();
        lifecycle.close();

        assertThat(closed).containsExactly("API", "Kafka");
    }

    @Test
    void stopsTheOthersWhenOneFails() throws Exception {
        start("Kafka");
        lifecycle.own("stubborn", () -> {
            throw new IllegalStateException("will not");
        });

        lifecycle.close();

        assertThat(closed).containsExactly("Kafka");
    }

    @Test
    void startsNothingMoreOnceCancelled() throws Exception {
        start("Kafka");
        lifecycle.cancel();

        assertThatThrownBy(() -> start("API")).isInstanceOf(CancellationException.class);
        lifecycle.close();

        assertThat(closed).containsExactly("Kafka");
    }

    private void start(String name) throws Exception {
        lifecycle.start(name, () -> () -> closed.add(name));
    }
}
