package dev.fleetledger.command.template;

import static dev.fleetledger.command.fleet.DeciderSpecification.given;

import dev.fleetledger.command.template.TemplateCommand.CreateTemplate;
import dev.fleetledger.command.template.TemplateCommand.DeleteTemplate;
import dev.fleetledger.command.template.TemplateCommand.UpdateTemplate;
import dev.fleetledger.domain.server.Server;
import dev.fleetledger.kit.change.Change;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.schemas.event.Concealed;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.JobEvent.JobCancelled;
import dev.fleetledger.schemas.event.JobEvent.JobCompleted;
import dev.fleetledger.schemas.event.JobEvent.JobFailed;
import dev.fleetledger.schemas.event.JobEvent.JobRequested;
import dev.fleetledger.schemas.event.ServerDetails;
import dev.fleetledger.schemas.event.ServerEvent.Origin;
import dev.fleetledger.schemas.event.ServerEvent.ServerDeployed;
import dev.fleetledger.schemas.event.ServerEvent.ServerLifecycleChanged;
import dev.fleetledger.schemas.event.ServerEvent.ServerRegistered;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TemplateDeciderTest {
    private static final UUID ID = new UUID(1, 1);
    private static final UUID SERVER = new UUID(2, 2);
    private static final Concealed SEALED = new Concealed("c2VhbGVk");
    private static final String STARS = "********";
    private static final TemplateDetails DETAILS = details("docker-host", "#cloud-config\n", secret(null, SEALED));
    private static final TemplateCreated CREATED = new TemplateCreated(1, ID, DETAILS);
    private static final JobTarget TARGET = new JobTarget(SERVER, 1, "web", Server.systemId(SERVER), Lifecycle.READY);

    private static TemplateDetails details(String name, String content, VariableDetails... variables) {
        return new TemplateDetails(
                name, null, "containers", List.of("jammy"), List.of(), content, List.of("a"), List.of(variables));
    }

    private static VariableDetails secret(@Nullable String usual, @Nullable Concealed sealed) {
        return new VariableDetails("TOKEN", VariableType.STRING, usual, sealed, null, false, true);
    }

    private static UpdateTemplate update(TemplateDetails to, String... fields) {
        return new UpdateTemplate(1, new Change<>(to, Set.of(fields), List.of()), null);
    }

    private static Rejection conflict(String message) {
        return new Rejection.Conflict("CONFLICT", message);
    }

    private static FleetEvent[] deploying(FleetEvent... more) {
        var options = JobOptions.of(
                new JobOptions.Deploy("jammy", null, "docker-host", List.of(), 1L, "1.0", "0".repeat(64)));
        var all = new ArrayList<FleetEvent>(List.of(
                CREATED,
                new ServerRegistered(
                        SERVER, "web", 1, Origin.API, new ServerDetails("web", "web", 22, null, null, List.of())),
                new JobRequested(1, JobKind.DEPLOY, TARGET, options, null, null, 0, SEALED),
                new ServerLifecycleChanged(SERVER, Lifecycle.DEPLOYING, 1L, null)));
        all.addAll(Arrays.asList(more));
        return all.toArray(FleetEvent[]::new);
    }

    @Test
    @DisplayName("G10: templates are numbered, and their names unique regardless of case")
    void creates() {
        given().when(new CreateTemplate(ID, DETAILS)).then(CREATED);
        given(CREATED, new TemplateDeleted(1))
                .when(new CreateTemplate(ID, DETAILS))
                .then(new TemplateCreated(2, ID, DETAILS));
        given(CREATED)
                .when(new CreateTemplate(ID, details("Docker-HOST", "")))
                .thenRefused(conflict("Template 'docker-host' exists already"));
    }

    @Test
    void aFleetHasSoMany() {
        var many = IntStream.rangeClosed(1, TemplateDecider.MOST_TEMPLATES)
                .mapToObj(i -> new TemplateCreated(i, ID, details("t" + i, "")))
                .toArray(FleetEvent[]::new);
        given(many)
                .when(new CreateTemplate(ID, DETAILS))
                .thenRefused(conflict("A fleet has at most 500 templates; delete one that is not in use"));
    }

    @Test
    @DisplayName("G10 rule 10: a change is of what was sent, and makes another version")
    void changes() {
        var other = details("other", "#cloud-config\nb: c\n");
        given(CREATED)
                .when(update(other, "name"))
                .then(new TemplateUpdated(1, details("other", "#cloud-config\n", secret(null, SEALED))));
        given(CREATED).when(update(other)).thenNothing();
        given(CREATED).when(update(DETAILS, "name", "category")).thenNothing();
        var packages = new UpdateTemplate(1, new Change<>(other, Set.of("content"), List.of()), List.of("b", "c"));
        given(CREATED)
                .when(packages)
                .then(new TemplateUpdated(
                        1,
                        new TemplateDetails(
                                "docker-host",
                                null,
                                "containers",
                                List.of("jammy"),
                                List.of(),
                                "#cloud-config\nb: c\n",
                                List.of("b", "c"),
                                DETAILS.variables())));
        given().when(update(other, "name")).thenRefused(new Rejection.NotFound("Template", "1"));
        given(CREATED, new TemplateCreated(2, ID, other))
                .when(update(other, "name"))
                .thenRefused(conflict("Template 'other' exists already"));
        given(CREATED)
                .when(new UpdateTemplate(1, new Change<>(other, Set.of("name"), List.of("name")), null))
                .thenRefused(new Rejection.Invalid(FieldError.cleared("name")));
    }

    @Test
    @DisplayName("Rule 13: stars keep the secret that is, and stand for nothing else")
    void stars() {
        given(CREATED)
                .when(update(details("docker-host", "", secret(STARS, null)), "variables"))
                .thenNothing();
        var another = new Concealed("YW5vdGhlcg==");
        given(CREATED)
                .when(update(details("docker-host", "", secret(null, another)), "variables"))
                .then(new TemplateUpdated(1, details("docker-host", "#cloud-config\n", secret(null, another))));
        var refused = new Rejection.Invalid(new FieldError(
                "body",
                List.of("variables", "0", "default"),
                "there is no hidden value of that type that the stars could stand for",
                "value_error",
                STARS,
                "the value itself"));
        var open = new VariableDetails("TOKEN", VariableType.STRING, STARS, null, null, false, false);
        given(CREATED)
                .when(update(details("docker-host", "", open), "variables"))
                .thenRefused(refused);
        var number = new VariableDetails("TOKEN", VariableType.INTEGER, STARS, null, null, false, true);
        given(CREATED)
                .when(update(details("docker-host", "", number), "variables"))
                .thenRefused(refused);
        given().when(new CreateTemplate(ID, details("x", "", secret(STARS, null))))
                .thenRefused(refused);
    }

    @Test
    @DisplayName("G10: what nothing is deployed with is deleted")
    void deletes() {
        given(CREATED).when(new DeleteTemplate(1)).then(new TemplateDeleted(1));
        given().when(new DeleteTemplate(1)).thenRefused(new Rejection.NotFound("Template", "1"));
        given(deploying(new JobCancelled(1), new ServerLifecycleChanged(SERVER, Lifecycle.READY, null, null)))
                .when(new DeleteTemplate(1))
                .then(new TemplateDeleted(1));
        given(deploying(new JobFailed(1, "no"), new ServerLifecycleChanged(SERVER, Lifecycle.FAILED, null, null)))
                .when(new DeleteTemplate(1))
                .then(new TemplateDeleted(1));
    }

    @Test
    @DisplayName("G10: one in use is not deleted: a job goes on with it, or a server is deployed with it")
    void inUse() {
        given(deploying())
                .when(new DeleteTemplate(1))
                .thenRefused(
                        conflict("Template 'docker-host' is in use by deploy-job-1; release what is deployed with it,"
                                + " or change the template instead"));
        var deployed = deploying(
                new JobCompleted(1),
                new ServerDeployed(SERVER, 1, "jammy", "docker-host", 1L, "1.0"),
                new ServerLifecycleChanged(SERVER, Lifecycle.DEPLOYED, null, null));
        given(deployed)
                .when(new DeleteTemplate(1))
                .thenRefused(
                        conflict("Template 'docker-host' is in use by server 'web'; release what is deployed with it,"
                                + " or change the template instead"));
        given(deployed)
                .when(update(details("docker-host", "#cloud-config\nnew: 1\n"), "content"))
                .then(new TemplateUpdated(1, details("docker-host", "#cloud-config\nnew: 1\n", secret(null, SEALED))));
        var released = Arrays.copyOf(deployed, deployed.length + 1);
        released[deployed.length] = new ServerLifecycleChanged(SERVER, Lifecycle.READY, null, null);
        given(released).when(new DeleteTemplate(1)).then(new TemplateDeleted(1));
    }
}
