package dev.fleetledger.schemas.event;

import dev.fleetledger.schemas.AggregateRef;

/**
 * A fact about one aggregate, in the past tense. Every event is a record with an {@link EventType} name and an Avro
 * schema of the same simple name; see {@link EventCatalog}.
 */
public sealed interface FleetEvent
        permits ServerEvent,
                JobEvent,
                TemplateEvent,
                PduEvent,
                DeviceEvent,
                NodeEvent,
                ThresholdEvent,
                AlertEvent,
                SilenceEvent,
                WebhookEvent,
                DeliveryEvent,
                IdentityEvent,
                LedgerEvent {

    /** The aggregate whose history this belongs to. */
    AggregateRef aggregate();
}
