package dev.fleetledger.command.template;

import dev.fleetledger.command.cloudinit.Inspection;
import dev.fleetledger.command.cloudinit.Placeholders;
import dev.fleetledger.domain.template.Template;
import dev.fleetledger.domain.template.Variable;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.schemas.template.VariableType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Values for the variables of a template.
 *
 * @param given of those that stand in its content: what was sent, else the usual one, else none
 * @param undeclared names that stand in the content and that nobody declares
 * @param missing names of those that are required and have none
 * @param wrong what is not of its variable's type
 * @param unused names that were sent and that the template does not declare
 */
record Values(
        Map<String, String> given,
        List<String> undeclared,
        List<String> missing,
        List<FieldError> wrong,
        List<String> unused) {
    private static final String FIELD = "environment_variables";
    private static final Predicate<String> IS_NAME =
            Pattern.compile(Placeholders.NAME).asMatchPredicate();
    private static final Predicate<String> IS_INTEGER =
            Pattern.compile("-?(0|[1-9]\\d{0,18})").asMatchPredicate();
    private static final Predicate<String> IS_NUMBER =
            Pattern.compile("-?(0|[1-9]\\d{0,18})(\\.\\d{1,18})?").asMatchPredicate();

    Values {
        given = Map.copyOf(given);
        undeclared = List.copyOf(undeclared);
        missing = List.copyOf(missing);
        wrong = List.copyOf(wrong);
        unused = List.copyOf(unused);
    }

    /**
     * Of a template.
     *
     * @param sent by name
     * @param usual the usual value of a variable that has one
     */
    static Values of(Template template, Map<String, String> sent, Function<Variable, String> usual) {
        var needed = Inspection.needed(template.content());
        var given = new HashMap<String, String>();
        var missing = new ArrayList<String>();
        var wrong = new ArrayList<FieldError>();
        for (var variable : template.variables()) {
            var name = variable.name();
            var value = sent.get(name);
            if (value != null) {
                problem(variable.type(), value).ifPresent(expected -> wrong.add(wrong(variable, value, expected)));
            } else if (!variable.hasUsual() && variable.required()) {
                missing.add(name);
            }
            if (needed.contains(name)) {
                given.put(name, value != null ? value : variable.hasUsual() ? usual.apply(variable) : "");
            }
        }
        var undeclared = Inspection.leavesOthers(template.content())
                ? List.<String>of()
                : needed.stream()
                        .filter(name -> template.variable(name).isEmpty())
                        .toList();
        var unused = sent.keySet().stream()
                .filter(name -> template.variable(name).isEmpty())
                .sorted()
                .toList();
        return new Values(given, undeclared, missing, wrong, unused);
    }

    private static FieldError wrong(Variable variable, String value, String expected) {
        return new FieldError(
                "body",
                List.of(FIELD, variable.name()),
                "is none of the variable's type",
                "value_error",
                variable.secret() ? null : value,
                expected);
    }

    /** What a value of that type looks like, if this is none. */
    static Optional<String> problem(VariableType type, String value) {
        return switch (type) {
            case STRING -> Optional.empty();
            case INTEGER -> IS_INTEGER.test(value) ? Optional.empty() : Optional.of("an integer, such as 8080");
            case NUMBER -> IS_NUMBER.test(value) ? Optional.empty() : Optional.of("a number, such as 0.5");
            case BOOLEAN ->
                value.equals("true") || value.equals("false") ? Optional.empty() : Optional.of("true or false");
        };
    }

    /** What is wrong with what was sent, whatever the template; values are not repeated. */
    static List<FieldError> errors(Map<String, String> sent) {
        var errors = new ArrayList<FieldError>();
        sent.forEach((name, value) -> {
            // Jackson puts nulls into maps
            if (!IS_NAME.test(name)) {
                errors.add(FieldError.invalid(
                        FIELD,
                        "not a name of a variable",
                        name,
                        "at most 64 letters, digits and underscores, no digit first"));
            } else if (value == null || value.length() > NewVariable.LONGEST_VALUE) {
                errors.add(new FieldError(
                        "body",
                        List.of(FIELD, name),
                        "not a value",
                        "value_error",
                        null,
                        "text of at most " + NewVariable.LONGEST_VALUE + " characters"));
            }
        });
        return errors;
    }

    /** That a variable has to have a value. */
    static FieldError missing(String name) {
        return new FieldError(
                "body", List.of(FIELD, name), "is required by the template", "value_error.missing", null, "a value");
    }

    /** That a value cannot stand in the template. */
    static FieldError unfit(String name, String why) {
        return new FieldError("body", List.of(FIELD, name), why, "value_error", null, "a value that fits there");
    }
}
