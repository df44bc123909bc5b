package dev.fleetledger.ingest.collectd;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One item as collectd's write_http plugin writes it in JSON: the values that a plugin read together.
 *
 * @param values null where there was none; as many as the next two
 * @param dstypes gauge, counter, derive or absolute
 * @param dsnames of the data sources
 * @param time in seconds since the epoch
 * @param host by which the server is known
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ValueList(
        List<@Nullable Double> values,
        List<String> dstypes,
        List<String> dsnames,
        Double time,
        String host,
        String plugin,
        @JsonProperty @Nullable String pluginInstance,
        String type,
        @JsonProperty @Nullable String typeInstance) {}
