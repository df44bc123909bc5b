package dev.fleetledger.command.fleet;

import dev.fleetledger.command.alert.AlertsState;
import dev.fleetledger.command.alert.SilencesState;
import dev.fleetledger.command.device.DevicesState;
import dev.fleetledger.command.identity.IdentityState;
import dev.fleetledger.command.node.NodesState;
import dev.fleetledger.command.pdu.PdusState;
import dev.fleetledger.command.server.ServersState;
import dev.fleetledger.command.webhook.WebhooksState;
import dev.fleetledger.schemas.event.AlertEvent;
import dev.fleetledger.schemas.event.DeliveryEvent;
import dev.fleetledger.schemas.event.DeviceEvent;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.IdentityEvent;
import dev.fleetledger.schemas.event.NodeEvent;
import dev.fleetledger.schemas.event.PduEvent;
import dev.fleetledger.schemas.event.ServerEvent;
import dev.fleetledger.schemas.event.ServerEvent.ServerDeleted;
import dev.fleetledger.schemas.event.SilenceEvent;
import dev.fleetledger.schemas.event.ThresholdEvent;
import dev.fleetledger.schemas.event.WebhookEvent;

/** What each area knows of a fleet. */
public record Areas(
        ServersState servers,
        PdusState pdus,
        DevicesState devices,
        NodesState nodes,
        AlertsState alerts,
        SilencesState silences,
        WebhooksState webhooks,
        IdentityState identity) {

    /** Before the first event. */
    public static final Areas EMPTY = new Areas(
            ServersState.EMPTY,
            PdusState.EMPTY,
            DevicesState.EMPTY,
            NodesState.EMPTY,
            AlertsState.EMPTY,
            SilencesState.EMPTY,
            WebhooksState.EMPTY,
            IdentityState.EMPTY);

    /** The areas after one more event: each event is one area's. */
    Areas evolve(FleetEvent event, EventMetadata metadata) {
        return switch (event) {
            case ServerEvent of ->
                new Areas(
                        servers.evolve(of, metadata),
                        pdus,
                        devices,
                        nodes,
                        // Or what was seen of it would stay for good.
                        of instanceof ServerDeleted ? alerts.without(of.aggregate()) : alerts,
                        silences,
                        webhooks,
                        identity);
            case PduEvent of ->
                new Areas(servers, pdus.evolve(of, metadata), devices, nodes, alerts, silences, webhooks, identity);
            case DeviceEvent of ->
                new Areas(servers, pdus, devices.evolve(of, metadata), nodes, alerts, silences, webhooks, identity);
            case NodeEvent of ->
                new Areas(servers, pdus, devices, nodes.evolve(of, metadata), alerts, silences, webhooks, identity);
            case ThresholdEvent of ->
                new Areas(servers, pdus, devices, nodes, alerts.evolve(of, metadata), silences, webhooks, identity);
            case AlertEvent of ->
                new Areas(servers, pdus, devices, nodes, alerts.evolve(of, metadata), silences, webhooks, identity);
            case SilenceEvent of ->
                new Areas(servers, pdus, devices, nodes, alerts, silences.evolve(of, metadata), webhooks, identity);
            case WebhookEvent of ->
                new Areas(servers, pdus, devices, nodes, alerts, silences, webhooks.evolve(of, metadata), identity);
            case DeliveryEvent of ->
                new Areas(servers, pdus, devices, nodes, alerts, silences, webhooks.evolve(of, metadata), identity);
            case IdentityEvent of ->
                new Areas(servers, pdus, devices, nodes, alerts, silences, webhooks, identity.evolve(of, metadata));
        };
    }
}
