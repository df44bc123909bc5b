package dev.fleetledger.standalone;

import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every value of a configuration by where it is, also those that it does not tell by itself. */
final class Settings {
    private final Map<String, String> values = new TreeMap<>();

    private Settings() {}

    static Map<String, String> of(Object configuration) throws IllegalAccessException {
        var settings = new Settings();
        settings.add("", configuration);
        return settings.values;
    }

    private void add(String path, @Nullable Object value) throws IllegalAccessException {
        if (path.endsWith("/layout") && value != null) {
            // Which one it is matters, and each has settings of its own.
            values.put(path, value.getClass().getSimpleName());
        } else if (value instanceof Map<?, ?> map) {
            for (var entry : map.entrySet()) {
                add(path + "/" + entry.getKey(), entry.getValue());
            }
        } else if (value instanceof Collection<?> all) {
            var number = 0;
            for (var one : all) {
                add(path + "/" + number++, one);
            }
        } else if (value != null && ofOurs(value.getClass())) {
            for (Class<?> type = value.getClass(); ofOurs(type); type = type.getSuperclass()) {
                for (var field : type.getDeclaredFields()) {
                    if (!Modifier.isStatic(field.getModifiers())) {
                        field.setAccessible(true);
                        add(path + "/" + field.getName(), field.get(value));
                    }
                }
            }
        } else {
            values.put(path, String.valueOf(value));
        }
    }

    private static boolean ofOurs(Class<?> type) {
        var name = type.getName();
        return !type.isEnum() && (name.startsWith("dev.fleetledger.") || name.startsWith("io.dropwizard."));
    }
}
