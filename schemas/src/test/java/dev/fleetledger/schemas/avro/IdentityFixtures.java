package dev.fleetledger.schemas.avro;

import dev.fleetledger.schemas.event.ApiKeyEvent.ApiKeyCreated;
import dev.fleetledger.schemas.event.ApiKeyEvent.ApiKeyEnd;
import dev.fleetledger.schemas.event.ApiKeyEvent.ApiKeyRevoked;
import dev.fleetledger.schemas.event.Concealed;
import dev.fleetledger.schemas.event.SessionEvent.SessionEnd;
import dev.fleetledger.schemas.event.SessionEvent.SessionEnded;
import dev.fleetledger.schemas.event.SessionEvent.SessionOpened;
import dev.fleetledger.schemas.event.SessionEvent.SessionRefreshed;
import dev.fleetledger.schemas.event.SigningKeyEvent.SigningKeyPublished;
import dev.fleetledger.schemas.event.SigningKeyEvent.SigningKeyRetired;
import dev.fleetledger.schemas.event.UserDetails;
import dev.fleetledger.schemas.event.UserEvent.UserCreated;
import dev.fleetledger.schemas.event.UserEvent.UserDeleted;
import dev.fleetledger.schemas.event.UserEvent.UserPasswordChanged;
import dev.fleetledger.schemas.event.UserEvent.UserUpdated;
import dev.fleetledger.schemas.identity.IdentityRecord.ApiKeyIdentity;
import dev.fleetledger.schemas.identity.IdentityRecord.SessionIdentity;
import dev.fleetledger.schemas.identity.IdentityRecord.SigningKeyIdentity;
import dev.fleetledger.schemas.identity.IdentityRecord.UserIdentity;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Records of users, sessions and keys. */
final class IdentityFixtures {
    private static final UUID ID = UUID.fromString("7d1e3c1c-3a0e-4f4c-9a57-0d0f2f1f4a3b");
    private static final Instant THEN = Instant.parse("2026-01-18T10:30:00.123Z");
    private static final Concealed HIDDEN = new Concealed("AQIDBA==");
    private static final UserDetails ADMIN =
            new UserDetails("admin@fleet.local", "Administrator", "admin", null, false);
    private static final UserDetails OTHER =
            new UserDetails("o@example.com", "O", "operator", List.of("server.read"), true);

    private IdentityFixtures() {}

    static List<Record> all() {
        return Stream.of(events(), records(), endings()).flatMap(List::stream).toList();
    }

    private static List<Record> events() {
        return List.of(
                new UserCreated(1, ADMIN, HIDDEN),
                new UserUpdated(2, OTHER),
                new UserUpdated(2, new UserDetails("o@example.com", "O", "viewer", List.of(), false)),
                new UserPasswordChanged(1, HIDDEN),
                new UserDeleted(2),
                new SessionOpened(ID, 1, THEN),
                new SessionRefreshed(ID, 2, THEN),
                new ApiKeyCreated(ID, "agent", 1, List.of("metrics.write"), ID, THEN, HIDDEN),
                new ApiKeyCreated(ID, "admin", 1, List.of("system.admin"), null, null, HIDDEN),
                new SigningKeyPublished("k1", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"),
                new SigningKeyRetired("k1"));
    }

    private static List<Record> records() {
        return List.of(
                new UserIdentity(1, "Administrator", "admin", List.of("system.admin"), false),
                new SessionIdentity(ID, 1, THEN),
                new ApiKeyIdentity(ID, "agent", 1, List.of("metrics.write"), ID, THEN, "hash"),
                new ApiKeyIdentity(ID, "agent", 1, List.of(), null, null, "hash"),
                new SigningKeyIdentity("k1", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"));
    }

    private static List<Record> endings() {
        return Stream.concat(
                        Arrays.stream(SessionEnd.values()).map(cause -> (Record) new SessionEnded(ID, cause)),
                        Arrays.stream(ApiKeyEnd.values()).map(cause -> (Record) new ApiKeyRevoked(ID, cause)))
                .toList();
    }
}
