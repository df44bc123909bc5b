package dev.fleetledger.query.identity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.query.history.AggregateDocuments;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.SigningKeyEvent;
import dev.fleetledger.schemas.event.SigningKeyEvent.SigningKeyPublished;
import dev.fleetledger.schemas.event.SigningKeyEvent.SigningKeyRetired;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ledger's facts about the keys that sign tokens. */
public final class SigningKeyDocuments implements AggregateDocuments<SigningKeyEvent> {

    @Override
    public @Nullable ObjectNode after(SigningKeyEvent event, EventMetadata metadata, @Nullable ObjectNode before) {
        return switch (event) {
            case SigningKeyPublished published ->
                JsonNodeFactory.instance.objectNode().put("public_key", published.publicKey());
            case SigningKeyRetired retired -> null;
        };
    }

    @Override
    public Set<String> names(ObjectNode document) {
        return Set.of();
    }
}
