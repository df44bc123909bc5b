package dev.fleetledger.command.cloudinit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.fleetledger.kit.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * cloud-init's own schema of a cloud-config, which lies beside this with its licence. cloud-init warns of what it finds and
 * goes on, and so do we.
 */
final class CloudConfigSchema {
    /** Of the package whose schema it is. */
    static final String VERSION = "22.4";

    private static final String FILE = "/cloud-init/schema-cloud-config-v1.json";
    private static final int MOST_FINDINGS = 20;

    private final Schema schema;
    private final Set<String> known;

    private CloudConfigSchema(String json) {
        try {
            this.known = known(Json.stored().readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the schema is no JSON", e);
        }
        this.schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4).getSchema(json, InputFormat.JSON);
    }

    private static final class Holder {
        static final CloudConfigSchema ONE = new CloudConfigSchema(file());
    }

    static CloudConfigSchema get() {
        return Holder.ONE;
    }

    private static String file() {
        try (var in = Objects.requireNonNull(CloudConfigSchema.class.getResourceAsStream(FILE))) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The keys of all parts of it: the schema itself lets others pass. */
    private static Set<String> known(JsonNode schema) {
        var keys = new HashSet<String>();
        for (var part : schema.path("allOf")) {
            var name = part.path("$ref").asText().replaceFirst("^#/\\$defs/", "");
            schema.path("$defs").path(name).path("properties").fieldNames().forEachRemaining(keys::add);
        }
        return Set.copyOf(keys);
    }

    /**
     * What is to be said of a cloud-config, a sentence each.
     *
     * @param config as maps, lists and what else JSON has
     * @param isStandIn whether a text is none of the author's
     */
    List<String> findings(Map<?, ?> config, Predicate<String> isStandIn) {
        try {
            return bounded(config, isStandIn);
        } catch (JacksonException e) {
            return List.of("a key, a text or a number is too long to be looked at");
        }
    }

    private List<String> bounded(Map<?, ?> config, Predicate<String> isStandIn) {
        var findings = new ArrayList<String>();
        for (var key : config.keySet()) {
            if (!known.contains(String.valueOf(key)) && !isStandIn.test(String.valueOf(key))) {
                findings.add(
                        "'" + Yaml11.brief(String.valueOf(key)) + "' is no key that cloud-init " + VERSION + " knows");
            }
        }
        schema.validate(json(config), InputFormat.JSON).stream()
                .filter(error -> !isAbout(error, isStandIn))
                .map(CloudConfigSchema::words)
                .distinct()
                .forEach(findings::add);
        if (findings.size() > MOST_FINDINGS) {
            var more = findings.size() - MOST_FINDINGS;
            findings.subList(MOST_FINDINGS, findings.size()).clear();
            findings.add(more + " more findings of the kind");
        }
        return findings;
    }

    private static boolean isAbout(Error error, Predicate<String> isStandIn) {
        var node = error.getInstanceNode();
        return node != null && node.isString() && isStandIn.test(node.stringValue());
    }

    private static String words(Error error) {
        var place = error.getInstanceLocation().toString();
        return (place.isEmpty() || place.equals("$") ? "the document" : place) + ": " + error.getMessage();
    }

    private static String json(@Nullable Object config) {
        try {
            return Json.mapper().writeValueAsString(config);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps and lists that are no JSON", e);
        }
    }
}
