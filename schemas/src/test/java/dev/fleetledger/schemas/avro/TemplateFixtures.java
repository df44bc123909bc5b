package dev.fleetledger.schemas.avro;

import dev.fleetledger.schemas.event.Concealed;
import dev.fleetledger.schemas.event.TemplateDetails;
import dev.fleetledger.schemas.event.TemplateEvent.TemplateCreated;
import dev.fleetledger.schemas.event.TemplateEvent.TemplateDeleted;
import dev.fleetledger.schemas.event.TemplateEvent.TemplateUpdated;
import dev.fleetledger.schemas.event.VariableDetails;
import dev.fleetledger.schemas.template.VariableType;
import java.util.List;
import java.util.UUID;

/** Templates as records. */
final class TemplateFixtures {
    private static final UUID ID = UUID.fromString("3d298266-633b-48b6-9662-07a1d9ee1c44");
    private static final TemplateDetails FULL = new TemplateDetails(
            "docker-host",
            "Docker host with container runtime",
            "containers",
            List.of("jammy"),
            List.of("amd64"),
            "#cloud-config\npackages:\n  - docker.io={{ DOCKER_VERSION }}\n",
            List.of("docker.io={{ DOCKER_VERSION }}"),
            List.of(
                    new VariableDetails(
                            "DOCKER_VERSION", VariableType.STRING, "24.0.7", null, "Version to install", true, false),
                    new VariableDetails(
                            "TOKEN", VariableType.STRING, null, new Concealed("sealed"), null, false, true)));
    private static final TemplateDetails LEAST =
            new TemplateDetails("d", null, null, List.of(), List.of(), "", List.of(), List.of());

    private TemplateFixtures() {}

    static List<Record> all() {
        return List.of(
                new TemplateCreated(1, ID, FULL),
                new TemplateCreated(2, ID, LEAST),
                new TemplateUpdated(1, LEAST),
                new TemplateUpdated(2, FULL),
                new TemplateDeleted(1));
    }
}
