package dev.fleetledger.ingest.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.error.UnavailableException;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.identity.Principal;
import java.time.Duration;
import java.util.HashMap;
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
    private final ServerResolver resolver = new ServerResolver(name -> Optional.ofNullable(known.get(name)));

    @Test
    void aKnownServerIsNotRegistered() {
        assertThat(resolver.resolve(agent(null), "media", ServerResolverTest::unasked))
                .isEqualTo(MEDIA);
    }

    @Test
    void anUnknownOneIs() {
        var id = UUID.randomUUID();
        assertThat(resolver.resolve(agent(null), "new", () -> id)).isEqualTo(id);
    }

    @Test
    void aKeyBoundToAServerSendsNoOthersTelemetry() {
        assertThat(resolver.resolve(agent(MEDIA), "media", ServerResolverTest::unasked))
                .isEqualTo(MEDIA);
        assertThatThrownBy(() -> resolver.resolve(agent(UUID.randomUUID()), "media", ServerResolverTest::unasked))
                .asInstanceOf(type(RejectedException.class))
                .extracting(RejectedException::rejection)
                .isInstanceOf(Rejection.Forbidden.class);
    }

    @Test
    void aKeyThatMayNotRegisterFindsNoUnknownServer() {
        var reporter = new Principal(Principal.Kind.API_KEY, "k", "reporter", Set.of(Permission.METRICS_WRITE), null);
        assertNotFound(() -> resolver.resolve(reporter, "new", ServerResolverTest::unasked));
    }

    @Test
    void aDeletedServerIsAskedAboutOnceInAWhile() {
        var asked = new AtomicInteger();
        Supplier<UUID> deleted = () -> {
            asked.incrementAndGet();
            throw new RejectedException(new Rejection.NotFound("Server", "gone"));
        };
        for (var i = 0; i < 5; i++) {
            assertNotFound(() -> resolver.resolve(agent(null), "gone", deleted));
        }
        assertThat(asked).hasValue(1);

        known.put("gone", MEDIA);
        assertThat(resolver.resolve(agent(null), "gone", deleted)).isEqualTo(MEDIA);
    }

    @Test
    void aRegistrationThatFailedForAnotherReasonIsTriedAgain() {
        var asked = new AtomicInteger();
        Supplier<UUID> away = () -> {
            asked.incrementAndGet();
            throw new UnavailableException("away", Duration.ofSeconds(1));
        };
        for (var i = 0; i < 2; i++) {
            assertThatThrownBy(() -> resolver.resolve(agent(null), "new", away))
                    .isInstanceOf(UnavailableException.class);
        }
        assertThat(asked).hasValue(2);
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
