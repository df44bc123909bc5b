package dev.fleetledger.command.template;

import dev.fleetledger.command.text.Legible;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.schemas.event.Concealed;
import dev.fleetledger.schemas.event.TemplateDetails;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A template as a client creates it.
 *
 * @param name unique regardless of case; not digits alone, which are a number
 * @param osSeries such as jammy, for people
 * @param architecture such as amd64, for people
 * @param content for cloud-init, with {@code {{ NAME }}} where a variable's value goes
 * @param variables those that stand in the content
 */
public record NewTemplate(
        @NotNull
        @Size(max = 100)
        @Pattern(
                regexp = "(?!\\d+$)[A-Za-z0-9][A-Za-z0-9._-]*",
                message = "must be letters, digits, dots, hyphens and underscores, beginning with one of the first two,"
                        + " and not digits alone")
        String name,

        @Nullable @Size(max = 1000) @Pattern(regexp = Legible.TEXT, message = Legible.MESSAGE)
        String description,

        @Nullable @Size(min = 1, max = 64) @Pattern(regexp = Legible.TEXT, message = Legible.MESSAGE)
        String category,

        @Nullable @Size(max = 20)
        List<@NotNull @Size(max = 64) @Pattern(regexp = NewTemplate.WORD, message = NewTemplate.WORD_MESSAGE) String>
                osSeries,

        @Nullable @Size(max = 20)
        List<@NotNull @Size(max = 64) @Pattern(regexp = NewTemplate.WORD, message = NewTemplate.WORD_MESSAGE) String>
                architecture,

        @NotNull @Size(max = NewTemplate.LONGEST_CONTENT) String content,
        @Nullable @Size(max = NewTemplate.MOST_VARIABLES) List<@NotNull @Valid NewVariable> variables) {
    static final int LONGEST_CONTENT = 65_536;
    static final int MOST_VARIABLES = 50;
    static final String WORD = "[a-z0-9][a-z0-9._/-]*";
    static final String WORD_MESSAGE = "must be a word as jammy or amd64";

    /** Refuses variables that cannot be. */
    void check() {
        var errors = new ArrayList<FieldError>();
        var names = new HashSet<String>();
        var declared = variables == null ? List.<NewVariable>of() : variables;
        for (var i = 0; i < declared.size(); i++) {
            // A change is read without what has to be there, also of what is new in it.
            if (Objects.isNull(declared.get(i).name())) {
                errors.add(new FieldError(
                        "body",
                        List.of("variables", Integer.toString(i), "name"),
                        "field required",
                        "value_error.missing",
                        null,
                        "a value"));
            } else if (!names.add(declared.get(i).name())) {
                errors.add(new FieldError(
                        "body",
                        List.of("variables", Integer.toString(i), "name"),
                        "is declared twice",
                        "value_error",
                        declared.get(i).name(),
                        "each variable once"));
            }
            declared.get(i).error(i).ifPresent(errors::add);
        }
        if (!errors.isEmpty()) {
            throw new RejectedException(new Rejection.Invalid(errors));
        }
    }

    /**
     * As events have it, but for the packages.
     *
     * @param seal a value of the variable of that name
     */
    TemplateDetails details(BiFunction<String, String, Concealed> seal) {
        return new TemplateDetails(
                name,
                description,
                category,
                osSeries == null ? List.of() : osSeries,
                architecture == null ? List.of() : architecture,
                content,
                List.of(),
                variables == null
                        ? List.of()
                        : variables.stream()
                                .map(variable -> variable.details(seal))
                                .toList());
    }
}
