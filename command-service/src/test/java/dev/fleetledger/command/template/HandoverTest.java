package dev.fleetledger.command.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.fleetledger.command.fleet.DeciderSpecification;
import dev.fleetledger.command.template.Handover.Ready;
import dev.fleetledger.domain.template.Templates;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.security.Keyset;
import dev.fleetledger.providers.UserData;
import dev.fleetledger.schemas.event.Concealed;
import dev.fleetledger.schemas.event.TemplateDetails;
import dev.fleetledger.schemas.event.TemplateEvent.TemplateCreated;
import dev.fleetledger.schemas.event.TemplateEvent.TemplateUpdated;
import dev.fleetledger.schemas.event.VariableDetails;
import dev.fleetledger.schemas.template.VariableType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** G6 G10: what a deployment hands to its machine. */
class HandoverTest {
    private static final UUID SERVER = new UUID(2, 2);
    private static final UUID TEMPLATE = new UUID(1, 1);
    private static final Keyset KEYS = Keyset.create(Instant.EPOCH);
    private static final String CONTENT =
            "#cloud-config\npackages:\n  - docker={{ VERSION }}\nfinal_message: \"{{ TOKEN }}\"\n";

    private final Handover handover = new Handover(KEYS.sealer());

    private static VariableDetails variable(String name, VariableType type, @Nullable String usual, boolean required) {
        return new VariableDetails(name, type, usual, null, null, required, false);
    }

    private static VariableDetails token() {
        var sealed = new TemplateSecrets(KEYS.sealer()).seal(TEMPLATE, "TOKEN", "s3cr3t");
        return new VariableDetails("TOKEN", VariableType.STRING, null, sealed, null, true, true);
    }

    private static TemplateDetails details(String content, VariableDetails... variables) {
        return new TemplateDetails(
                "docker-host", null, null, List.of(), List.of(), content, List.of(), List.of(variables));
    }

    private static Templates templates(String content, VariableDetails... variables) {
        return DeciderSpecification.state(List.of(new TemplateCreated(1, TEMPLATE, details(content, variables))))
                .templates();
    }

    private static Templates docker() {
        return templates(CONTENT, variable("VERSION", VariableType.STRING, "24.0.7", true), token());
    }

    private UserData made(Ready ready) {
        assertThat(ready.sealed()).isNotNull();
        return handover.make(SERVER, ready.sealed(), ready.sha256()).orElseThrow();
    }

