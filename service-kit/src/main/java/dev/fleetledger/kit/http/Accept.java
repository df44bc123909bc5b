package dev.fleetledger.kit.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a client asks for in {@code Accept}. What is malformed in it asks for nothing. */
record Accept(List<Range> ranges) {
    private static final String JSON = "application/json";
    private static final Set<String> JSON_RANGES = Set.of(JSON, "application/*+json", "application/*", "*/*");

    /** A media range with its quality, 0 to 1. */
    record Range(String type, double quality) {
        boolean isWildcard() {
            return type.endsWith("/*");
        }
    }

    static Accept of(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return new Accept(List.of(new Range("*/*", 1)));
        }
        var ranges = new ArrayList<Range>();
        for (var part : Headers.list(header)) {
            var parameters = part.split(";");
            ranges.add(new Range(parameters[0].strip().toLowerCase(Locale.ROOT), quality(parameters)));
        }
        return new Accept(ranges);
    }

    /** The contract, of these, whose media type is asked for most. */
    Optional<Contract> preferred(Set<Contract> contracts) {
        Contract preferred = null;
        for (var contract : contracts) {
            if (quality(contract) > 0 && (preferred == null || quality(contract) > quality(preferred))) {
                preferred = contract;
            }
        }
        return Optional.ofNullable(preferred);
    }

    /** The type of a JSON answer in the contract, or empty if it may be none. */
    Optional<String> answer(Contract contract) {
        var vendor = quality(contract);
        var json = json();
        if (vendor > 0 && vendor >= exact(JSON)) {
            return Optional.of(contract.mediaType());
        }
        return json > 0 ? Optional.of(JSON) : Optional.empty();
    }

    /**
     * The same in words that let the framework find every resource method: JSON in the contract is always acceptable to
     * it, if only as a last resort, since it is refused later, after what matters more.
     */
    String forMatching(Contract contract) {
        var quality = Math.max(quality(contract), json());
        var all = new ArrayList<String>();
        for (var type : List.of(contract.mediaType(), JSON)) {
            all.add(type + ";q=" + (quality > 0 ? number(quality) : "0.001"));
        }
        for (var range : ranges) {
            if (range.quality() > 0
                    && !range.type().equals(JSON)
                    && !range.type().endsWith("+json")) {
                all.add(range.type() + ";q=" + number(range.isWildcard() ? range.quality() / 2 : range.quality()));
            }
        }
        return String.join(", ", all);
    }

    private double quality(Contract contract) {
        return exact(contract.mediaType());
    }

    private double json() {
        return ranges.stream()
                .filter(range -> JSON_RANGES.contains(range.type()))
                .mapToDouble(Range::quality)
                .max()
                .orElse(0);
    }

    private double exact(String type) {
        return ranges.stream()
                .filter(range -> range.type().equals(type))
                .mapToDouble(Range::quality)
                .max()
                .orElse(0);
    }

    private static double quality(String[] parameters) {
        for (var parameter : parameters) {
            var text = parameter.strip().toLowerCase(Locale.ROOT);
            if (text.startsWith("q=")) {
                return text.matches("q=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)") ? Double.parseDouble(text.substring(2)) : 0;
            }
        }
        return 1;
    }

    private static String number(double quality) {
        return String.format(Locale.ROOT, "%.3f", quality);
    }
}
