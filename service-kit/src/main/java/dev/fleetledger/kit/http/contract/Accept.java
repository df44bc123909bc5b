package dev.fleetledger.kit.http.contract;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for in {@code Accept} (RFC 9110, 12.5.1). A range that is malformed asks for nothing; a weight that is
 * malformed weighs nothing less, as it is no refusal.
 */
public record Accept(List<Range> ranges) {
    private static final String JSON = "application/json";
    /** The ranges that JSON is in, the most specific first, which alone counts. */
    private static final List<String> JSON_RANGES = List.of(JSON, "application/*+json", "application/*", "*/*");

    /** It still asks for something, in the three digits that there are. */
    private static final double LEAST = 0.001;

    private static final Accept ANYTHING = new Accept(List.of(new Range("*/*", 1)));
    private static final Pattern RANGE =
            Pattern.compile("\\*/\\*|[\\w!#$%&'+.^`|~-]+/(\\*|\\*\\+json|[\\w!#$%&'+.^`|~-]+)");
    private static final Pattern WEIGHT = Pattern.compile("\\d{0,9}\\.?\\d{0,9}");

    /** A media range with its quality, 0 to 1. */
    public record Range(String type, double quality) {
        boolean isWildcard() {
            return type.endsWith("/*");
        }
    }

    /** What the header asks for; anything, if there is none. */
    public static Accept of(@Nullable String header) {
        var parts = header == null ? List.<String>of() : Headers.list(header);
        if (parts.isEmpty() || (parts.size() == 1 && parts.getFirst().equals("*/*"))) {
            return ANYTHING;
        }
        var ranges = new ArrayList<Range>();
        for (var part : parts) {
            var parameters = part.split(";");
            var type = parameters.length == 0 ? "" : parameters[0].strip().toLowerCase(Locale.ROOT);
            // As Java's own client wrote it up to version 17.
            var range = type.equals("*") ? "*/*" : type;
            if (RANGE.matcher(range).matches()) {
                ranges.add(new Range(range, quality(parameters)));
            }
        }
        return new Accept(ranges);
    }

    /** The contract, of these, whose media type is asked for most, and no less than plain JSON. */
    Optional<Contract> preferred(Set<Contract> contracts) {
        Contract preferred = null;
        for (var contract : contracts) {
            if (quality(contract) > 0 && (preferred == null || quality(contract) > quality(preferred))) {
                preferred = contract;
            }
        }
        return Optional.ofNullable(preferred).filter(contract -> quality(contract) >= json());
    }

    /** The type of a JSON answer in the contract, or empty if it may be none. */
    public Optional<String> answer(Contract contract) {
        return answer(Set.of(contract));
    }

    /** The type of a JSON answer in the contract that may go under the media types of the others too. */
    public Optional<String> answerUnderAnyType(Contract contract) {
        return preferred(Set.of(contract)).isPresent() ? answer(contract) : answer(EnumSet.allOf(Contract.class));
    }

    private Optional<String> answer(Set<Contract> contracts) {
        return preferred(contracts)
                .map(Contract::mediaType)
                .or(() -> json() > 0 ? Optional.of(JSON) : Optional.empty());
    }

    /**
     * The same in words that let the framework find every resource method: JSON in the contract is always acceptable to
     * it, if only as a last resort, since it is refused later, after what matters more.
     */
    public String forMatching(Contract contract) {
        var quality = Math.max(quality(contract), json());
        var all = new ArrayList<String>();
        for (var type : List.of(contract.mediaType(), JSON)) {
            all.add(weighted(type, quality));
        }
        for (var range : ranges) {
            if (range.quality() > 0
                    && !range.type().equals(JSON)
                    && !range.type().endsWith("+json")) {
                all.add(weighted(range.type(), range.isWildcard() ? range.quality() / 2 : range.quality()));
            }
        }
        return String.join(", ", all);
    }

    /** The same as a header, without what was malformed. */
    public String header() {
        return ranges.isEmpty()
                ? "*/*;q=0"
                : ranges.stream()
                        .map(range -> range.type() + ";q=" + (range.quality() == 0 ? "0" : number(range.quality())))
                        .collect(Collectors.joining(", "));
    }

    private double quality(Contract contract) {
        return exact(contract.mediaType());
    }

    private double json() {
        for (var type : JSON_RANGES) {
            for (var range : ranges) {
                if (range.type().equals(type)) {
                    return exact(type);
                }
            }
        }
        return 0;
    }

    private double exact(String type) {
        var best = 0.0;
        for (var range : ranges) {
            if (range.type().equals(type)) {
                best = Math.max(best, range.quality());
            }
        }
        return best;
    }

    private static double quality(String[] parameters) {
        for (var parameter : parameters) {
            var text = parameter.strip().toLowerCase(Locale.ROOT);
            if (text.startsWith("q=")) {
                return weight(text.substring(2));
            }
        }
        return 1;
    }

    private static double weight(String text) {
        if (text.isEmpty() || text.equals(".") || !WEIGHT.matcher(text).matches()) {
            return 1;
        }
        return Math.min(1, Double.parseDouble(text));
    }

    /** Full weight goes without saying, which spares the framework reading it. */
    private static String weighted(String type, double quality) {
        var number = number(quality);
        return number.startsWith("1") ? type : type + ";q=" + number;
    }

    private static String number(double quality) {
        var thousandths = Math.round(1000 * Math.max(LEAST, quality));
        return thousandths == 1000
                ? "1.000"
                : "0." + Long.toString(1000 + thousandths).substring(1);
    }
}
