package dev.fleetledger.kit.http.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.kit.change.Change;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.json.Json;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ListAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Bodies, and changes of what they make: by the same constraints, but that nothing must be there. */
class BinderTest {
    private static final JavaType THING = Json.mapper().constructType(Thing.class);
    private static final JavaType CHANGE =
            Json.mapper().getTypeFactory().constructParametricType(Change.class, Thing.class);

    private final Binder binder = new Binder(Json.bodies());

    public record Thing(
            @JsonUnwrapped @Valid Inner inner,
            @NotNull @Size(max = 3) String name) {}

    public record Inner(
            @NotNull @Min(value = 1, message = "one or more")
            Integer size,

            @JsonProperty("is_old") @Nullable Boolean old,
            @Nullable Map<String, @NotNull String> labels) {}

    @Test
    void whatIsUnwrappedIsPartOfWhatHoldsIt() {
        assertThat(thing("{'is_old': true, 'name': 'a', 'size': 1.0, 'inner': {'size': 2}}"))
                .isEqualTo(new Thing(new Inner(1, true, null), "a"));
    }

    @Test
    void allThatIsWrongIsNamed() {
        assertThatErrors("{'is_old': 5, 'name': 5, 'size': 'x', 'labels': {'a': null}}", THING)
                .containsExactly("is_old", "name", "size", "labels.a");
        assertThatErrors("{}", THING).containsExactly("name", "size");
        assertThatErrors("{'name': null, 'size': 0}", THING).containsExactly("name", "size");
    }

    @Test
    void aMisreadNumberIsToldByItsBounds() {
        assertThatThrownBy(() -> thing("{'size': 'x', 'name': 'a'}"))
                .asInstanceOf(InstanceOfAssertFactories.type(RejectedException.class))
                .extracting(RejectedException::rejection)
                .isEqualTo(new Rejection.Invalid(new FieldError(
                        "body", List.of("size"), "one or more", "type_error.integer", "x", "integer of at least 1")));
    }

    @Test
    void aChangeSaysWhatWasSent() {
        var change = change("{'name': null, 'is_old': null, 'unknown': 1}");
        assertThat(change.sent()).containsExactlyInAnyOrder("name", "old");
        assertThat(change.errors()).containsExactly(FieldError.cleared("name"));
        assertThat(change.as(Thing::inner).over(new Inner(1, true, Map.of("a", "b"))))
                .isEqualTo(new Inner(1, null, Map.of("a", "b")));
        assertThat(change("{}").errors()).isEmpty();
    }

    @Test
    void aChangeIsHeldToTheConstraintsOfWhatWasSent() {
        assertThatErrors("{'name': 'long', 'size': null, 'labels': {'a': null}}", CHANGE)
                .containsExactly("labels.a", "name");
    }

    private ListAssert<String> assertThatErrors(String body, JavaType type) {
        try {
            binder.bind(json(body), type, "body");
        } catch (RejectedException e) {
            return assertThat(((Rejection.Invalid) e.rejection())
                    .errors().stream().map(FieldError::field).toList());
        }
        throw new AssertionError("nothing is wrong with " + body);
    }

    private Object thing(String body) {
        return binder.bind(json(body), THING, "body");
    }

    @SuppressWarnings("unchecked")
    private Change<Thing> change(String body) {
        return (Change<Thing>) binder.bind(json(body), CHANGE, "body");
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) Json.mapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
