package dev.fleetledger.domain.node;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.fleetledger.schemas.event.NodeDetails;

/** How nodes are kept in the history: with the names of the contract. */
public final class StoredNodes {

    private StoredNodes() {}

    /** What a mapper of the history needs for them. */
    public static SimpleModule module() {
        return new SimpleModule("nodes").setMixInAnnotation(NodeDetails.class, DetailsForm.class);
    }

    /** Read by Jackson. */
    @SuppressWarnings("UnusedMethod")
    private interface DetailsForm {
        @JsonProperty("is_master")
        boolean master();
    }
}
