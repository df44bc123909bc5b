package dev.fleetledger.ingest.batch;

/** A set of longs without boxes: open addressing, at most half full. */
final class LongSet {
    /** Stands for an empty slot; as a member it is kept apart. */
    private static final long EMPTY = 0;

    private long[] slots = new long[16];
    private int size;
    private boolean hasEmpty;

    int size() {
        return size;
    }

    boolean contains(long value) {
        return value == EMPTY ? hasEmpty : slots[slot(slots, value)] == value;
    }

    void add(long value) {
        if (contains(value)) {
            return;
        }
        size++;
        if (value == EMPTY) {
            hasEmpty = true;
            return;
        }
        if (size * 2 > slots.length) {
            grow();
        }
        slots[slot(slots, value)] = value;
    }

    private void grow() {
        var grown = new long[slots.length * 2];
        for (var value : slots) {
            if (value != EMPTY) {
                grown[slot(grown, value)] = value;
            }
        }
        slots = grown;
    }

    /** Where the value is, or where it would be put. */
    private static int slot(long[] slots, long value) {
        var slot = Long.hashCode(value * 0x9E3779B97F4A7C15L) & (slots.length - 1);
        while (slots[slot] != EMPTY && slots[slot] != value) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }
}
