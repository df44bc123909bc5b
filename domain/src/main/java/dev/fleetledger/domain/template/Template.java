package dev.fleetledger.domain.template;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fleetledger.domain.Aggregate;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.TemplateDetails;
import dev.fleetledger.schemas.event.TemplateEvent;
import dev.fleetledger.schemas.event.TemplateEvent.TemplateCreated;
import dev.fleetledger.schemas.event.TemplateEvent.TemplateDeleted;
import dev.fleetledger.schemas.event.TemplateEvent.TemplateUpdated;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What machines are told when they start for the first time.
 *
 * @param number counted per fleet from 1
 * @param templateId for which its secrets are sealed
 * @param packages that the content asks for
 * @param revision counted from 1 with each change
 */
public record Template(
        @JsonProperty("id") long number,
        UUID templateId,
        String name,
        @Nullable String description,
        @Nullable String category,
        List<String> osSeries,
        List<String> architecture,
        String content,
        List<String> packages,
        List<Variable> variables,
        int revision,
        Instant createdAt,
        Instant updatedAt)
        implements Aggregate {
    private static final int TENTHS = 10;

    public Template {
        osSeries = List.copyOf(osSeries);
        architecture = List.copyOf(architecture);
        packages = List.copyOf(packages);
        variables = List.copyOf(variables);
    }

    /** The template after an event; null once it is gone. */
    public static @Nullable Template evolve(@Nullable Template before, TemplateEvent event, EventMetadata metadata) {
        return switch (event) {
            case TemplateCreated created ->
                of(created.templateNumber(), created.templateId(), created.details(), 1, metadata.time(), metadata);
            case TemplateUpdated updated -> {
                var old = Aggregate.known(before);
                yield of(old.number, old.templateId, updated.details(), old.revision + 1, old.createdAt, metadata);
            }
            case TemplateDeleted ignored -> null;
        };
    }

    private static Template of(
            long number, UUID id, TemplateDetails details, int revision, Instant createdAt, EventMetadata metadata) {
        return new Template(
                number,
                id,
                details.name(),
                details.description(),
                details.category(),
                details.osSeries(),
                details.architecture(),
                details.content(),
                details.packages(),
                details.variables().stream()
                        .map(variable -> Variable.of(variable, metadata.version()))
                        .toList(),
                revision,
                createdAt,
                metadata.time());
    }

    @Override
    public AggregateRef ref() {
        return TemplateEvent.template(number);
    }

    /** As its secrets are sealed for it: by what is made before its number is known. */
    public static AggregateRef sealedFor(UUID templateId) {
        return new AggregateRef(AggregateType.TEMPLATE, templateId.toString());
    }

    @Override
    public Set<String> names() {
        return Set.of("name:" + folded(name));
    }

    /** A name as names are compared. */
    static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** As it is shown: 1.0 at first, and a tenth more with each change. */
    public String version() {
        var tenths = TENTHS - 1 + revision;
        return tenths / TENTHS + "." + tenths % TENTHS;
    }

    /** The variable of that very name. */
    public Optional<Variable> variable(String variable) {
        return variables.stream().filter(one -> one.name().equals(variable)).findFirst();
    }

    /** The same where its content, which is long, is not shown. */
    public Template withoutContent() {
        return new Template(
                number,
                templateId,
                name,
                description,
                category,
                osSeries,
                architecture,
                "",
                packages,
                variables,
                revision,
                createdAt,
                updatedAt);
    }

    /** What events say of it; without its secrets if it was read from the history, which keeps none. */
    public TemplateDetails details() {
        return new TemplateDetails(
                name,
                description,
                category,
                osSeries,
                architecture,
                content,
                packages,
                variables.stream().map(Variable::details).toList());
    }
}
