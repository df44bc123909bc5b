package dev.fleetledger.command.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetledger.command.fleet.CommandContext;
import dev.fleetledger.command.fleet.DeciderSpecification;
import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.identity.PlatformCommand.FoundFleet;
import dev.fleetledger.command.ledger.CommandReply;
import dev.fleetledger.command.ledger.CommandRequest;
import dev.fleetledger.command.ledger.Ledger;
import dev.fleetledger.domain.identity.Identity;
import dev.fleetledger.domain.identity.Session;
import dev.fleetledger.domain.identity.SigningKey;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.identity.Role;
import dev.fleetledger.kit.security.ApiKeySecret;
import dev.fleetledger.kit.security.Keyset;
import dev.fleetledger.kit.security.Secret;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.event.FleetEvent;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoundingTest {
    private static final Instant NOW = Instant.parse("2026-01-18T10:30:00Z");
    private static final Passwords PASSWORDS = new Passwords(1);

    @TempDir
    private Path folder;

    private final MemoryLedger ledger = new MemoryLedger();
    private final Keyset keyset = Keyset.create(NOW);
    private final UserSecrets secrets = new UserSecrets(keyset.sealer(), PASSWORDS, 10);

    /** A ledger that can be killed right before or right after it commits the founding. */
    private static final class MemoryLedger implements Ledger {
        private final List<FleetEvent> events = new ArrayList<>();
        private Kill kill = Kill.NEVER;

        enum Kill {
            NEVER,
            BEFORE_COMMIT,
            AFTER_COMMIT
        }

        private static final class Killed extends RuntimeException {
            private static final long serialVersionUID = 1L;
        }

        @Override
        public CompletableFuture<CommandReply> submit(CommandRequest request) {
            var founds = request.command() instanceof FoundFleet;
            if (founds && kill == Kill.BEFORE_COMMIT) {
                throw new Killed();
            }
            var context = new CommandContext(request.id(), NOW, request.principal());
            var reply = switch (request.command().decide(state(request.fleet()), context)) {
                case Decision.Refused refused -> new CommandReply.Refused(refused.rejection());
                case Decision.Accepted accepted -> {
                    events.addAll(accepted.events());
                    yield new CommandReply.Accepted(
                            accepted.subject(), 1, List.of(), null, state(request.fleet()), NOW, false);
                }
            };
            if (founds && kill == Kill.AFTER_COMMIT) {
                throw new Killed();
            }
            return CompletableFuture.completedFuture(reply);
        }

        @Override
        public FleetState state(FleetId fleet) {
            return DeciderSpecification.state(events);
        }

        @Override
        public boolean owns(FleetId fleet) {
            return true;
        }

        @Override
        public Optional<URI> owner(FleetId fleet) {
            return Optional.empty();
        }
    }

    private Path file() {
        return folder.resolve("credentials.json");
    }

    private Founding founding(String url) {
        return new Founding(ledger, keyset, secrets, file(), url, "admin@fleet.local");
    }

    private Identity identity() {
        return ledger.state(FleetId.DEFAULT).identity();
    }

    private void assertUsable(Credentials credentials) {
        var admin = identity().userByEmail(credentials.adminEmail());
        assertThat(secrets.verify(
                        FleetId.DEFAULT,
                        admin,
                        new UserSecrets.Attempt("admin", "127.0.0.1", credentials.adminPassword())))
                .isTrue();
        assertThat(Role.permissionsOf(admin.orElseThrow().details())).containsExactly(Permission.SYSTEM_ADMIN);
        for (var text : List.of(credentials.apiKey(), credentials.agentKey())) {
            var key = ApiKeySecret.parse(text.value()).orElseThrow();
            var known = identity().apiKey(key.id()).orElseThrow();
            assertThat(keyset.verifier().matches(known.hash().value(), key)).isTrue();
        }
        assertThat(identity().apiKey(credentials.agentsKey().id()).orElseThrow().scopes())
                .containsExactlyInAnyOrderElementsOf(
                        Permission.names(Set.of(Permission.METRICS_WRITE, Permission.SERVER_REGISTER)));
    }

    private Credentials credentials() throws IOException {
        return Credentials.read(file()).orElseThrow();
    }

    @Test
    void theFirstStartGivesTheOwnerCredentialsThatWork() throws IOException, InterruptedException {
        founding("http://127.0.0.1:8080").run();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file()))
                .contains("base_url", "admin_email", "admin_password", "api_key", "agent_key");
        assertUsable(credentials());
        var signing = keyset.signing().getFirst();
        assertThat(identity().signingKey(signing.kid())).contains(new SigningKey(signing.kid(), signing.publicKey()));
        assertThat(ledger.events.toString())
                .doesNotContain(
                        credentials().adminPassword().value(),
                        credentials().apiKey().value());
    }

    @Test
    void anotherStartChangesNothingButTheAddress() throws IOException, InterruptedException {
        founding("http://127.0.0.1:8080").run();
        var first = credentials();
        var events = List.copyOf(ledger.events);
        founding("http://127.0.0.1:8080").run();
        founding("http://127.0.0.1:9090").run();
        assertThat(ledger.events).isEqualTo(events);
        assertThat(credentials()).isEqualTo(first.at("http://127.0.0.1:9090"));
    }

    @Test
    void aKillAroundTheCommitLocksNobodyOut() throws IOException, InterruptedException {
        for (var kill : List.of(MemoryLedger.Kill.BEFORE_COMMIT, MemoryLedger.Kill.AFTER_COMMIT)) {
            Files.deleteIfExists(file());
            ledger.events.clear();
            ledger.kill = kill;
            assertThatThrownBy(() -> founding("http://x").run()).isInstanceOf(MemoryLedger.Killed.class);
            var written = credentials();
            ledger.kill = MemoryLedger.Kill.NEVER;
            founding("http://x").run();
            assertThat(credentials()).isEqualTo(written);
            assertUsable(written);
        }
    }

    @Test
    void whoIsNotFirstKeepsNoCredentialsThatAreGoodForNothing() throws IOException, InterruptedException {
        founding("http://x").run();
        var others = folder.resolve("other/credentials.json");
        // It began before it had read what the first one wrote.
        var late = new Founding(
                new Ledger() {
                    @Override
                    public CompletableFuture<CommandReply> submit(CommandRequest request) {
                        return ledger.submit(request);
                    }

                    @Override
                    public FleetState state(FleetId fleet) {
                        return FleetState.EMPTY;
                    }

                    @Override
                    public boolean owns(FleetId fleet) {
                        return true;
                    }

                    @Override
                    public Optional<URI> owner(FleetId fleet) {
                        return Optional.empty();
                    }
                },
                keyset,
                secrets,
                others,
                "http://x",
                "admin@fleet.local");
        late.run();
        assertThat(others).doesNotExist();
        assertUsable(credentials());
    }

    @Test
    void rotationPublishesAndRetires() throws IOException, InterruptedException {
        founding("http://x").run();
        var old = keyset.signing().getFirst().kid();
        var rotated = keyset.rotate(NOW.plusSeconds(1));
        new Founding(ledger, rotated, secrets, file(), "http://x", "a@b").run();
        assertThat(identity().signingKeys().values()).hasSize(2);
        assertThat(identity().signingKey(old)).isPresent();
        new Founding(ledger, rotated.retire(old), secrets, file(), "http://x", "a@b").run();
        assertThat(identity().signingKeys().values()).hasSize(1);
        assertThat(identity().signingKey(old)).isEmpty();
    }

    @Test
    void refreshTokensAreReadBackByTheirSessionAndNothingElse() throws IOException, InterruptedException {
        founding("http://x").run();
        var lifetimes = new Tokens.Lifetimes(Duration.ofHours(1), Duration.ofDays(30), Duration.ofMinutes(1));
        var tokens = new Tokens(keyset, lifetimes, () -> NOW);
        var session = new Session(UUID.randomUUID(), 1, 7, NOW, NOW.plusSeconds(600));
        var pair = tokens.pair(identity(), session);
        assertThat(pair.expiresIn()).isEqualTo(600);
        assertThat(pair.toString()).doesNotContain(pair.access().value());
        var claims = tokens.readRefresh(identity(), pair.refresh().value()).orElseThrow();
        assertThat(claims.generation()).isEqualTo(7);
        assertThat(claims.session()).isEqualTo(session.id());
        assertThat(tokens.readRefresh(identity(), pair.access().value())).isEmpty();
        assertThat(tokens.readRefresh(Identity.EMPTY, pair.refresh().value())).isEmpty();
        assertThat(new Secret("x").toString()).isEqualTo("********");
    }
}
