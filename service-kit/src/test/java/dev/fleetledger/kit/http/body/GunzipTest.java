package dev.fleetledger.kit.http.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gzip is read whole, or not at all. */
public class GunzipTest {
    private static final String TEXT = "name,code\nPDU a,A-1\nPDU b,B-1\n".repeat(20);

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8192})
    void whateverWasCompressedComesOutHoweverItArrives(int atATime) throws Exception {
        var random = new Random(1);
        for (var length : new int[] {0, 1, 100, 65_535, 65_536, 65_537, 200_000}) {
            var bytes = new byte[length];
            random.nextBytes(bytes);
            assertThat(read(slowly(gzip(bytes), atATime), 200_000)).isEqualTo(bytes);
        }
    }

    @Test
    void severalMembersAreOneText() throws Exception {
        var members = join(gzip("one ".getBytes(UTF_8)), gzip(new byte[0]), gzip("two".getBytes(UTF_8)));
        assertThat(read(slowly(members, 3), 100)).asString(UTF_8).isEqualTo("one two");
    }

    @Test
    void aHeaderMayHaveAllThatItMayHave() throws Exception {
        var plain = gzip("x".getBytes(UTF_8));
        var header = HexFormat.of().parseHex("1f8b081f00000000000303006162636e616d650063c3a900");
        var checksum = new CRC32();
        checksum.update(header);
        var sum = (int) checksum.getValue();
        var sums = new byte[] {(byte) sum, (byte) (sum >> 8)};
        var rest = java.util.Arrays.copyOfRange(plain, 10, plain.length);

        assertThat(read(slowly(join(header, sums, rest), 1), 10))
                .asString(UTF_8)
                .isEqualTo("x");
        sums[0]++;
        assertDamaged(join(header, sums, rest));
    }

    @Test
    void onlyTheWholeOfItIsWhole() throws Exception {
        var whole = gzip(TEXT.getBytes(UTF_8));
        for (var length = 0; length < whole.length; length++) {
            assertDamaged(java.util.Arrays.copyOf(whole, length));
        }
        var second = join(whole, whole);
        for (var length = whole.length + 1; length < second.length; length++) {
            assertDamaged(java.util.Arrays.copyOf(second, length));
        }
    }

    @Test
    void everyBitOfItsEndsCounts() throws Exception {
        var whole = gzip(TEXT.getBytes(UTF_8));
        for (var bit = 8 * (whole.length - 8); bit < 8 * whole.length; bit++) {
            assertDamaged(flipped(whole, bit));
        }
        for (var bit = 0; bit < 24; bit++) {
            assertDamaged(flipped(whole, bit));
        }
        for (var bit = 29; bit < 32; bit++) {
            assertDamaged(flipped(whole, bit));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "0a", "1f", "1f8b", "504b0304", "000000000000000000000000000000000000000000"})
    void nothingMayFollow(String hex) throws Exception {
        assertDamaged(join(gzip(TEXT.getBytes(UTF_8)), HexFormat.of().parseHex(hex)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"samples\":[]}", "x", "name,code\n"})
    void plainTextIsNone(String text) {
        assertDamaged(text.getBytes(UTF_8));
    }

    @Test
    void aBombIsGivenUpAtTheLimit() throws Exception {
        var bomb = gzip(new byte[10 << 20]);
        var taken = new long[1];
        var out = new GrowingBytes(100_000, () -> new IllegalArgumentException("too long"), bytes -> taken[0] += bytes);
        assertThatThrownBy(() -> Gunzip.read(new ByteArrayInputStream(bomb), out))
                .hasMessage("too long");
        assertThat(taken[0]).isEqualTo(100_001);
    }

    @Test
    void memoryIsTakenAsBytesArrive() throws Exception {
        var taken = new long[1];
        var bytes = new GrowingBytes(1 << 20, () -> new IllegalArgumentException("too long"), more -> taken[0] += more);
        assertThatThrownBy(() -> bytes.read(new ByteArrayInputStream(new byte[70_000]), 1 << 20))
                .isInstanceOf(IOException.class);
        assertThat(taken[0]).isEqualTo(131_072);
    }

    private static void assertDamaged(byte[] bytes) {
        assertThatThrownBy(() -> read(slowly(bytes, 5), 1 << 20)).isInstanceOf(Gunzip.DamagedException.class);
    }

    private static byte[] read(InputStream in, int longest) throws Exception {
        var out = new GrowingBytes(longest, () -> new IllegalArgumentException("too long"), bytes -> {});
        Gunzip.read(in, out);
        return out.bytes();
    }

    /** As clients compress. */
    public static byte[] gzip(byte[] bytes) throws IOException {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        }
        return compressed.toByteArray();
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        var other = bytes.clone();
        other[bit / 8] ^= (byte) (1 << bit % 8);
        return other;
    }

    private static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** No more than so many bytes at a time, as from a network. */
    private static InputStream slowly(byte[] bytes, int atATime) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public int read(byte[] into, int from, int room) {
                return super.read(into, from, Math.min(room, atATime));
            }
        };
    }
}
