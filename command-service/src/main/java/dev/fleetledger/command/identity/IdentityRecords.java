package dev.fleetledger.command.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.ledger.TransactionalView;
import dev.fleetledger.domain.identity.ApiKey;
import dev.fleetledger.domain.identity.Identity;
import dev.fleetledger.domain.identity.Session;
import dev.fleetledger.domain.identity.SigningKey;
import dev.fleetledger.domain.identity.User;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.identity.Role;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.event.ApiKeyEvent.ApiKeyRevoked;
import dev.fleetledger.schemas.event.IdentityEvent;
import dev.fleetledger.schemas.event.RecordedEvent;
import dev.fleetledger.schemas.event.UserEvent.UserPasswordChanged;
import dev.fleetledger.schemas.identity.IdentityRecord;
import dev.fleetledger.schemas.identity.IdentityRecord.ApiKeyIdentity;
import dev.fleetledger.schemas.identity.IdentityRecord.SessionIdentity;
import dev.fleetledger.schemas.identity.IdentityRecord.SigningKeyIdentity;
import dev.fleetledger.schemas.identity.IdentityRecord.UserIdentity;
import dev.fleetledger.schemas.topic.TopicSpec;
import dev.fleetledger.schemas.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What every service is told of who may do what, on {@code fleet.identity}: never a password, nor its hash. */
public final class IdentityRecords implements TransactionalView {

    @Override
    public TopicSpec topic() {
        return Topics.IDENTITY;
    }

    @Override
    public Set<TopicSpec> writes() {
        return Set.of(topic(), Topics.API_KEY_USES);
    }

    @Override
    public List<ProducerRecord<byte[], byte[]>> records(FleetState before, RecordedEvent recorded, FleetState after) {
        if (!(recorded.event() instanceof IdentityEvent event) || event instanceof UserPasswordChanged) {
            return List.of();
        }
        var subject = recorded.metadata().subject();
        var record = new ProducerRecord<>(
                Topics.IDENTITY.topicName(),
                IdentityRecord.key(recorded.metadata().fleet(), subject).getBytes(UTF_8),
                find(subject, after.identity()).map(IdentityRecord::encode).orElse(null));
        return event instanceof ApiKeyRevoked revoked ? List.of(record, unused(revoked)) : List.of(record);
    }

    @Override
    public Map<String, byte[]> all(FleetId fleet, FleetState state) {
        var identity = state.identity();
        return Stream.<Stream<? extends IdentityRecord>>of(
                        identity.users().values().stream().map(IdentityRecords::user),
                        identity.sessions().values().stream().map(IdentityRecords::session),
                        identity.apiKeys().values().stream().map(IdentityRecords::apiKey),
                        identity.signingKeys().values().stream().map(IdentityRecords::signingKey))
                .<IdentityRecord>flatMap(records -> records)
                .collect(Collectors.toMap(
                        record -> IdentityRecord.key(fleet, record.subject()), IdentityRecord::encode));
    }

    @Override
    public Optional<FleetId> fleet(String key, byte[] value) {
        var end = key.indexOf('/');
        return end < 0 ? Optional.empty() : Optional.of(new FleetId(key.substring(0, end)));
    }

    private static Optional<? extends IdentityRecord> find(AggregateRef subject, Identity identity) {
        return switch (subject.type()) {
            case USER -> identity.user(Long.parseLong(subject.id())).map(IdentityRecords::user);
            case SESSION -> identity.session(UUID.fromString(subject.id())).map(IdentityRecords::session);
            case API_KEY -> identity.apiKey(UUID.fromString(subject.id())).map(IdentityRecords::apiKey);
            case SIGNING_KEY -> identity.signingKey(subject.id()).map(IdentityRecords::signingKey);
            case SERVER,
                    JOB,
                    TEMPLATE,
                    PDU,
                    DEVICE,
                    NODE,
                    SITE,
                    BACKUP,
                    THRESHOLD,
                    ALERT,
                    SILENCE,
                    WEBHOOK,
                    DELIVERY,
                    LEDGER -> throw new IllegalArgumentException("nobody is known by " + subject);
        };
    }

    private static UserIdentity user(User user) {
        return new UserIdentity(
                user.number(),
                user.details().name(),
                user.details().role(),
                Permission.names(Role.permissionsOf(user.details())),
                user.details().disabled());
    }

    private static SessionIdentity session(Session session) {
        return new SessionIdentity(session.id(), session.user(), session.expiresAt());
    }

    private static ApiKeyIdentity apiKey(ApiKey key) {
        return new ApiKeyIdentity(
                key.id(),
                key.name(),
                key.owner(),
                Permission.names(Permission.of(key.scopes())),
                key.serverId(),
                key.expiresAt(),
                key.hash().value());
    }

    private static SigningKeyIdentity signingKey(SigningKey key) {
        return new SigningKeyIdentity(key.kid(), key.publicKey());
    }

    private static ProducerRecord<byte[], byte[]> unused(ApiKeyRevoked revoked) {
        return new ProducerRecord<>(
                Topics.API_KEY_USES.topicName(), revoked.keyId().toString().getBytes(UTF_8), null);
    }
}
