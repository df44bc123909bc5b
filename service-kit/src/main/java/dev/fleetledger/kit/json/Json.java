package dev.fleetledger.kit.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/**
 * JSON as it is on the wire: {@code snake_case}, nulls shown, times in RFC 3339 UTC. What is read is bounded and taken
 * as it is: {@code "5"} is no number, {@code 5} no string ({@code 5.0} an integer), and a name said twice is malformed. Unknown fields are ignored.
 */
public final class Json {
    /** Of a body: as a tree they take many times the memory of its bytes, and room is taken for those alone. */
    public static final int MOST_TOKENS = 100_000;

    private static final int DEEPEST = 64;
    private static final int LONGEST_NUMBER = 100;

    private static final JsonMapper MAPPER =
            create(StreamReadConstraints.DEFAULT_MAX_TOKEN_COUNT, DEEPEST, LONGEST_NUMBER);
    /** For what a database holds. */
    private static final JsonMapper STORED =
            create(StreamReadConstraints.DEFAULT_MAX_TOKEN_COUNT, 2 * DEEPEST, 10 * LONGEST_NUMBER);
    /** For bodies. */
    private static final ObjectMapper BODIES = create(MOST_TOKENS, DEEPEST, LONGEST_NUMBER)
            .rebuild()
            .addModule(Times.sent())
            .build();
    /** For queries and paths, where everything is text. */
    private static final ObjectMapper TEXTS = MAPPER.rebuild()
            .addModule(Times.asked())
            .enable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .build();

    private Json() {}

    /** The one mapper, not to be changed. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /**
     * The mapper for JSON from a database, with room for what becomes there of a body that was taken: {@code 1e300} is
     * written in 301 digits, and what is kept is kept within something else. Not to be changed.
     */
    public static ObjectMapper stored() {
        return STORED;
    }

    /** The mapper for bodies: strict, bounded, not to be changed. */
    public static ObjectMapper bodies() {
        return BODIES;
    }

    /** The mapper for queries and tables, where everything is text; not to be changed. */
    public static ObjectMapper texts() {
        return TEXTS;
    }

    private static JsonMapper create(long mostTokens, int deepest, int longestNumber) {
        var factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(deepest)
                        .maxStringLength(1 << 20)
                        .maxNameLength(1000)
                        .maxNumberLength(longestNumber)
                        .maxTokenCount(mostTokens)
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        return JsonMapper.builder(factory)
                .addModules(new JavaTimeModule(), Times.stored())
                .addModule(new Jdk8Module())
                .addModule(new SimpleModule().setDeserializerModifier(new JsonNumbers()))
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.ALWAYS, null))
                .disable(
                        SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
                        SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .build();
    }
}
