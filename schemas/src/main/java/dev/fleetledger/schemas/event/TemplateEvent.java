package dev.fleetledger.schemas.event;

import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import java.util.UUID;

/** Facts about templates. */
public sealed interface TemplateEvent extends FleetEvent {

    /** The template's number, counted per fleet from 1 and never used again. */
    long templateNumber();

    @Override
    default AggregateRef aggregate() {
        return template(templateNumber());
    }

    /** The template of that number. */
    static AggregateRef template(long number) {
        return new AggregateRef(AggregateType.TEMPLATE, Long.toString(number));
    }

    /**
     * There is a template.
     *
     * @param templateId for which its secrets are sealed
     */
    @EventType("template.created")
    record TemplateCreated(long templateNumber, UUID templateId, TemplateDetails details) implements TemplateEvent {}

    /**
     * A template is another version from now on. What was deployed with an older one stays as it is.
     *
     * @param details everything as it is from now on, changed or not
     */
    @EventType("template.updated")
    record TemplateUpdated(long templateNumber, TemplateDetails details) implements TemplateEvent {}

    /** Nothing is deployed with it any more; its name is free again. */
    @EventType("template.deleted")
    record TemplateDeleted(long templateNumber) implements TemplateEvent {}
}
