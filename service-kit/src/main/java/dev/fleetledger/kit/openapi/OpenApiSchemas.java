package dev.fleetledger.kit.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.kit.change.Change;
import dev.fleetledger.kit.json.Json;
import dev.fleetledger.kit.json.Rendered;
import dev.fleetledger.kit.json.WireField;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The schemas of Java types, as they are on the wire. What a record component's type says is taken at its word: without
 * {@code @Nullable} a value is there and not null; with it, an answer shows null and a request may leave it out.
 */
final class OpenApiSchemas {
    /** What patterns have that clients cannot read: JSON Schema's are those of ECMA-262. */
    private static final Pattern JAVA_ALONE =
            Pattern.compile("[+*?}]\\+|&&|\\(\\?[a-z]|\\\\z|\\\\p\\{Is|\\\\[pP][A-Z]");

    private final ObjectMapper mapper = Json.mapper().copy();
    private final ModelConverters converters = new ModelConverters(true);
    private final Map<String, Class<?>> records = new HashMap<>();
    /** The names of records whose fields are those of the records that hold them: nothing refers to a schema of theirs. */
    private final Set<String> unwrapped = new HashSet<>();

    private final ObjectNode components;
    private final boolean ofRequests;

    /**
     * With a place for the schemas of whole types.
     *
     * @param ofRequests whether what is nullable may be left out; such schemas are named apart, with {@code Input}
     */
    OpenApiSchemas(ObjectNode components, boolean ofRequests) {
        this.components = components;
        this.ofRequests = ofRequests;
        converters.addConverter(new Resolver());
    }

    /** The schema of a type: a reference if it is an object of its own. */
    ObjectNode of(Type type) {
        if (type instanceof ParameterizedType change && change.getRawType() == Change.class) {
            return ofChange((Class<?>) change.getActualTypeArguments()[0]);
        }
        var resolved = resolved(type);
        resolved.referencedSchemas.forEach((name, schema) -> add(name, name, schema));
        return tree(resolved.schema);
    }

    /** The schema of a body of which nothing must be there. */
    private ObjectNode ofChange(Class<?> body) {
        var whole = nameOf(body);
        var changes = body.getSimpleName().replaceFirst("^New|Changes$", "") + "Changes" + (ofRequests ? "Input" : "");
        var resolved = resolved(body);
        resolved.referencedSchemas.forEach((name, schema) -> add(name, name.equals(whole) ? changes : name, schema));
        components.withObjectProperty(changes).remove("required");
        return Json.mapper().createObjectNode().put("$ref", "#/components/schemas/" + changes);
    }

    private ResolvedSchema resolved(Type type) {
        return converters.resolveAsResolvedSchema(new AnnotatedType(type).resolveAsRef(true));
    }

    private void add(String name, String as, Schema<?> schema) {
        if (!components.has(as) && !unwrapped.contains(name)) {
            components.set(as, completed(name, tree(schema)));
        }
    }

    /** The properties of a record, by name. */
    ObjectNode properties(Class<?> type) {
        of(type);
        return components.withObjectProperty(nameOf(type)).withObjectProperty("properties");
    }

    /** Lets a schema be null too. */
    static ObjectNode orNull(ObjectNode schema) {
        if (schema.has("$ref")) {
            var either = Json.mapper().createObjectNode();
            either.withArrayProperty("anyOf").add(schema).addObject().put("type", "null");
            return either;
        }
        if (schema.path("type").isTextual()) {
            var type = schema.path("type").textValue();
            schema.putArray("type").add(type).add("null");
            if (schema.get("enum") instanceof ArrayNode values) {
                values.addNull();
            }
        }
        return schema;
    }

    private JsonNode completed(String name, ObjectNode schema) {
        var type = records.get(name);
        if (type == null) {
            return schema;
        }
        var nullsAreShown = !type.isAnnotationPresent(JsonInclude.class) && !ofRequests;
        complete(type, nullsAreShown, schema.withObjectProperty("properties"), schema.putArray("required"));
        return schema;
    }

    private static void complete(Class<?> type, boolean nullsAreShown, ObjectNode properties, ArrayNode required) {
        for (var field : WireField.of(type)) {
            var component = field.component();
            if (!(properties.get(field.name()) instanceof ObjectNode property)) {
                continue;
            }
            if (JAVA_ALONE.matcher(property.path("pattern").asText()).find()) {
                property.remove("pattern");
            }
            if (isNullable(component)) {
                properties.set(field.name(), orNull(property));
            }
            if (!isNullable(component) || (nullsAreShown && !isLeftOut(component))) {
                required.add(field.name());
            }
        }
    }

    private static boolean isLeftOut(RecordComponent component) {
        return component.getAccessor().isAnnotationPresent(JsonInclude.class);
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static ObjectNode tree(Schema<?> schema) {
        return Json31.mapper().valueToTree(schema);
    }

    private String nameOf(Class<?> type) {
        var name = type.getSimpleName();
        for (var outer = type.getEnclosingClass(); outer != null; outer = outer.getEnclosingClass()) {
            name = outer.getSimpleName() + name;
        }
        return ofRequests ? name + "Input" : name;
    }

    private final class Resolver extends ModelResolver {
        Resolver() {
            super(mapper, new Names());
            openapi31(true);
        }

        @Override
        public Schema<?> resolve(
                AnnotatedType annotated, ModelConverterContext context, Iterator<ModelConverter> next) {
            var whole = mapper.constructType(annotated.getType());
            if (whole.hasRawClass(Rendered.class)) {
                return resolve(annotated.type(whole.containedType(0)), context, next);
            }
            var type = whole.getRawClass();
            if (JsonNode.class.isAssignableFrom(type)) {
                return new JsonSchema();
            }
            if (type.isRecord()) {
                records.put(nameOf(type), type);
                Arrays.stream(type.getRecordComponents())
                        .filter(WireField::isUnwrapped)
                        .forEach(component -> unwrapped.add(nameOf(component.getType())));
            }
            return super.resolve(annotated, context, next);
        }
    }

    private final class Names extends TypeNameResolver {
        @Override
        protected String nameForClass(Class<?> type, Set<Options> options) {
            return nameOf(type);
        }

        @Override
        protected String nameForGenericType(JavaType type, Set<Options> options) {
            return nameOf(type.getRawClass());
        }
    }
}
