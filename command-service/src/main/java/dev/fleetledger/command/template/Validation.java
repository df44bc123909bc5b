package dev.fleetledger.command.template;

import dev.fleetledger.command.cloudinit.Inspection;
import dev.fleetledger.command.cloudinit.Rendering;
import dev.fleetledger.command.cloudinit.UnfitValueException;
import dev.fleetledger.domain.template.Template;
import dev.fleetledger.domain.template.Variable;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.schemas.template.VariableType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a template is worth.
 *
 * @param valid whether a machine can be deployed with it
 * @param syntaxErrors why cloud-init would pass over it, a sentence each
 * @param warnings what cloud-init would warn of, and what else is strange, a sentence each
 * @param variablesValid whether each that stands in the content is declared, and has a value that fits there
 * @param missingVariables those that are not declared and, where values were sent, those that are required and have none
 */
public record Validation(
        boolean valid,
        List<String> syntaxErrors,
        List<String> warnings,
        boolean variablesValid,
        List<String> missingVariables) {

    /**
     * Of a template.
     *
     * @param sent values of variables, null if none were
     * @param usual the usual value of a variable that has one
     */
    static Validation of(Template template, @Nullable Map<String, String> sent, Function<Variable, String> usual) {
        var values = Values.of(template, sent == null ? Map.of() : sent, usual);
        var errors = new ArrayList<>(Inspection.of(template.content(), Map.of()).errors());
        var warnings = new ArrayList<String>();
        var examples = examples(template, values);
        var missing = Stream.concat(
                        values.undeclared().stream(), sent == null ? Stream.empty() : values.missing().stream())
                .toList();
        var wrong =
                new ArrayList<>(values.wrong().stream().map(Validation::words).toList());
        if (errors.isEmpty() && values.undeclared().isEmpty() && wrong.isEmpty()) {
            try {
                Rendering.of(template.content(), standIns(template, values))
                        .retyped()
                        .forEach((name, type) -> retyped(template, name, type, warnings));
            } catch (UnfitValueException e) {
                wrong.add(e.variable() + ": " + e.getMessage());
                // The document that it would make is none of the author's.
                examples = Map.of();
            }
        }
        warnings.addAll(Inspection.of(template.content(), examples).warnings());
        errors.addAll(wrong);
        unused(template, values, warnings);
        var variablesValid = missing.isEmpty() && wrong.isEmpty();
        return new Validation(errors.isEmpty() && variablesValid, errors, warnings, variablesValid, missing);
    }

    private static String words(FieldError error) {
        return error.path().getLast() + ": " + error.message() + "; it has to be " + error.expected();
    }

    private static void retyped(Template template, String name, String type, List<String> warnings) {
        if (template.variable(name)
                .filter(variable -> variable.type() == VariableType.STRING)
                .isPresent()) {
            warnings.add("Without quotation marks around it, the value of " + name + " is read as " + type
                    + " and not as text");
        }
    }

    private static void unused(Template template, Values values, List<String> warnings) {
        var needed = Inspection.needed(template.content());
        template.variables().stream()
                .map(Variable::name)
                .filter(name -> !needed.contains(name))
                .forEach(name -> warnings.add("Variable " + name + " is declared and stands nowhere"));
        values.unused().forEach(name -> warnings.add("Variable " + name + " is not declared: its value goes nowhere"));
    }

    /** The values that there are, and such as there may be for those that are required and have none yet. */
    private static Map<String, String> standIns(Template template, Values values) {
        var all = new HashMap<>(values.given());
        template.variables().stream()
                .filter(variable -> values.missing().contains(variable.name()) && all.containsKey(variable.name()))
                .forEach(variable -> all.put(variable.name(), example(variable, "x")));
        return all;
    }

    /** As the schema is to see them: of hidden ones and of those that nobody gave, only the type. */
    private static Map<String, String> examples(Template template, Values values) {
        var examples = new HashMap<String, String>();
        for (var variable : template.variables()) {
            var given = values.given().get(variable.name());
            if (given != null
                    && !variable.secret()
                    && !values.missing().contains(variable.name())
                    && Values.problem(variable.type(), given).isEmpty()) {
                examples.put(variable.name(), given);
            } else if (variable.type() != VariableType.STRING) {
                examples.put(variable.name(), example(variable, ""));
            }
        }
        return examples;
    }

    private static String example(Variable variable, String text) {
        return switch (variable.type()) {
            case STRING -> text;
            case INTEGER, NUMBER -> "1";
            case BOOLEAN -> "true";
        };
    }
}
