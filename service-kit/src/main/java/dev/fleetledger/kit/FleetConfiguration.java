package dev.fleetledger.kit;

import com.fasterxml.jackson.annotation.JsonMerge;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fleetledger.kit.http.limit.LimitSettings;
import dev.fleetledger.kit.identity.IdentitySettings;
import dev.fleetledger.kit.kafka.KafkaSettings;
import io.dropwizard.core.Configuration;
import io.dropwizard.db.DataSourceFactory;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** What any service can be told; each reads the sections it needs. */
public final class FleetConfiguration extends Configuration {
    @Valid
    @NotNull
    @JsonProperty
    private KafkaSettings kafka = new KafkaSettings();

    @Valid
    @NotNull
    @JsonProperty
    @JsonMerge
    private DataSourceFactory postgres = localPostgres();

    @Valid
    @NotNull
    @JsonProperty
    private IdentitySettings identity = new IdentitySettings();

    @Valid
    @NotNull
    @JsonProperty
    private LimitSettings limits = new LimitSettings();

    @Valid
    @NotNull
    @JsonProperty
    private CapacitySettings capacity = new CapacitySettings();

    @Valid
    @NotNull
    @JsonProperty
    private InstanceSettings instance = new InstanceSettings();

    @Valid
    @NotNull
    @JsonProperty
    private ClockSettings clock = new ClockSettings();

    @Valid
    @NotNull
    @JsonProperty
    private IngestSettings ingest = new IngestSettings();

    @Valid
    @NotNull
    @JsonProperty
    private QuerySettings query = new QuerySettings();

    @Valid
    @NotNull
    @JsonProperty
    private OutboundSettings outbound = new OutboundSettings();

    @Valid
    @NotNull
    @JsonProperty
    private SimulationSettings simulation = new SimulationSettings();

    public ClockSettings clock() {
        return clock;
    }

    public KafkaSettings kafka() {
        return kafka;
    }

    /** Where the read model is. */
    public DataSourceFactory postgres() {
        return postgres;
    }

    public IdentitySettings identity() {
        return identity;
    }

    public LimitSettings limits() {
        return limits;
    }

    public CapacitySettings capacity() {
        return capacity;
    }

    public InstanceSettings instance() {
        return instance;
    }

    public IngestSettings ingest() {
        return ingest;
    }

    public QuerySettings query() {
        return query;
    }

    public OutboundSettings outbound() {
        return outbound;
    }

    public SimulationSettings simulation() {
        return simulation;
    }

    private static DataSourceFactory localPostgres() {
        var postgres = new DataSourceFactory();
        postgres.setDriverClass("org.postgresql.Driver");
        postgres.setUrl("jdbc:postgresql://127.0.0.1:5432/fleet");
        return postgres;
    }
}
