package dev.fleetledger.command.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.ledger.TransactionalView;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.event.ApiKeyEvent.ApiKeyCreated;
import dev.fleetledger.schemas.event.ApiKeyEvent.ApiKeyRevoked;
import dev.fleetledger.schemas.event.IdentityEvent;
import dev.fleetledger.schemas.event.RecordedEvent;
import dev.fleetledger.schemas.event.SessionEvent.SessionEnded;
import dev.fleetledger.schemas.event.SessionEvent.SessionOpened;
import dev.fleetledger.schemas.event.SessionEvent.SessionRefreshed;
import dev.fleetledger.schemas.event.SigningKeyEvent.SigningKeyPublished;
import dev.fleetledger.schemas.event.SigningKeyEvent.SigningKeyRetired;
import dev.fleetledger.schemas.event.UserEvent.UserCreated;
import dev.fleetledger.schemas.event.UserEvent.UserDeleted;
import dev.fleetledger.schemas.event.UserEvent.UserPasswordChanged;
import dev.fleetledger.schemas.event.UserEvent.UserUpdated;
import dev.fleetledger.schemas.identity.IdentityRecord;
import dev.fleetledger.schemas.identity.IdentityRecord.ApiKeyIdentity;
import dev.fleetledger.schemas.identity.IdentityRecord.SessionIdentity;
import dev.fleetledger.schemas.identity.IdentityRecord.SigningKeyIdentity;
import dev.fleetledger.schemas.identity.IdentityRecord.UserIdentity;
import dev.fleetledger.schemas.topic.Topics;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What every service is told of who may do what, on {@code fleet.identity}: never a password, nor its hash. */
public final class IdentityRecords implements TransactionalView {

    @Override
    public List<ProducerRecord<byte[], byte[]>> records(FleetState before, RecordedEvent recorded, FleetState after) {
        return recorded.event() instanceof IdentityEvent event ? records(event, recorded, after.identity()) : List.of();
    }

    private static List<ProducerRecord<byte[], byte[]>> records(
            IdentityEvent event, RecordedEvent recorded, IdentityState after) {
        return switch (event) {
            case UserCreated created -> user(created.userNumber(), recorded, after);
            case UserUpdated updated -> user(updated.userNumber(), recorded, after);
            case UserPasswordChanged changed -> List.of();
            case UserDeleted deleted -> gone(recorded);
            case SessionOpened opened ->
                now(recorded, new SessionIdentity(opened.sessionId(), opened.userNumber(), opened.expiresAt()));
            case SessionRefreshed refreshed ->
                now(
                        recorded,
                        new SessionIdentity(
                                refreshed.sessionId(),
                                after.session(refreshed.sessionId())
                                        .orElseThrow()
                                        .user(),
                                refreshed.expiresAt()));
            case SessionEnded ended -> gone(recorded);
            case ApiKeyCreated created ->
                now(
                        recorded,
                        new ApiKeyIdentity(
                                created.keyId(),
                                created.name(),
                                created.owner(),
                                created.scopes(),
                                created.serverId(),
                                created.expiresAt(),
                                created.hash().value()));
            case ApiKeyRevoked revoked -> List.of(gone(recorded).getFirst(), unused(revoked));
            case SigningKeyPublished published ->
                now(recorded, new SigningKeyIdentity(published.kid(), published.publicKey()));
            case SigningKeyRetired retired -> gone(recorded);
        };
    }

    private static List<ProducerRecord<byte[], byte[]>> user(long number, RecordedEvent recorded, IdentityState after) {
        var user = after.user(number).orElseThrow();
        return now(
                recorded,
                new UserIdentity(
                        number,
                        user.details().name(),
                        user.details().role(),
                        Permission.names(user.permissions()),
                        user.details().disabled()));
    }

    private static List<ProducerRecord<byte[], byte[]>> now(RecordedEvent recorded, IdentityRecord record) {
        return List.of(record(recorded, record.subject(), Optional.of(record.encode())));
    }

    private static List<ProducerRecord<byte[], byte[]>> gone(RecordedEvent recorded) {
        return List.of(record(recorded, recorded.metadata().subject(), Optional.empty()));
    }

    private static ProducerRecord<byte[], byte[]> unused(ApiKeyRevoked revoked) {
        return new ProducerRecord<>(
                Topics.API_KEY_USES.topicName(), revoked.keyId().toString().getBytes(UTF_8), null);
    }

    private static ProducerRecord<byte[], byte[]> record(
            RecordedEvent recorded, AggregateRef subject, Optional<byte[]> value) {
        var key = IdentityRecord.key(recorded.metadata().fleet(), subject);
        return new ProducerRecord<>(Topics.IDENTITY.topicName(), key.getBytes(UTF_8), value.orElse(null));
    }
}
