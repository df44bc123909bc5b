package dev.fleetledger.query.identity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.query.history.AggregateDocuments;
import dev.fleetledger.query.history.Sealed;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.UserDetails;
import dev.fleetledger.schemas.event.UserEvent;
import dev.fleetledger.schemas.event.UserEvent.UserCreated;
import dev.fleetledger.schemas.event.UserEvent.UserDeleted;
import dev.fleetledger.schemas.event.UserEvent.UserPasswordChanged;
import dev.fleetledger.schemas.event.UserEvent.UserUpdated;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ledger's facts about users: the fields of {@link UserDetails}, and that there is a password. */
public final class UserDocuments implements AggregateDocuments<UserEvent> {

    @Override
    public @Nullable ObjectNode after(UserEvent event, EventMetadata metadata, @Nullable ObjectNode before) {
        return switch (event) {
            case UserCreated created ->
                details(JsonNodeFactory.instance.objectNode(), created.details())
                        .set("password", Sealed.at(metadata.version()));
            case UserUpdated updated -> details(known(before), updated.details());
            case UserPasswordChanged changed -> known(before).set("password", Sealed.at(metadata.version()));
            case UserDeleted deleted -> null;
        };
    }

    @Override
    public Set<String> names(ObjectNode document) {
        return Set.of();
    }

    private static ObjectNode known(@Nullable ObjectNode before) {
        return Objects.requireNonNull(before, "an event of a user that never was")
                .deepCopy();
    }

    private static ObjectNode details(ObjectNode document, UserDetails details) {
        document.put("email", details.email())
                .put("name", details.name())
                .put("role", details.role())
                .put("disabled", details.disabled());
        if (details.permissions() == null) {
            document.putNull("permissions");
        } else {
            var permissions = document.putArray("permissions");
            details.permissions().forEach(permissions::add);
        }
        return document;
    }
}
