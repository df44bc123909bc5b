package dev.fleetledger.command.server;

import dev.fleetledger.command.fleet.Field;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.parameter.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A server as clients write it, in the words of either contract.
 *
 * @param id its slug, for homelab
 * @param hostname name or address it is reached by
 * @param host the same for ChatOps
 * @param displayName for people; the hostname if there is none
 * @param name the same for ChatOps
 * @param port of its remote shell, 22 if there is none
 * @param ipAddress IPv4 or IPv6
 * @param tdpWatts thermal design power in watts from 0
 * @param tags at most 50
 */
public record ServerBody(
        @Nullable String id,
        @Nullable String hostname,
        @Nullable String host,
        @Nullable String displayName,
        @Nullable String name,
        @Nullable Integer port,
        @Nullable String ipAddress,
        @Nullable Integer tdpWatts,
        @Nullable List<String> tags) {

    /** The id as sent. */
    static Field<String> id(Body<ServerBody> body) {
        return field(body, ServerBody::id, "id");
    }

    /** The fields as sent, each under the name it was sent by; where both names were, the contract's own counts. */
    static ServerFields fields(Body<ServerBody> body, Contract contract) {
        var chatops = contract == Contract.CHATOPS;
        return new ServerFields(
                chatops ? either(body, "host", "hostname") : either(body, "hostname", "host"),
                chatops ? either(body, "name", "display_name") : either(body, "display_name", "name"),
                field(body, ServerBody::port, "port"),
                field(body, ServerBody::ipAddress, "ip_address"),
                field(body, ServerBody::tdpWatts, "tdp_watts"),
                field(body, ServerBody::tags, "tags"));
    }

    /** ChatOps requires a name where homelab takes the hostname: refuses a body in its words that has none. */
    static void requireName(Body<ServerBody> body, ServerFields fields, Contract contract) {
        if (contract != Contract.CHATOPS
                || body.has("hostname")
                || fields.displayName().value() != null) {
            return;
        }
        var errors = new ArrayList<FieldError>();
        errors.add(FieldError.missing(fields.displayName().name()));
        if (fields.hostname().value() == null) {
            errors.add(FieldError.missing(fields.hostname().name()));
        }
        throw new RejectedException(new Rejection.Invalid(errors));
    }

    private static final Map<String, Function<ServerBody, @Nullable String>> TEXTS = Map.of(
            "hostname", ServerBody::hostname,
            "host", ServerBody::host,
            "display_name", ServerBody::displayName,
            "name", ServerBody::name);

    private static Field<String> either(Body<ServerBody> body, String own, String other) {
        var name = body.has(own) || !body.has(other) ? own : other;
        return field(body, Objects.requireNonNull(TEXTS.get(name)), name);
    }

    private static <T> Field<T> field(
            Body<ServerBody> body, Function<ServerBody, ? extends @Nullable T> value, String name) {
        var read = body.read();
        return body.has(name) ? Field.of(name, value.apply(read)) : Field.absent(name);
    }
}
