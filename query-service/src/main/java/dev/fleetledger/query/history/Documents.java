package dev.fleetledger.query.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.domain.alert.Alert;
import dev.fleetledger.domain.alert.Silence;
import dev.fleetledger.domain.alert.Threshold;
import dev.fleetledger.domain.identity.ApiKey;
import dev.fleetledger.domain.identity.Session;
import dev.fleetledger.domain.identity.SigningKey;
import dev.fleetledger.domain.identity.User;
import dev.fleetledger.domain.job.Job;
import dev.fleetledger.domain.ledger.ConfirmedClock;
import dev.fleetledger.domain.node.Backup;
import dev.fleetledger.domain.node.Node;
import dev.fleetledger.domain.node.Site;
import dev.fleetledger.domain.power.Device;
import dev.fleetledger.domain.power.Pdu;
import dev.fleetledger.domain.server.Server;
import dev.fleetledger.domain.template.Template;
import dev.fleetledger.domain.webhook.Delivery;
import dev.fleetledger.domain.webhook.Webhook;
import dev.fleetledger.schemas.event.AlertEvent;
import dev.fleetledger.schemas.event.ApiKeyEvent;
import dev.fleetledger.schemas.event.DeliveryEvent;
import dev.fleetledger.schemas.event.DeviceEvent;
import dev.fleetledger.schemas.event.JobEvent;
import dev.fleetledger.schemas.event.LedgerEvent;
import dev.fleetledger.schemas.event.NodeEvent;
import dev.fleetledger.schemas.event.NodeEvent.BackupReported;
import dev.fleetledger.schemas.event.NodeEvent.SiteEvent;
import dev.fleetledger.schemas.event.PduEvent;
import dev.fleetledger.schemas.event.RecordedEvent;
import dev.fleetledger.schemas.event.ServerEvent;
import dev.fleetledger.schemas.event.SessionEvent;
import dev.fleetledger.schemas.event.SigningKeyEvent;
import dev.fleetledger.schemas.event.SilenceEvent;
import dev.fleetledger.schemas.event.TemplateEvent;
import dev.fleetledger.schemas.event.ThresholdEvent;
import dev.fleetledger.schemas.event.UserEvent;
import dev.fleetledger.schemas.event.WebhookEvent;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The documents of all aggregates, each as its own {@code evolve} makes it. */
final class Documents {
    /** A document after an event, null if the aggregate is gone, and the names it is looked up by from then on. */
    record Version(@Nullable ObjectNode document, Set<String> names) {
        static final Version NONE = new Version(null, Set.of());
    }

    private Documents() {}

    /** The version after an event. */
    static Version after(RecordedEvent recorded, Version before) {
        var fold = new Fold(before, recorded.metadata());
        return switch (recorded.event()) {
            case ServerEvent event -> fold.by(Server.class, Server::evolve, event);
            case JobEvent event -> fold.by(Job.class, Job::evolve, event);
            case TemplateEvent event -> fold.by(Template.class, Template::evolve, event);
            case PduEvent event -> fold.by(Pdu.class, Pdu::evolve, event);
            case DeviceEvent event -> fold.by(Device.class, Device::evolve, event);
            case SiteEvent event -> fold.by(Site.class, Site::evolve, event);
            case BackupReported event -> fold.by(Backup.class, Backup::evolve, event);
            case NodeEvent event -> fold.by(Node.class, Node::evolve, event);
            case ThresholdEvent event -> fold.by(Threshold.class, Threshold::evolve, event);
            case AlertEvent event -> fold.by(Alert.class, Alert::evolve, event);
            case SilenceEvent event -> fold.by(Silence.class, Silence::evolve, event);
            case WebhookEvent event -> fold.by(Webhook.class, Webhook::evolve, event);
            case DeliveryEvent event -> fold.by(Delivery.class, Delivery::evolve, event);
            case UserEvent event -> fold.by(User.class, User::evolve, event);
            case SessionEvent event -> fold.by(Session.class, Session::evolve, event);
            case ApiKeyEvent event -> fold.by(ApiKey.class, ApiKey::evolve, event);
            case SigningKeyEvent event -> fold.by(SigningKey.class, SigningKey::evolve, event);
            case LedgerEvent event -> fold.by(ConfirmedClock.class, ConfirmedClock::evolve, event);
        };
    }
}
