package dev.fleetledger.ingest.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.identity.Principal;
import dev.fleetledger.kit.retry.UnavailableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServerResolverTest {
    private static final UUID MEDIA = UUID.fromString("3d298266-633b-48b6-9662-07a1d9ee1c44");

    private final Map<String, UUID> known = new HashMap<>(Map.of("media", MEDIA));
    private final Map<String, Set<UUID>> hosts = new HashMap<>();
    private final ServerResolver resolver = new ServerResolver(
            name -> Optional.ofNullable(known.get(name)), host -> hosts.getOrDefault(host, Set.of()));

    @Test
    void aKnownServerIsNotRegistered() {
        assertThat(resolver.resolve(agent(null), ServerName.id("media"), ServerResolverTest::unasked))
                .isEqualTo(MEDIA);
    }

    @Test
    void anUnknownOneIs() {
        var id = UUID.randomUUID();
        assertThat(resolver.resolve(agent(null), ServerName.id("new"), () -> id))
                .isEqualTo(id);
    }

    @Test
    void aKeyBoundToAServerSendsNoOthersTelemetry() {
        assertThat(resolver.resolve(agent(MEDIA), ServerName.id("media"), ServerResolverTest::unasked))
                .isEqualTo(MEDIA);
        var other = UUID.randomUUID();
        known.put(other.toString(), other);
        assertThatThrownBy(() -> resolver.resolve(agent(other), ServerName.id("media"), ServerResolverTest::unasked))
                .asInstanceOf(type(RejectedException.class))
                .extracting(RejectedException::rejection)
                .isInstanceOf(Rejection.Forbidden.class);
    }

    @Test
    void toABoundKeyAnUnknownServerIsAsForbiddenAsAnyOther() {
        var other = UUID.randomUUID();
        known.put(MEDIA.toString(), MEDIA);
        known.put("other", other);
        for (var name :
                List.of("other", "nobody", other.toString(), UUID.randomUUID().toString(), "7", "Media2")) {
            assertThatThrownBy(() -> resolver.resolve(agent(MEDIA), ServerName.id(name), ServerResolverTest::unasked))
                    .as(name)
                    .asInstanceOf(type(RejectedException.class))
                    .extracting(RejectedException::rejection)
                    .isInstanceOf(Rejection.Forbidden.class);
        }
    }

    @Test
    void aBoundKeysServerMayBeNewerThanWhatIsKnownHere() {
        var fresh = UUID.randomUUID();
        assertThat(resolver.resolve(agent(fresh), ServerName.id(fresh.toString()), ServerResolverTest::unasked))
                .isEqualTo(fresh);
        assertThatThrownBy(() -> resolver.resolve(agent(fresh), ServerName.id("fresh"), ServerResolverTest::unasked))
                .isInstanceOf(UnavailableException.class);
    }

    @Test
    void aKeyThatMayNotRegisterFindsNoUnknownServer() {
        var reporter = new Principal(Principal.Kind.API_KEY, "k", "reporter", Set.of(Permission.METRICS_WRITE), null);
        assertNotFound(() -> resolver.resolve(reporter, ServerName.id("new"), ServerResolverTest::unasked));
    }

    @Test
    void aDeletedServerIsAskedAboutOnceInAWhile() {
        var asked = new AtomicInteger();
        Supplier<UUID> deleted = () -> {
            asked.incrementAndGet();
            throw new RejectedException(new Rejection.NotFound("Server", "gone"));
        };
        for (var i = 0; i < 5; i++) {
            assertNotFound(() -> resolver.resolve(agent(null), ServerName.id("gone"), deleted));
        }
        assertThat(asked).hasValue(1);

        known.put("gone", MEDIA);
        assertThat(resolver.resolve(agent(null), ServerName.id("gone"), deleted))
                .isEqualTo(MEDIA);
    }

    @Test
    void aRegistrationThatFailedForAnotherReasonIsTriedAgain() {
        var asked = new AtomicInteger();
        Supplier<UUID> away = () -> {
            asked.incrementAndGet();
            throw new UnavailableException("away", Duration.ofSeconds(1));
        };
        for (var i = 0; i < 2; i++) {
            assertThatThrownBy(() -> resolver.resolve(agent(null), ServerName.id("new"), away))
                    .isInstanceOf(UnavailableException.class);
        }
        assertThat(asked).hasValue(2);
    }

    @Test
    void aHostIsFoundByNoIdAndAnIdByNoHostUnlessItMayBeBoth() {
        var web = UUID.randomUUID();
        hosts.put("web", Set.of(web));
        var made = UUID.randomUUID();

        assertThat(resolver.resolve(agent(null), ServerName.host("web"), ServerResolverTest::unasked))
                .isEqualTo(web);
        assertThat(resolver.resolve(agent(null), ServerName.host("media"), () -> made))
                .isEqualTo(made);
        assertThat(resolver.resolve(agent(null), ServerName.id("web"), () -> made))
                .isEqualTo(made);
        assertThat(resolver.resolve(agent(null), ServerName.idOrHost("media"), ServerResolverTest::unasked))
                .isEqualTo(MEDIA);
        assertThat(resolver.resolve(agent(null), ServerName.idOrHost("web"), ServerResolverTest::unasked))
                .isEqualTo(web);
    }

    @Test
    void aHostOfSeveralServersIsNoneButThatOfItsOwnKey() {
        var other = UUID.randomUUID();
        hosts.put("twin", Set.of(MEDIA, other));

        assertThatThrownBy(() -> resolver.resolve(agent(null), ServerName.host("twin"), ServerResolverTest::unasked))
                .asInstanceOf(type(RejectedException.class))
                .extracting(RejectedException::rejection)
                .isInstanceOf(Rejection.Conflict.class);
        assertThat(resolver.resolve(agent(other), ServerName.host("twin"), ServerResolverTest::unasked))
                .isEqualTo(other);
    }

    @Test
    void anAbsentHostIsNoAbsentId() {
        assertNotFound(() -> resolver.resolve(agent(null), ServerName.host("gone"), () -> {
            throw new RejectedException(new Rejection.NotFound("Server", "gone"));
        }));
        assertThat(resolver.resolve(agent(null), ServerName.id("gone"), () -> MEDIA))
                .isEqualTo(MEDIA);
    }

    private static UUID unasked() {
        throw new AssertionError("nobody should be asked to register it");
    }

    private static void assertNotFound(Runnable resolving) {
        assertThatThrownBy(resolving::run)
                .asInstanceOf(type(RejectedException.class))
                .extracting(RejectedException::rejection)
                .isInstanceOf(Rejection.NotFound.class);
    }

    private static Principal agent(@Nullable UUID server) {
        return new Principal(
                Principal.Kind.API_KEY,
                "k",
                "agent",
                Set.of(Permission.METRICS_WRITE, Permission.SERVER_REGISTER),
                server);
    }
}
