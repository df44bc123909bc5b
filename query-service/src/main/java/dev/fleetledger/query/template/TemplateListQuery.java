package dev.fleetledger.query.template;

import dev.fleetledger.query.read.Conditions;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Which templates are asked for.
 *
 * @param category this very one
 * @param search part of the name or description, regardless of case
 */
public record TemplateListQuery(
        @Nullable @Size(max = 64) String category,
        @Nullable @Size(max = 100) String search) {

    /** As SQL. */
    Conditions conditions() {
        return new Conditions()
                .and("document ->> 'category' = :category", "category", category)
                .containing(search, "name", "description");
    }
}
