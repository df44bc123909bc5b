package dev.fleetledger.query.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.query.history.HistoryProjection;
import dev.fleetledger.query.testing.EventChain;
import dev.fleetledger.query.testing.TestTables;
import dev.fleetledger.schemas.alert.Severity;
import dev.fleetledger.schemas.event.Concealed;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.WebhookDetails;
import dev.fleetledger.schemas.event.WebhookEvent.WebhookCreated;
import dev.fleetledger.schemas.event.WebhookEvent.WebhookUpdated;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WebhookDaoTest {
    private static final UUID ID = new UUID(1, 1);
    private static final String HOOK = "https://chat.example/hook";
    private static final String SEALED = "c2VhbGVk";

    private final EventChain chain = new EventChain();
    private final Jdbi database = TestTables.create();
    private final WebhookDao webhooks = new WebhookDao(database);

    @Test
    void aSealedQueryIsShownAsStarsAndItsSealStaysInTheLedger() {
        apply(new WebhookCreated(ID, at(HOOK, new Concealed(SEALED)), new Concealed(SEALED)));
        assertThat(url()).isEqualTo(HOOK + "?********");
        assertThat(documents()).hasSize(1).noneMatch(document -> document.contains(SEALED));
        apply(new WebhookUpdated(ID, at(HOOK, null)));
        assertThat(url()).isEqualTo(HOOK);
    }

    @Test
    void aQueryOfBeforeTheyWereSealedIsNotShownEither() {
        apply(new WebhookCreated(ID, at(HOOK + "?token=needle", null), new Concealed(SEALED)));
        assertThat(url()).isEqualTo(HOOK + "?********");
        assertThat(documents()).hasSize(1).noneMatch(document -> document.contains("needle"));
    }

    private String url() {
        return webhooks.webhook(ID).orElseThrow().url();
    }

    private List<String> documents() {
        return database.withHandle(handle -> handle.createQuery("select cast(document as text) from aggregate_versions")
                .mapTo(String.class)
                .list());
    }

    private void apply(FleetEvent event) {
        var recorded = List.of(chain.recorded(event));
        database.useTransaction(handle -> new HistoryProjection().apply(handle, recorded));
    }

    private static WebhookDetails at(String url, @Nullable Concealed query) {
        return new WebhookDetails("Ops", url, query, List.of(), Severity.INFO, true);
    }
}