    private List<FieldError> refused(Templates templates, Map<String, String> variables) {
        var errors = new ArrayList<FieldError>();
        assertThatThrownBy(() -> handover.prepare(templates, SERVER, "docker-host", variables, null))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        refusal -> errors.addAll(((Rejection.Invalid) refusal.rejection()).errors()));
        return errors;
    }

    @Test
    @DisplayName("G6: the template is named by name or number, with the version that it has")
    void byNameOrNumber() {
        for (var name : new String[] {"docker-host", "DOCKER-host", "1"}) {
            var ready = handover.prepare(docker(), SERVER, name, Map.of("NODE_ENV", "production"), null);
            assertThat(ready.template()).isNotNull().satisfies(template -> {
                assertThat(template.number()).isEqualTo(1);
                assertThat(template.version()).isEqualTo("1.0");
            });
            assertThat(ready.unused()).containsExactly("NODE_ENV");
            assertThat(made(ready).text())
                    .isEqualTo(CONTENT.replace("{{ VERSION }}", "24.0.7").replace("{{ TOKEN }}", "s3cr3t"));
        }
        assertThat(handover.prepare(docker(), SERVER, "1", Map.of("VERSION", "25"), null))
                .satisfies(ready -> assertThat(made(ready).text()).contains("docker=25"));
    }

    @Test
    @DisplayName("G9: the values that stand in it are known, so that no log has them")
    void values() {
        var sealed = handover.prepare(docker(), SERVER, "1", Map.of(), null).sealed();
        assertThat(sealed).isNotNull();
        assertThat(handover.values(SERVER, sealed)).containsExactlyInAnyOrder("24.0.7", "s3cr3t");
        assertThat(new Handover(Keyset.create(Instant.EPOCH).sealer()).values(SERVER, sealed))
                .isEmpty();
    }

    @Test
    @DisplayName("G10: what was asked for is handed over, whatever became of the template since")
    void versions() {
        var before = docker();
        var ready = handover.prepare(before, SERVER, "1", Map.of(), null);
        var after = DeciderSpecification.state(List.of(
                        new TemplateCreated(1, TEMPLATE, details(CONTENT)),
                        new TemplateUpdated(1, details("#cloud-config\nhostname: other\n"))))
                .templates();
        assertThat(after.find("docker-host"))
                .hasValueSatisfying(template -> assertThat(template.version()).isEqualTo("1.1"));
        assertThat(made(ready).text()).contains("docker=24.0.7");
        assertThat(made(handover.prepare(after, SERVER, "1", Map.of(), null)).text())
                .isEqualTo("#cloud-config\nhostname: other\n");
    }

    @Test
    void nothingIsHandedOverOfNothing() {
        var ready = handover.prepare(docker(), SERVER, null, Map.of("A", "b"), "");
        assertThat(ready).isEqualTo(new Ready(null, List.of("A"), null, null));
    }

    @Test
    @DisplayName("G6: what cannot be handed over is refused when it is asked for, by its name")
    void refuses() {
        assertThat(refused(
                        templates("#cloud-config\na: {{ A }}\n", variable("A", VariableType.STRING, null, true)),
                        Map.of()))
                .extracting(FieldError::field)
                .containsExactly("environment_variables.A");
        assertThat(refused(
                        templates("#cloud-config\na: {{ A }}\n", variable("A", VariableType.INTEGER, null, true)),
                        Map.of("A", "x")))
                .extracting(FieldError::field)
                .containsExactly("environment_variables.A");
        assertThat(refused(templates("#cloud-config\na: {{ A }}\n"), Map.of("A", "x")))
                .extracting(FieldError::field)
                .containsExactly("template");
        assertThat(refused(templates("#cloud-config\na: [\n"), Map.of()))
                .extracting(FieldError::field)
                .containsExactly("template");
        assertThat(refused(docker(), Map.of("VERSION", "1\nruncmd: [evil]")))
                .extracting(FieldError::field, FieldError::received)
                .containsExactly(tuple("environment_variables.VERSION", null));
        assertThatThrownBy(() -> handover.prepare(docker(), SERVER, "2", Map.of(), null))
                .isInstanceOf(RejectedException.class)
                .hasMessageContaining("no such template");
    }

    @Test
    void namesAndValuesOfVariablesAreBounded() {
        var values = new HashMap<String, @Nullable String>();
        values.put("A", null);
        assertThat(refused(docker(), values)).extracting(FieldError::field).containsExactly("environment_variables.A");
        assertThat(refused(docker(), Map.of("A".repeat(65), "x"))).hasSize(1);
        assertThat(refused(docker(), Map.of("A", "x".repeat(4097)))).hasSize(1);
        var ready = handover.prepare(docker(), SERVER, "1", Map.of("A".repeat(64), "x".repeat(4096)), null);
        assertThat(ready.unused()).containsExactly("A".repeat(64));
    }

    @Test
    @DisplayName("G6: 64 KiB in all")
    void length() {
        var most = "#".repeat(Handover.LONGEST);
        assertThat(handover.prepare(docker(), SERVER, null, Map.of(), most).sha256())
                .isEqualTo(new UserData(most).sha256());
        for (var data : new String[] {most + "#", "ü".repeat(Handover.LONGEST / 2 + 1)}) {
            assertThatThrownBy(() -> handover.prepare(docker(), SERVER, null, Map.of(), data))
                    .isInstanceOf(RejectedException.class)
                    .hasMessageContaining("user_data");
        }
        assertThatThrownBy(() -> handover.prepare(docker(), SERVER, "1", Map.of(), "#".repeat(60_000)))
                .isInstanceOf(RejectedException.class);
    }

    @Test
    @DisplayName("Rule 13: what was sealed for one server opens for no other, and nothing says what it holds")
    void sealed() {
        var ready = handover.prepare(docker(), SERVER, "1", Map.of(), "pa55word");
        assertThat(ready.sealed()).isNotNull();
        assertThat(ready.toString()).doesNotContain("s3cr3t", "pa55word");
        assertThat(handover.make(new UUID(9, 9), ready.sealed(), ready.sha256()))
                .isEmpty();
        assertThat(handover.make(SERVER, new Concealed("bm90aGluZw=="), ready.sha256()))
                .isEmpty();
        assertThat(handover.make(SERVER, ready.sealed(), "0".repeat(64))).isEmpty();
        assertThat(new Handover(Keyset.create(Instant.EPOCH).sealer()).make(SERVER, ready.sealed(), ready.sha256()))
                .isEmpty();
        assertThat(made(ready)).hasToString("UserData[" + ready.sha256() + "]");
    }
}
