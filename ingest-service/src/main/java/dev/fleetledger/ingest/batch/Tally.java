package dev.fleetledger.ingest.batch;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What became of one request's items: those not rejected were accepted. */
public final class Tally {
    private final int mostErrors;
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

    /**
     * @param mostErrors how many are told one by one; all are counted
     */
    public Tally(int mostErrors) {
        this.mostErrors = mostErrors;
    }

    /** Counts an item and tells its index. */
    public int next() {
        return sent++;
    }

    /** Counts an item as rejected, once for each. */
    public void reject(int index, Refusal refusal) {
        rejected++;
        reasons.merge(refusal.reason(), 1, Integer::sum);
        if (errors.size() < mostErrors) {
            errors.add(new ItemError(index, refusal.field(), refusal.message()));
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

    /** By their index. */
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
        return "%d of %d samples were rejected (%s), such as: %s"
                .formatted(rejected, sent, why, errors.getFirst().message());
    }
}
