package dev.fleetledger.ingest.batch;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** The symbols of one record in the order in which they came: open addressing, at most half full. */
final class SymbolTable {
    private static final int FIRST_BYTES = 512;

    private final AvroWriter encoded;
    private @Nullable Symbol[] slots = new Symbol[32];
    private int[] places = new int[slots.length];
    private int size;

    /**
     * @param memory asked for each number of bytes before they are taken; may throw
     */
    SymbolTable(IntConsumer memory) {
        encoded = new AvroWriter(FIRST_BYTES, memory);
    }

    /** Where the symbol stands, from 0; at the end if it is new. */
    int place(Symbol symbol) {
        var slot = slot(slots, symbol);
        if (slots[slot] == null) {
            if (++size * 2 > slots.length) {
                grow();
                slot = slot(slots, symbol);
            }
            slots[slot] = symbol;
            places[slot] = size - 1;
            encoded.raw(symbol.encoded());
        }
        return places[slot];
    }

    /** How many bytes its symbols have. */
    int bytes() {
        return encoded.size();
    }

    /** Writes them as an array. */
    void write(AvroWriter writer) {
        if (size > 0) {
            writer.number(size);
            writer.raw(encoded);
        }
        writer.number(0);
    }

    private void grow() {
        var oldSlots = slots;
        var oldPlaces = places;
        slots = new Symbol[2 * oldSlots.length];
        places = new int[slots.length];
        for (var i = 0; i < oldSlots.length; i++) {
            var symbol = oldSlots[i];
            if (symbol != null) {
                var slot = slot(slots, symbol);
                slots[slot] = symbol;
                places[slot] = oldPlaces[i];
            }
        }
    }

    /** Where the symbol is, or where it would be put. */
    private static int slot(@Nullable Symbol[] slots, Symbol symbol) {
        var slot = symbol.hashCode() & (slots.length - 1);
        for (var there = slots[slot]; there != null && !there.equals(symbol); there = slots[slot]) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }
}
