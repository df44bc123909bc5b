package dev.fleetledger.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;

/**
 * Aggregates by their ids, and by whatever else they are looked up by. Immutable; a change shares what it leaves as it is.
 *
 * @param <I> their ids
 * @param <A> the aggregates
 */
public final class Table<I extends Comparable<I>, A> {
    private final List<Key<A, ?>> keys;
    private final PMap<I, A> byId;
    /** For each key the ids by its values: one id, or a PSet of several, as one takes far less room. */
    private final List<PMap<Object, Object>> holders;

    /**
     * What aggregates are looked up by, beside their ids. An aggregate may have several values, and share them.
     *
     * @param values of an aggregate
     */
    public record Key<A, K>(Function<A, Stream<K>> values) {
        private Set<Object> of(@Nullable A aggregate) {
            return aggregate == null ? Set.of() : values.apply(aggregate).collect(Collectors.toUnmodifiableSet());
        }
    }

    private Table(List<Key<A, ?>> keys, PMap<I, A> byId, List<PMap<Object, Object>> holders) {
        this.keys = keys;
        this.byId = byId;
        this.holders = holders;
    }

    /** An empty one that looks up by these keys. */
    public static <I extends Comparable<I>, A> Table<I, A> by(List<Key<A, ?>> keys) {
        PMap<Object, Object> nobody = HashTreePMap.empty();
        return new Table<I, A>(List.copyOf(keys), HashTreePMap.<I, A>empty(), Collections.nCopies(keys.size(), nobody));
    }

    public Optional<A> find(I id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The one with that value; that of the least id if there are several. */
    public <K> Optional<A> find(Key<A, K> key, K value) {
        var held = holders.get(keys.indexOf(key)).get(value);
        return ids(held).stream().min(Comparator.naturalOrder()).map(byId::get);
    }

    /** Those with that value, by id. */
    public <K> List<A> all(Key<A, K> key, K value) {
        var held = holders.get(keys.indexOf(key)).get(value);
        return ids(held).stream().sorted().map(byId::get).toList();
    }

    /** All, in no order. */
    public Collection<A> values() {
        return byId.values();
    }

    public int size() {
        return byId.size();
    }

    /** With what becomes of the one of that id, which is null before it is and once it is gone. */
    public Table<I, A> evolve(I id, UnaryOperator<@Nullable A> evolve) {
        var before = byId.get(id);
        var after = evolve.apply(before);
        var changed = new ArrayList<PMap<Object, Object>>();
        for (var i = 0; i < keys.size(); i++) {
            changed.add(
                    moved(holders.get(i), keys.get(i).of(before), keys.get(i).of(after), id));
        }
        return new Table<>(keys, after == null ? byId.minus(id) : byId.plus(id, after), List.copyOf(changed));
    }

    /** With this one, be it new or another than before. */
    public Table<I, A> plus(I id, A aggregate) {
        return evolve(id, before -> aggregate);
    }

    /** Without the one of that id. */
    public Table<I, A> minus(I id) {
        return evolve(id, before -> null);
    }

    private PMap<Object, Object> moved(PMap<Object, Object> holders, Set<Object> before, Set<Object> after, I id) {
        var moved = holders;
        for (var value : before) {
            if (!after.contains(value)) {
                var left = ids(moved.get(value)).minus(id);
                moved = left.isEmpty() ? moved.minus(value) : moved.plus(value, held(left));
            }
        }
        for (var value : after) {
            if (!before.contains(value)) {
                moved = moved.plus(value, held(ids(moved.get(value)).plus(id)));
            }
        }
        return moved;
    }

    private static Object held(PSet<?> ids) {
        return ids.size() == 1 ? ids.iterator().next() : ids;
    }

    @SuppressWarnings("unchecked")
    private PSet<I> ids(@Nullable Object held) {
        return switch (held) {
            case null -> HashTreePSet.empty();
            case PSet<?> several -> (PSet<I>) several;
            default -> HashTreePSet.singleton((I) held);
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Table<?, ?> table && byId.equals(table.byId) && holders.equals(table.holders);
    }

    @Override
    public int hashCode() {
        return byId.hashCode();
    }

    @Override
    public String toString() {
        return byId.toString();
    }
}
