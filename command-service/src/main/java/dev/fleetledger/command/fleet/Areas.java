package dev.fleetledger.command.fleet;

import dev.fleetledger.domain.alert.Alert;
import dev.fleetledger.domain.alert.Alerts;
import dev.fleetledger.domain.alert.Silence;
import dev.fleetledger.domain.alert.Silences;
import dev.fleetledger.domain.alert.Threshold;
import dev.fleetledger.domain.identity.ApiKey;
import dev.fleetledger.domain.identity.Identity;
import dev.fleetledger.domain.identity.Session;
import dev.fleetledger.domain.identity.User;
import dev.fleetledger.domain.job.Job;
import dev.fleetledger.domain.job.Jobs;
import dev.fleetledger.domain.ledger.ConfirmedClock;
import dev.fleetledger.domain.node.Node;
import dev.fleetledger.domain.node.NodeSites;
import dev.fleetledger.domain.node.Nodes;
import dev.fleetledger.domain.power.Device;
import dev.fleetledger.domain.power.Devices;
import dev.fleetledger.domain.power.Pdu;
import dev.fleetledger.domain.power.Pdus;
import dev.fleetledger.domain.server.Server;
import dev.fleetledger.domain.server.Servers;
import dev.fleetledger.domain.template.Template;
import dev.fleetledger.domain.template.Templates;
import dev.fleetledger.domain.webhook.Webhook;
import dev.fleetledger.domain.webhook.Webhooks;
import dev.fleetledger.schemas.event.AlertEvent;
import dev.fleetledger.schemas.event.DeliveryEvent;
import dev.fleetledger.schemas.event.DeviceEvent;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.IdentityEvent;
import dev.fleetledger.schemas.event.JobEvent;
import dev.fleetledger.schemas.event.LedgerEvent;
import dev.fleetledger.schemas.event.NodeEvent;
import dev.fleetledger.schemas.event.PduEvent;
import dev.fleetledger.schemas.event.ServerEvent;
import dev.fleetledger.schemas.event.ServerEvent.ServerDeleted;
import dev.fleetledger.schemas.event.SilenceEvent;
import dev.fleetledger.schemas.event.TemplateEvent;
import dev.fleetledger.schemas.event.ThresholdEvent;
import dev.fleetledger.schemas.event.WebhookEvent;
import org.jspecify.annotations.Nullable;

/**
 * What each area knows of a fleet.
 *
 * @param clock what an operator last said of it, null if none did
 */
public record Areas(
        Servers servers,
        Jobs jobs,
        Templates templates,
        Pdus pdus,
        Devices devices,
        Nodes nodes,
        Alerts alerts,
        Silences silences,
        Webhooks webhooks,
        Identity identity,
        @Nullable ConfirmedClock clock) {

    /** Before the first event. */
    public static final Areas EMPTY = new Areas(
            Servers.EMPTY,
            Jobs.EMPTY,
            Templates.EMPTY,
            Pdus.EMPTY,
            Devices.EMPTY,
            Nodes.EMPTY,
            Alerts.EMPTY,
            Silences.EMPTY,
            Webhooks.EMPTY,
            Identity.EMPTY,
            null);

    /** The areas after one more event: each event is one area's. */
    Areas evolve(FleetEvent event, EventMetadata metadata) {
        return switch (event) {
            case ServerEvent of -> {
                var evolved = with(servers.evolve(of, metadata));
                // Or what was seen of it would stay for good.
                yield of instanceof ServerDeleted ? evolved.with(alerts.without(of.aggregate())) : evolved;
            }
            case JobEvent of -> {
                var evolved = with(jobs.evolve(of, metadata));
                var isLive = evolved.jobs.live().find(of.jobNumber()).isPresent();
                yield isLive ? evolved : evolved.with(servers.released(of.jobNumber()));
            }
            case TemplateEvent of -> with(templates.evolve(of, metadata));
            case PduEvent of -> with(pdus.evolve(of, metadata));
            case DeviceEvent of -> with(devices.evolve(of, metadata));
            case NodeEvent of -> with(nodes.evolve(of, metadata));
            case ThresholdEvent of -> with(alerts.evolve(of, metadata));
            case AlertEvent of -> with(alerts.evolve(of, metadata));
            case SilenceEvent of -> with(silences.evolve(of, metadata));
            case WebhookEvent of -> with(webhooks.evolve(of, metadata));
            case DeliveryEvent of -> with(webhooks.evolve(of, metadata));
            case IdentityEvent of -> with(identity.evolve(of, metadata));
            case LedgerEvent of -> with(ConfirmedClock.evolve(clock, of, metadata));
        };
    }

    /** The areas with one more aggregate, as an excerpt of another fleet's has it. */
    Areas plus(Record aggregate) {
        return switch (aggregate) {
            case Server server -> with(servers.plus(server));
            case Job job -> with(jobs.plus(job));
            case Template template -> with(templates.plus(template));
            case Pdu pdu -> with(pdus.plus(pdu));
            case Device device -> with(devices.plus(device));
            case Node node -> with(nodes.plus(node));
            case NodeSites sites -> with(nodes.plus(sites));
            case Threshold threshold -> with(alerts.plus(threshold));
            case Alert alert -> with(alerts.plus(alert));
            case Silence silence -> with(silences.plus(silence));
            case Webhook webhook -> with(webhooks.plus(webhook));
            case User user -> with(identity.plus(user));
            case Session session -> with(identity.plus(session));
            case ApiKey key -> with(identity.plus(key));
            default -> throw new IllegalArgumentException("no area has a " + aggregate.getClass());
        };
    }

    private Areas with(Servers changed) {
        return new Areas(changed, jobs, templates, pdus, devices, nodes, alerts, silences, webhooks, identity, clock);
    }

    private Areas with(Jobs changed) {
        return new Areas(
                servers, changed, templates, pdus, devices, nodes, alerts, silences, webhooks, identity, clock);
    }

    private Areas with(Templates changed) {
        return new Areas(servers, jobs, changed, pdus, devices, nodes, alerts, silences, webhooks, identity, clock);
    }

    private Areas with(Pdus changed) {
        return new Areas(
                servers, jobs, templates, changed, devices, nodes, alerts, silences, webhooks, identity, clock);
    }

    private Areas with(Devices changed) {
        return new Areas(servers, jobs, templates, pdus, changed, nodes, alerts, silences, webhooks, identity, clock);
    }

    private Areas with(Nodes changed) {
        return new Areas(servers, jobs, templates, pdus, devices, changed, alerts, silences, webhooks, identity, clock);
    }

    private Areas with(Alerts changed) {
        return new Areas(servers, jobs, templates, pdus, devices, nodes, changed, silences, webhooks, identity, clock);
    }

    private Areas with(Silences changed) {
        return new Areas(servers, jobs, templates, pdus, devices, nodes, alerts, changed, webhooks, identity, clock);
    }

    private Areas with(Webhooks changed) {
        return new Areas(servers, jobs, templates, pdus, devices, nodes, alerts, silences, changed, identity, clock);
    }

    private Areas with(Identity changed) {
        return new Areas(servers, jobs, templates, pdus, devices, nodes, alerts, silences, webhooks, changed, clock);
    }

    private Areas with(ConfirmedClock changed) {
        return new Areas(servers, jobs, templates, pdus, devices, nodes, alerts, silences, webhooks, identity, changed);
    }
}
