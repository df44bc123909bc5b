package dev.fleetledger.kit.json;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A field of an object on the wire, and the component that it is of a record.
 *
 * @param name on the wire
 * @param component of the record, or of one that is unwrapped in it
 */
public record WireField(String name, RecordComponent component) {
    private static final ClassValue<List<WireField>> FIELDS = new ClassValue<>() {
        @Override
        protected List<WireField> computeValue(Class<?> type) {
            return type.isRecord() ? read(type) : List.of();
        }
    };

    /** Those of a record in their order, those of what is unwrapped in its place; none of what is no record. */
    public static List<WireField> of(Class<?> type) {
        return FIELDS.get(type);
    }

    /** Whether the fields of a component are those of the record that holds it. */
    public static boolean isUnwrapped(RecordComponent component) {
        return component.getAccessor().isAnnotationPresent(JsonUnwrapped.class);
    }

    private static List<WireField> read(Class<?> type) {
        var mapper = Json.mapper();
        var names = mapper.getDeserializationConfig().introspect(mapper.constructType(type)).findProperties().stream()
                .collect(Collectors.toMap(
                        BeanPropertyDefinition::getInternalName,
                        BeanPropertyDefinition::getName,
                        (first, same) -> first));
        return Stream.of(type.getRecordComponents())
                .flatMap(component -> isUnwrapped(component)
                        ? of(component.getType()).stream()
                        : Stream.of(
                                new WireField(names.getOrDefault(component.getName(), component.getName()), component)))
                .toList();
    }
}
