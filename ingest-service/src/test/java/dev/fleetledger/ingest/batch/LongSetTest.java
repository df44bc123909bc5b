package dev.fleetledger.ingest.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LongSetTest {
    @Test
    void itHoldsWhatAnySetHolds() {
        var random = new Random(1);
        var set = new LongSet();
        var model = new HashSet<Long>();
        for (var i = 0; i < 20_000; i++) {
            var value = random.nextInt(10) == 0 ? random.nextInt(3) : random.nextLong() >> random.nextInt(60);
            assertThat(set.contains(value)).isEqualTo(model.contains(value));
            set.add(value);
            model.add(value);
            assertThat(set.size()).isEqualTo(model.size());
        }
        assertThat(model).allMatch(set::contains);
    }
}
