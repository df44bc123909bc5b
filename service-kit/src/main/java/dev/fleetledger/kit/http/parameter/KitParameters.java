package dev.fleetledger.kit.http.parameter;

import com.fasterxml.jackson.databind.JavaType;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.body.BodyReader;
import dev.fleetledger.kit.json.Json;
import java.lang.reflect.ParameterizedType;
import java.util.function.Function;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.model.Parameter;
import org.glassfish.jersey.server.spi.internal.ValueParamProvider;
import org.jspecify.annotations.Nullable;

/** Gives resource methods their {@link Call}, {@link Body}, {@link Csv}, {@link RawBody} and {@link Query}. */
public final class KitParameters implements ValueParamProvider {
    private final RequestReader reader;
    private final BodyReader bytes;

    public KitParameters(BodyReader bytes) {
        this.bytes = bytes;
        this.reader = new RequestReader(bytes);
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
            return request -> new RawBody<>(request, bytes);
        }
        if (type == Query.class) {
            var read = reader.queries(argument(parameter));
            return request -> new Query<>(() -> read.apply(request));
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
