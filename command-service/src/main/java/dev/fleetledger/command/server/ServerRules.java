package dev.fleetledger.command.server;

import dev.fleetledger.command.fleet.Field;
import dev.fleetledger.command.text.HostSyntax;
import dev.fleetledger.command.text.Legible;
import dev.fleetledger.domain.text.IpAddresses;
import dev.fleetledger.kit.error.FieldError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What may be said of a server. */
final class ServerRules {
    private static final Pattern NAME = Pattern.compile(Legible.SEEN + "{1,200}");
    private static final Pattern TAG = Pattern.compile(Legible.SEEN + "{1,64}");
    static final int MAX_TAGS = 50;

    private ServerRules() {}

    /** Everything wrong with the fields of a new server; empty if it may be. */
    static List<FieldError> checkNew(ServerFields fields) {
        var errors = check(fields);
        if (fields.hostname().value() == null) {
            errors.addFirst(FieldError.missing(fields.hostname().name()));
        }
        return errors;
    }

    /** Everything wrong with the fields that are to change; empty if they may. */
    static List<FieldError> checkChanges(ServerFields fields) {
        var errors = check(fields);
        if (fields.hostname().sent() && fields.hostname().value() == null) {
            errors.addFirst(
                    FieldError.invalid(fields.hostname().name(), "may not be null", null, "a hostname or address"));
        }
        return errors;
    }

    /** Everything wrong with what was sent; empty if it may be. */
    static List<FieldError> check(ServerFields fields) {
        var errors = new ArrayList<FieldError>();
        check(
                errors,
                fields.hostname(),
                HostSyntax::isValid,
                "not a hostname or address",
                "1 to 253 characters that can be seen and told apart, without spaces");
        check(
                errors,
                fields.displayName(),
                name -> NAME.matcher(name).matches(),
                "not a name",
                "1 to 200 characters that can be seen, not all of them blank");
        check(errors, fields.port(), port -> port >= 1 && port <= 65_535, "not a port", "1 to 65535");
        check(
                errors,
                fields.ipAddress(),
                ip -> IpAddresses.parse(ip).isPresent(),
                "not an IP address",
                "an IPv4 or IPv6 address");
        check(errors, fields.tdpWatts(), watts -> watts >= 0, "may not be negative", "watts from 0");
        check(
                errors,
                fields.tags(),
                ServerRules::areTags,
                "not tags",
                "at most 50 different texts of 1 to 64 characters that can be seen");
        return errors;
    }

    private static boolean areTags(List<String> tags) {
        // Jackson puts nulls into lists
        return tags.size() <= MAX_TAGS
                && tags.stream().allMatch(tag -> tag != null && TAG.matcher(tag).matches())
                && new HashSet<>(tags).size() == tags.size();
    }

    private static <T> void check(
            List<FieldError> errors, Field<T> field, Predicate<T> rule, String message, String expected) {
        var value = field.value();
        if (value != null && !rule.test(value)) {
            errors.add(FieldError.invalid(field.name(), message, value, expected));
        }
    }
}
