package dev.fleetledger.kit.http;

import com.fasterxml.jackson.databind.JavaType;
import java.lang.reflect.ParameterizedType;
import java.util.function.Function;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.model.Parameter;
import org.glassfish.jersey.server.spi.internal.ValueParamProvider;
import org.jspecify.annotations.Nullable;

/** Gives resource methods their {@link Call}, {@link Body}, {@link Csv}, {@link RawBody} and {@link Query}. */
final class KitParameters implements ValueParamProvider {
    private final RequestReader reader;

    KitParameters(RequestReader reader) {
        this.reader = reader;
    }

    @Override
    public @Nullable Function<ContainerRequest, ?> getValueProvider(Parameter parameter) {
        var type = parameter.getRawType();
        if (type == Call.class) {
            return Call::of;
        }
        if (type == Body.class) {
            var content = argument(parameter);
            return request -> new Body<>(() -> reader.body(request, content));
        }
        if (type == Csv.class) {
            return table(argument(parameter).getRawClass().asSubclass(Record.class));
        }
        if (type == RawBody.class) {
            return RawBody::new;
        }
        if (type == Query.class) {
            var content = argument(parameter);
            return request -> new Query<>(() -> reader.query(request, content));
        }
        return null;
    }

    private <T extends Record> Function<ContainerRequest, ?> table(Class<T> type) {
        return request -> new Csv<T>(() -> reader.rows(request, type));
    }

    private static JavaType argument(Parameter parameter) {
        if (parameter.getType() instanceof ParameterizedType type) {
            return Json.mapper().constructType(type.getActualTypeArguments()[0]);
        }
        throw new IllegalStateException("a parameter of " + parameter.getRawType() + " says not what is in it");
    }

    @Override
    public PriorityType getPriority() {
        return Priority.HIGH;
    }
}
