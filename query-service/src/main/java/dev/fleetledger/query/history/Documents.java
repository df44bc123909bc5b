package dev.fleetledger.query.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.query.alert.AlertDocuments;
import dev.fleetledger.query.alert.SilenceDocuments;
import dev.fleetledger.query.alert.ThresholdDocuments;
import dev.fleetledger.query.device.DeviceDocuments;
import dev.fleetledger.query.identity.ApiKeyDocuments;
import dev.fleetledger.query.identity.SessionDocuments;
import dev.fleetledger.query.identity.SigningKeyDocuments;
import dev.fleetledger.query.identity.UserDocuments;
import dev.fleetledger.query.node.NodeDocuments;
import dev.fleetledger.query.pdu.PduDocuments;
import dev.fleetledger.query.server.ServerDocuments;
import dev.fleetledger.query.webhook.DeliveryDocuments;
import dev.fleetledger.query.webhook.WebhookDocuments;
import dev.fleetledger.schemas.event.AlertEvent;
import dev.fleetledger.schemas.event.ApiKeyEvent;
import dev.fleetledger.schemas.event.DeliveryEvent;
import dev.fleetledger.schemas.event.DeviceEvent;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.NodeEvent;
import dev.fleetledger.schemas.event.PduEvent;
import dev.fleetledger.schemas.event.RecordedEvent;
import dev.fleetledger.schemas.event.ServerEvent;
import dev.fleetledger.schemas.event.SessionEvent;
import dev.fleetledger.schemas.event.SigningKeyEvent;
import dev.fleetledger.schemas.event.SilenceEvent;
import dev.fleetledger.schemas.event.ThresholdEvent;
import dev.fleetledger.schemas.event.UserEvent;
import dev.fleetledger.schemas.event.WebhookEvent;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The documents of all aggregates, each by its area. */
final class Documents {
    private static final ServerDocuments SERVERS = new ServerDocuments();
    private static final PduDocuments PDUS = new PduDocuments();
    private static final DeviceDocuments DEVICES = new DeviceDocuments();
    private static final NodeDocuments NODES = new NodeDocuments();
    private static final ThresholdDocuments THRESHOLDS = new ThresholdDocuments();
    private static final AlertDocuments ALERTS = new AlertDocuments();
    private static final SilenceDocuments SILENCES = new SilenceDocuments();
    private static final WebhookDocuments WEBHOOKS = new WebhookDocuments();
    private static final DeliveryDocuments DELIVERIES = new DeliveryDocuments();
    private static final UserDocuments USERS = new UserDocuments();
    private static final SessionDocuments SESSIONS = new SessionDocuments();
    private static final ApiKeyDocuments API_KEYS = new ApiKeyDocuments();
    private static final SigningKeyDocuments SIGNING_KEYS = new SigningKeyDocuments();

    /** A document after an event, null if the aggregate is gone, and the names it is looked up by from then on. */
    record Version(@Nullable ObjectNode document, Set<String> names) {
        static final Version NONE = new Version(null, Set.of());
    }

    private Documents() {}

    static Version after(RecordedEvent recorded, Version before) {
        return switch (recorded.event()) {
            case ServerEvent event -> after(SERVERS, event, recorded.metadata(), before);
            case PduEvent event -> after(PDUS, event, recorded.metadata(), before);
            case DeviceEvent event -> after(DEVICES, event, recorded.metadata(), before);
            case NodeEvent event -> after(NODES, event, recorded.metadata(), before);
            case ThresholdEvent event -> after(THRESHOLDS, event, recorded.metadata(), before);
            case AlertEvent event -> after(ALERTS, event, recorded.metadata(), before);
            case SilenceEvent event -> after(SILENCES, event, recorded.metadata(), before);
            case WebhookEvent event -> after(WEBHOOKS, event, recorded.metadata(), before);
            case DeliveryEvent event -> after(DELIVERIES, event, recorded.metadata(), before);
            case UserEvent event -> after(USERS, event, recorded.metadata(), before);
            case SessionEvent event -> after(SESSIONS, event, recorded.metadata(), before);
            case ApiKeyEvent event -> after(API_KEYS, event, recorded.metadata(), before);
            case SigningKeyEvent event -> after(SIGNING_KEYS, event, recorded.metadata(), before);
        };
    }

    private static <E extends FleetEvent> Version after(
            AggregateDocuments<E> area, E event, EventMetadata metadata, Version before) {
        var document = area.after(event, metadata, before.document());
        // What is gone is still found in the history by the names it had.
        return new Version(document, document == null ? before.names() : area.names(document));
    }
}
