package dev.fleetledger.query.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetledger.domain.SealedSecret;
import dev.fleetledger.domain.template.TemplateView;
import dev.fleetledger.domain.template.TemplateView.VariableView;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.http.PageRequest;
import dev.fleetledger.query.history.HistoryProjection;
import dev.fleetledger.query.read.Moment;
import dev.fleetledger.query.testing.EventChain;
import dev.fleetledger.query.testing.TestTables;
import dev.fleetledger.schemas.Position;
import dev.fleetledger.schemas.event.Concealed;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.JobEvent.JobDeleted;
import dev.fleetledger.schemas.event.JobEvent.JobFailed;
import dev.fleetledger.schemas.event.JobEvent.JobRequested;
import dev.fleetledger.schemas.event.RecordedEvent;
import dev.fleetledger.schemas.event.TemplateDetails;
import dev.fleetledger.schemas.event.TemplateEvent.TemplateCreated;
import dev.fleetledger.schemas.event.TemplateEvent.TemplateDeleted;
import dev.fleetledger.schemas.event.TemplateEvent.TemplateUpdated;
import dev.fleetledger.schemas.event.VariableDetails;
import dev.fleetledger.schemas.job.JobKind;
import dev.fleetledger.schemas.job.JobOptions;
import dev.fleetledger.schemas.job.JobTarget;
import dev.fleetledger.schemas.machine.Lifecycle;
import dev.fleetledger.schemas.template.VariableType;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TemplateDaoTest {
    private static final PageRequest.PerPage PAGE = new PageRequest.PerPage(1, 20);
    private static final Concealed SEALED = new Concealed("nobody is shown this");

    private final Jdbi database = TestTables.create();
    private final EventChain chain = new EventChain();
    private final TemplateDao templates = new TemplateDao(database);

    private RecordedEvent created;
    private RecordedEvent used;

    /** One that was deployed with twice and changed in between, and one that is gone. */
    @BeforeEach
    void happen() {
        created =
                record(new TemplateCreated(1, new UUID(1, 1), details("docker-host", "containers", "#cloud-config\n")));
        record(new TemplateCreated(2, new UUID(1, 2), details("k8s", "orchestration", "#cloud-config\na: b\n")));
        used = requested(7, 1L);
        record(new JobFailed(7, "it broke"));
        record(new JobDeleted(7));
        record(new TemplateUpdated(1, details("docker-host", "containers", "#cloud-config\nc: d\n")));
        requested(8, 1L);
        requested(9, null);
        var last = record(new TemplateDeleted(2));
        database.useHandle(handle -> handle.execute(
                "insert into projector_offsets (projector, partition, next_offset, ledger_offset, shape)"
                        + " values ('ledger', ?, 0, ?, 1)",
                last.position().partition(),
                last.position().offset()));
    }

    private static TemplateDetails details(String name, String category, String content) {
        return new TemplateDetails(
                name,
                "For " + name,
                category,
                List.of("jammy"),
                List.of("amd64"),
                content,
                List.of("docker.io"),
                List.of(new VariableDetails("TOKEN", VariableType.STRING, null, SEALED, null, true, true)));
    }

    private RecordedEvent requested(long job, @Nullable Long template) {
        var target = new JobTarget(new UUID(3, 3), 1, "web", "fl-1", Lifecycle.READY);
        var options = template == null
                ? new JobOptions.Deploy("jammy", null, null, List.of())
                : new JobOptions.Deploy("jammy", null, "docker-host", List.of(), template, "1.0", "0".repeat(64));
        return record(new JobRequested(
                job, JobKind.DEPLOY, target, JobOptions.of(options), null, null, 0, template == null ? null : SEALED));
    }

    private RecordedEvent record(FleetEvent event) {
        var recorded = chain.recorded(event);
        database.useTransaction(handle -> {
            new HistoryProjection().apply(handle, List.of(recorded));
            new TemplateUses().apply(handle, List.of(recorded));
        });
        return recorded;
    }

    private List<String> listed(TemplateListQuery query, @Nullable Moment moment) {
        var page = templates.list(query, PAGE, moment);
        assertThat(page.total()).isEqualTo(page.items().size());
        return page.items().stream().map(TemplateView::name).toList();
    }

    @Test
    @DisplayName("G10: what there is now, with how often it was used")
    void now() {
        var all = new TemplateListQuery(null, null);
        assertThat(listed(all, null)).containsExactly("docker-host");
        var view = templates.list(all, PAGE, null).items().getFirst();
        assertThat(view.version()).isEqualTo("1.1");
        assertThat(view.packages()).containsExactly("docker.io");
        assertThat(view.variables()).extracting(VariableView::usual).containsExactly(SealedSecret.SHOWN);
        for (var id : new String[] {"1", "docker-host", "DOCKER-Host"}) {
            var found = templates.find(id, null).orElseThrow();
            assertThat(found.version()).isEqualTo(2);
            assertThat(found.template().content()).isEqualTo("#cloud-config\nc: d\n");
            assertThat(found.template().usageCount()).isEqualTo(2);
            assertThat(found.template().lastUsed()).isAfter(used.metadata().time());
        }
        assertThat(templates.find("2", null)).isEmpty();
        assertThat(templates.find("k8s", null)).isEmpty();
    }

    @Test
    void byCategoryAndPartOfNameOrDescription() {
        assertThat(listed(new TemplateListQuery("containers", "FOR dock"), null))
                .containsExactly("docker-host");
        assertThat(listed(new TemplateListQuery("orchestration", null), null)).isEmpty();
        assertThat(listed(new TemplateListQuery(null, "k8s"), null)).isEmpty();
    }

    @Test
    @DisplayName("G10, as_of: what there was then, by time or position")
    void then() {
        for (var moment : List.of(new Moment.At(used.metadata().time()), new Moment.After(used.position()))) {
            assertThat(listed(new TemplateListQuery(null, null), moment)).containsExactly("docker-host", "k8s");
            var found = templates.find("1", moment).orElseThrow().template();
            assertThat(found.content()).isEqualTo("#cloud-config\n");
            assertThat(found.template().version()).isEqualTo("1.0");
            assertThat(found.usageCount()).isEqualTo(1);
            assertThat(found.lastUsed()).isEqualTo(used.metadata().time());
        }
        var before = new Moment.After(created.position());
        assertThat(templates.find("1", before).orElseThrow().template())
                .satisfies(found -> assertThat(found.usageCount()).isZero())
                .satisfies(found -> assertThat(found.lastUsed()).isNull());
        var future = new Moment.After(new Position(EventChain.PARTITION, 1_000_000));
        assertThatThrownBy(() -> templates.find("1", future)).isInstanceOf(RejectedException.class);
    }

    @Test
    @DisplayName("Rule 13: no table holds what was sealed")
    void sealed() {
        var tables = database.withHandle(
                handle -> handle.createQuery("""
                        select coalesce(string_agg(v::text, ''), '') || (select coalesce(string_agg(a::text, ''), '') from audit a)
                        from aggregate_versions v""").mapTo(String.class).one());
        assertThat(tables).contains("docker-host").doesNotContain(SEALED.value());
    }

    @Test
    void aPageIsFoundByAnIndex() {
        var plan = database.inTransaction(handle -> {
            // So few rows are sorted otherwise.
            handle.execute("set local enable_seqscan = off");
            handle.execute("set local enable_sort = off");
            return handle.createQuery("""
                            explain select * from aggregate_versions where fleet = 'default' and type = 'template'
                            and document is not null and to_offset is null
                            order by cast(id as bigint) limit 20""").mapTo(String.class).list();
        });
        assertThat(plan).anyMatch(line -> line.contains("aggregate_versions_templates"));
    }
}
