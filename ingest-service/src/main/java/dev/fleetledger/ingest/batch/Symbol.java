package dev.fleetledger.ingest.batch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.Interner;
import com.google.common.collect.Interners;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A metric's name or a label as it stands in a record's table. There is one of each while a series has it, which
 * saves memory, and most comparisons.
 */
final class Symbol {
    private static final Interner<Symbol> ALL = Interners.newWeakInterner();
    private static final int TYPICAL_BYTES = 48;

    private final byte[] encoded;
    private final int hash;

    private Symbol(byte[] encoded) {
        this.encoded = encoded;
        this.hash = Arrays.hashCode(encoded);
    }

    static Symbol of(String name) {
        return intern(name);
    }

    static Symbol of(Label label) {
        return intern(label.name(), label.value());
    }

    /** As many texts make as many lengths, so that no name is taken for a label. */
    private static Symbol intern(String... texts) {
        var writer = new AvroWriter(TYPICAL_BYTES, taken -> {});
        for (var text : texts) {
            writer.string(text.getBytes(UTF_8));
        }
        return ALL.intern(new Symbol(writer.bytes()));
    }

    byte[] encoded() {
        return encoded;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Symbol that && Arrays.equals(encoded, that.encoded));
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
