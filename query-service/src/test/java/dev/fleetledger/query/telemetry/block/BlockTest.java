package dev.fleetledger.query.telemetry.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockTest {
    private static final int ROUNDS = 2000;

    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void whateverIsWrittenComesBackBitForBit(int columns) throws CorruptBlockException {
        var writer = new BlockWriter(3);
        for (var seed = 0; seed < ROUNDS; seed++) {
            var written = new RandomPoints(seed).block(columns);
            var block = Block.open(writer.write(written));
            assertSame(seed, block.all(), written);
            for (var series : written) {
                assertSame(seed, block.find(number -> number == series.series()), List.of(series));
            }
        }
    }

    @Test
    void aDamagedBlockIsNeverRead() {
        var random = new Random(7);
        for (var seed = 0; seed < ROUNDS; seed++) {
            var block = new BlockWriter(1).write(new RandomPoints(seed).block(1));
            var flipped = block.clone();
            flipped[random.nextInt(block.length)] ^= (byte) (1 << random.nextInt(8));
            assertDamaged(flipped);
            assertDamaged(Arrays.copyOf(block, random.nextInt(block.length)));
            assertDamaged(Arrays.copyOf(block, block.length + 1));
        }
    }

    @Test
    void aBlockOfNothingIsOne() throws CorruptBlockException {
        assertThat(Block.open(new BlockWriter(1).write(List.of())).all()).isEmpty();
    }

    @Test
    void whatIsMeasuredRegularlyWithFewPlacesIsShort() {
        var random = new Random(1);
        var times = IntStream.range(0, 360)
                .mapToLong(i -> 1_700_000_000_000L + i * 10_000L)
                .toArray();
        var percent = 50.0;
        var values = new double[360];
        for (var i = 0; i < values.length; i++) {
            percent += random.nextGaussian();
            values[i] = Math.round(percent * 10) / 10.0;
        }
        var block = new BlockWriter(3).write(List.of(Points.samples(1, times, values)));
        assertThat(block.length).isLessThan(400);
    }

    private static void assertDamaged(byte[] block) {
        assertThatThrownBy(() -> Block.open(block).all()).isInstanceOf(CorruptBlockException.class);
    }

    private static void assertSame(int seed, List<Points> read, List<Points> written) {
        assertThat(read).as("seed %d", seed).hasSameSizeAs(written);
        for (var i = 0; i < read.size(); i++) {
            assertThat(read.get(i).series()).isEqualTo(written.get(i).series());
            assertThat(read.get(i).times())
                    .as("seed %d", seed)
                    .isEqualTo(written.get(i).times());
            assertThat(bits(read.get(i))).as("seed %d", seed).isEqualTo(bits(written.get(i)));
        }
    }

    private static long[][] bits(Points points) {
        return Arrays.stream(points.columns())
                .map(column -> Arrays.stream(column)
                        .mapToLong(Double::doubleToRawLongBits)
                        .toArray())
                .toArray(long[][]::new);
    }
}
