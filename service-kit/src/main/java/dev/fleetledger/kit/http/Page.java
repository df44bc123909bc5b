package dev.fleetledger.kit.http;

import java.util.List;
import java.util.function.Function;

/**
 * A part of a list, which each contract shows in its own way: in the envelope with {@code pagination}, or as a bare array
 * with the header {@code X-Total-Count}.
 *
 * @param items of the part
 * @param total of the whole list
 * @param request what was asked for
 */
public record Page<T>(List<T> items, long total, PageRequest request) {
    public Page {
        items = List.copyOf(items);
    }

    /** The same part, with each item shown in another way. */
    public <R> Page<R> map(Function<? super T, ? extends R> change) {
        return new Page<>(items.stream().<R>map(change).toList(), total, request);
    }
}
