package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JavaType;
import dev.fleetledger.command.server.ServerBody;
import dev.fleetledger.kit.change.Change;
import dev.fleetledger.kit.http.endpoint.Endpoint;
import dev.fleetledger.kit.http.parameter.Body;
import dev.fleetledger.kit.json.Json;
import dev.fleetledger.kit.json.WireField;
import jakarta.validation.constraints.Pattern;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every name, which is what people tell things by, takes nothing that they cannot see; hostnames have rules of their own. */
@ExtendWith(PlatformExtension.class)
class EveryNameTest {
    private final RunningPlatform platform;

    EveryNameTest(RunningPlatform platform) {
        this.platform = platform;
    }

    @TestFactory
    Stream<DynamicTest> canBeRead() {
        return platform.endpoints().stream()
                .flatMap(EveryNameTest::bodies)
                // Whose fields are checked where they come from either of two.
                .filter(body -> body != ServerBody.class)
                .distinct()
                .flatMap(body -> WireField.of(body).stream().map(WireField::component))
                .distinct()
                .filter(part -> part.getType() == String.class && isName(part.getName()))
                .map(part -> DynamicTest.dynamicTest(
                        part.getDeclaringRecord().getSimpleName() + " " + part.getName(), () -> check(part)));
    }

    @Test
    void thereAreSome() {
        assertThat(canBeRead()).hasSizeGreaterThan(8);
    }

    private static boolean isName(String field) {
        return field.equals("name") || field.endsWith("Name") || field.equals("assetTag");
    }

    private static void check(RecordComponent part) {
        var pattern = part.getAccessor().getAnnotation(Pattern.class);
        assertThat(pattern).isNotNull();
        assertThat("Rack 1")
                .satisfiesAnyOf(
                        name -> assertThat(name).matches(pattern.regexp()),
                        name -> assertThat(name.replace(' ', '-')).matches(pattern.regexp()));
        for (var invisible : new String[] {"\u202E", "\u200B", "\u2066", "\u0007", "\u3164"}) {
            assertThat("Rack" + invisible + "1").doesNotMatch(pattern.regexp());
        }
    }

    private static Stream<Class<?>> bodies(Endpoint endpoint) {
        return Stream.of(endpoint.method().getGenericParameterTypes())
                .filter(ParameterizedType.class::isInstance)
                .map(ParameterizedType.class::cast)
                .filter(type -> type.getRawType() == Body.class)
                .map(type -> Json.mapper().constructType(type.getActualTypeArguments()[0]))
                .map(body -> body.hasRawClass(Change.class) ? body.containedType(0) : body)
                .<Class<?>>map(JavaType::getRawClass)
                .filter(Class::isRecord);
    }
}
