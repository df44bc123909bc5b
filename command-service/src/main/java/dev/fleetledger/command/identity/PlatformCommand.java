package dev.fleetledger.command.identity;

import dev.fleetledger.command.fleet.CommandContext;
import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.schemas.event.ApiKeyEvent.ApiKeyCreated;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.SigningKeyEvent.SigningKeyPublished;
import dev.fleetledger.schemas.event.SigningKeyEvent.SigningKeyRetired;
import dev.fleetledger.schemas.event.UserEvent.UserCreated;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the platform asks of itself. */
public sealed interface PlatformCommand extends IdentityCommand {

    @Override
    default Set<Permission> permissions() {
        return Set.of(Permission.SYSTEM_ADMIN);
    }

    /** Makes the fleet's first user with their API keys; refused once there ever was a user. */
    record FoundFleet(UserCreated admin, List<ApiKeyCreated> apiKeys) implements PlatformCommand {
        public FoundFleet {
            apiKeys = List.copyOf(apiKeys);
        }

        @Override
        public Decision decide(FleetState state, CommandContext context) {
            if (state.identity().lastUserNumber() > 0) {
                return Decision.refuse(new Rejection.Conflict("CONFLICT", "The fleet has been founded already"));
            }
            var events = new ArrayList<FleetEvent>();
            events.add(admin);
            events.addAll(apiKeys);
            return new Decision.Accepted(admin.aggregate(), events);
        }
    }

    /** Lets tokens be signed by a key. */
    record PublishSigningKey(String kid, String publicKey) implements PlatformCommand {
        @Override
        public Decision decide(FleetState state, CommandContext context) {
            var published = new SigningKeyPublished(kid, publicKey);
            var known = state.identity().signingKey(kid);
            if (known.isEmpty()) {
                return Decision.accept(published);
            }
            return known.get().publicKey().equals(publicKey)
                    ? Decision.unchanged(published.aggregate())
                    : Decision.refuse(new Rejection.Conflict("CONFLICT", "Another signing key has that name"));
        }
    }

    /** Ends all tokens that a key signed. */
    record RetireSigningKey(String kid) implements PlatformCommand {
        @Override
        public Decision decide(FleetState state, CommandContext context) {
            var retired = new SigningKeyRetired(kid);
            return state.identity().signingKey(kid).isPresent()
                    ? Decision.accept(retired)
                    : Decision.unchanged(retired.aggregate());
        }
    }
}
