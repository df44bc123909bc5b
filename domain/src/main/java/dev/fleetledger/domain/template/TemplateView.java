package dev.fleetledger.domain.template;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fleetledger.domain.SealedSecret;
import dev.fleetledger.schemas.template.VariableType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A template as it is listed, without its content.
 *
 * @param id counted per fleet from 1
 * @param version 1.0 at first, and a tenth more with each change
 * @param packages that its content asks for
 */
public record TemplateView(
        long id,
        String name,
        @Nullable String description,
        @Nullable String category,
        String version,
        List<String> osSeries,
        List<String> architecture,
        List<String> packages,
        List<VariableView> variables,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * A variable of it.
     *
     * @param usual its value where none is given, null for none, {@code "********"} for a hidden one
     */
    public record VariableView(
            String name,
            VariableType type,
            @JsonProperty("default") @Nullable String usual,
            @Nullable String description,
            boolean required,
            boolean secret) {

        static VariableView of(Variable variable) {
            return new VariableView(
                    variable.name(),
                    variable.type(),
                    variable.secretUsual() == null ? variable.usual() : SealedSecret.SHOWN,
                    variable.description(),
                    variable.required(),
                    variable.secret());
        }
    }

    public static TemplateView of(Template template) {
        return new TemplateView(
                template.number(),
                template.name(),
                template.description(),
                template.category(),
                template.version(),
                template.osSeries(),
                template.architecture(),
                template.packages(),
                template.variables().stream().map(VariableView::of).toList(),
                template.createdAt(),
                template.updatedAt());
    }
}
