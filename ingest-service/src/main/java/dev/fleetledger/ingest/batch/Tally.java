package dev.fleetledger.ingest.batch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What became of one request's items: those not rejected were accepted. */
public final class Tally {
    /** How many are told one by one; what they cost is to stay in proportion to what a request costs its sender. */
    private static final int MOST_ERRORS = 100;

    private final List<ItemError> errors = new ArrayList<>();
    private final Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
    private int sent;
    private int rejected;

    /**
     * One rejected item.
     *
     * @param index among those sent, from 0
     * @param field which part of it is to blame
     * @param message for people
     */
    public record ItemError(int index, String field, String message) {}

    /** Counts an item and tells its index. */
    public int next() {
        return sent++;
    }

    /** Counts an item as rejected, once for each. */
    public void reject(int index, Refusal refusal) {
        rejected++;
        reasons.merge(refusal.reason(), 1, Integer::sum);
        if (errors.size() < MOST_ERRORS) {
            errors.add(new ItemError(index, shown(refusal.field()), shown(refusal.message())));
        }
    }

    public int sent() {
        return sent;
    }

    public int accepted() {
        return sent - rejected;
    }

    public int rejected() {
        return rejected;
    }

    /** Those that are told, by their index; the others are only counted. */
    public List<ItemError> errors() {
        return errors.stream()
                .sorted(java.util.Comparator.comparingInt(ItemError::index))
                .toList();
    }

    Map<Reason, Integer> reasons() {
        return reasons;
    }

    /** In one sentence, what was rejected and why. */
    public String summary() {
        var why = reasons.entrySet().stream()
                .map(reason -> reason.getKey().wireName() + " " + reason.getValue())
                .collect(Collectors.joining(", "));
        var first = errors().getFirst();
        return "%s of %s samples were rejected (%s), such as: %s (sample %s)"
                .formatted(rejected, sent, why, first.message(), first.index());
    }

    /** What is no text has a mark in its place, as no answer can have it. */
    private static String shown(String text) {
        return new String(text.getBytes(UTF_8), UTF_8);
    }
}
