package dev.fleetledger.query.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.query.history.Documents.Version;
import dev.fleetledger.query.testing.EventChain;
import dev.fleetledger.schemas.event.ApiKeyEvent;
import dev.fleetledger.schemas.event.ApiKeyEvent.ApiKeyCreated;
import dev.fleetledger.schemas.event.ApiKeyEvent.ApiKeyEnd;
import dev.fleetledger.schemas.event.ApiKeyEvent.ApiKeyRevoked;
import dev.fleetledger.schemas.event.Concealed;
import dev.fleetledger.schemas.event.FleetEvent;
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
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The history keeps users, sessions and keys in this shape, which the audit shows. */
class StoredIdentityTest {
    private static final UUID ID = UUID.fromString("33333333-3a0e-4f4c-9a57-0d0f2f1f4a3b");
    private static final UUID SERVER = UUID.fromString("3d298266-633b-48b6-9662-07a1d9ee1c44");
    private static final Instant LATER = Instant.parse("2026-02-18T10:30:00Z");
    private static final Concealed HASH = new Concealed("nobody is shown this");

    private final EventChain chain = new EventChain();
    private Version version = Version.NONE;
    private ObjectNode changes = Changes.between(null, null);

    /** The document after one more event of the aggregate, as the database gives it back. */
    private @Nullable String after(FleetEvent event) {
        var before = version.document();
        var after = Documents.after(chain.recorded(event), version);
        changes = Changes.between(before, after.document());
        var stored = after.document() == null ? null : json(after.document().toString());
        version = new Version(stored, after.names());
        return stored == null ? null : stored.toString();
    }

    private static ObjectNode json(String text) {
        return VersionRow.json(text);
    }

    private void assertAfter(FleetEvent event, String document) {
        after(event);
        assertThat(version.document()).isEqualTo(json(document));
    }

    private void assertGoneAfter(FleetEvent event) {
        assertThat(after(event)).isNull();
    }

    @Test
    void users() {
        assertAfter(new UserCreated(7, new UserDetails("Ada@example.com", "Ada", "viewer", null, false), HASH), """
                {"email":"Ada@example.com","name":"Ada","role":"viewer","disabled":false,"permissions":null,
                 "password":{"$sealed":1}}""");
        assertThat(version.names()).isEmpty();
        assertAfter(
                new UserUpdated(
                        7, new UserDetails("ada@example.com", "Ada", "admin", List.of("server.read", "other"), true)),
                """
                {"email":"ada@example.com","name":"Ada","role":"admin","disabled":true,
                 "permissions":["server.read","other"],"password":{"$sealed":1}}""");
        assertThat(changes.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("email", "role", "disabled", "permissions");
        assertAfter(new UserPasswordChanged(7, HASH), """
                {"email":"ada@example.com","name":"Ada","role":"admin","disabled":true,
                 "permissions":["server.read","other"],"password":{"$sealed":3}}""");
        assertThat(changes).isEqualTo(json("{\"password\":{\"before\":\"********\",\"after\":\"********\"}}"));
        assertGoneAfter(new UserDeleted(7));
    }

    @Test
    void sessions() {
        assertAfter(new SessionOpened(ID, 7, LATER), "{\"user\":7,\"expires_at\":\"2026-02-18T10:30:00Z\"}");
        assertThat(version.names()).isEmpty();
        assertAfter(
                new SessionRefreshed(ID, 2, LATER.plusMillis(1500)),
                "{\"user\":7,\"expires_at\":\"2026-02-18T10:30:01.500Z\"}");
        assertThat(changes.fieldNames()).toIterable().containsExactly("expires_at");
        assertGoneAfter(new SessionEnded(ID, SessionEnd.LOGOUT));
    }

    @Test
    void apiKeys() {
        assertAfter(new ApiKeyCreated(ID, "Agents", 7, List.of("metrics.write", "other"), SERVER, LATER, HASH), """
                {"name":"Agents","owner":7,"server_id":"3d298266-633b-48b6-9662-07a1d9ee1c44",
                 "expires_at":"2026-02-18T10:30:00Z","scopes":["metrics.write","other"],"key":{"$sealed":1}}""");
        assertGoneAfter(new ApiKeyRevoked(ID, ApiKeyEnd.REQUESTED));
        assertThat(version.names()).containsExactly("owner:7");
    }

    @Test
    void apiKeysOfThePlatform() {
        assertAfter(new ApiKeyCreated(ID, "node", ApiKeyEvent.NO_USER, List.of(), null, null, HASH), """
                {"name":"node","owner":0,"server_id":null,"expires_at":null,"scopes":[],"key":{"$sealed":1}}""");
        assertThat(version.names()).containsExactly("owner:0");
    }

    @Test
    void signingKeys() {
        assertAfter(new SigningKeyPublished("k1", "AbC-_"), "{\"public_key\":\"AbC-_\"}");
        assertThat(version.names()).isEmpty();
        assertGoneAfter(new SigningKeyRetired("k1"));
    }
}
