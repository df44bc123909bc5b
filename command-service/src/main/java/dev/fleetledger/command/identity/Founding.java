package dev.fleetledger.command.identity;

import dev.fleetledger.command.identity.PlatformCommand.FoundFleet;
import dev.fleetledger.command.identity.PlatformCommand.PublishSigningKey;
import dev.fleetledger.command.identity.PlatformCommand.RetireSigningKey;
import dev.fleetledger.command.ledger.CommandReply;
import dev.fleetledger.command.ledger.Ledger;
import dev.fleetledger.command.process.SystemCommand;
import dev.fleetledger.command.process.SystemCommands;
import dev.fleetledger.domain.identity.Identity;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.identity.Role;
import dev.fleetledger.kit.security.ApiKeySecret;
import dev.fleetledger.kit.security.Keyset;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.event.ApiKeyEvent.ApiKeyCreated;
import dev.fleetledger.schemas.event.Concealed;
import dev.fleetledger.schemas.event.UserDetails;
import dev.fleetledger.schemas.event.UserEvent.UserCreated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The first start of a fleet: makes its administrator and its first API keys, and publishes the keys that sign tokens.
 * The credentials are on disk before the ledger knows them, so that a kill at any moment locks nobody out: the next start
 * takes the file as it is.
 */
public final class Founding {
    private static final long FIRST_USER = 1;

    private final Ledger ledger;
    private final SystemCommands commands;
    private final Keyset keyset;
    private final UserSecrets secrets;
    private final Path credentialsFile;
    private final String baseUrl;
    private final String adminEmail;

    /**
     * @param credentialsFile where the owner finds what was made
     * @param baseUrl where clients reach the platform
     * @param adminEmail of the administrator
     */
    public Founding(
            Ledger ledger,
            Keyset keyset,
            UserSecrets secrets,
            Path credentialsFile,
            String baseUrl,
            String adminEmail) {
        this.ledger = ledger;
        commands = new SystemCommands(ledger, "founding");
        this.keyset = keyset;
        this.secrets = secrets;
        this.credentialsFile = credentialsFile;
        this.baseUrl = baseUrl;
        this.adminEmail = adminEmail;
    }

    /**
     * Does what is still to be done; safe to repeat, and on any instance that owns the fleet.
     *
     * @throws dev.fleetledger.command.ledger.LedgerUnavailableException if it does not, or not any more
     * @throws IOException if the credentials cannot be read or written
     */
    public void run() throws IOException, InterruptedException {
        for (var kid : keyset.retired()) {
            commands.decide(SystemCommand.of(new RetireSigningKey(kid), "retire", kid));
        }
        for (var key : keyset.signing()) {
            commands.decide(SystemCommand.of(new PublishSigningKey(key.kid(), key.publicKey()), "publish", key.kid()));
        }
        if (identity().lastUserNumber() == 0) {
            found();
        } else {
            moveTo(baseUrl);
        }
    }

    private void found() throws IOException, InterruptedException {
        var kept = Credentials.read(credentialsFile);
        var credentials = kept.isPresent() ? kept.get().at(baseUrl) : Credentials.create(baseUrl, adminEmail);
        credentials.write(credentialsFile);
        var admin = new UserCreated(
                FIRST_USER,
                new UserDetails(credentials.adminEmail(), "Administrator", Role.ADMIN.wireName(), null, false),
                secrets.seal(FleetId.DEFAULT, FIRST_USER, secrets.hash(credentials.adminPassword())));
        var keys = List.of(
                key("Administrator", credentials.adminKey(), Set.of(Permission.SYSTEM_ADMIN)),
                key("Agents", credentials.agentsKey(), Set.of(Permission.METRICS_WRITE, Permission.SERVER_REGISTER)));
        var found = SystemCommand.of(
                new FoundFleet(admin, keys), "found", credentials.adminKey().id());
        if (commands.decide(found) instanceof CommandReply.Refused && kept.isEmpty()) {
            // Another instance was first: what was made here is nobody's.
            Files.deleteIfExists(credentialsFile);
        }
    }

    private ApiKeyCreated key(String name, ApiKeySecret key, Set<Permission> scopes) {
        var hash = new Concealed(keyset.verifier().hash(key));
        return new ApiKeyCreated(key.id(), name, FIRST_USER, Permission.names(scopes), null, null, hash);
    }

    private void moveTo(String url) throws IOException {
        var kept = Credentials.read(credentialsFile);
        if (kept.isPresent() && !kept.get().baseUrl().equals(url)) {
            kept.get().at(url).write(credentialsFile);
        }
    }

    private Identity identity() {
        return ledger.state(FleetId.DEFAULT).identity();
    }
}
