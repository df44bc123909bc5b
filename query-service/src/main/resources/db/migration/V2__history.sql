-- Each aggregate as it was between two of its events.
create table aggregate_versions (
    fleet       text not null,
    type        text not null,
    id          text not null,
    version     bigint not null,
    -- Offsets in the fleet's partition: from the event that made this version to the one that ended it, exclusive.
    partition   integer not null,
    from_offset bigint not null,
    to_offset   bigint,
    from_time   timestamptz not null,
    to_time     timestamptz,
    -- When its first version came to be.
    created_at  timestamptz not null,
    -- Other names it is looked up by, such as name:web-1.
    names       text[] not null,
    -- Null once it is deleted.
    document    jsonb,
    primary key (fleet, type, id, version)
);
create index aggregate_versions_names on aggregate_versions using gin (names);
create index aggregate_versions_current on aggregate_versions (fleet, type, id) where to_offset is null;
create index aggregate_versions_time on aggregate_versions (fleet, type, from_time);

create table audit (
    fleet          text not null,
    sequence       bigint not null,
    id             uuid not null,
    type           text not null,
    time           timestamptz not null,
    partition      integer not null,
    ledger_offset  bigint not null,
    aggregate_type text not null,
    aggregate_id   text not null,
    version        bigint not null,
    actor          text not null,
    address        text,
    reason         text,
    command_id     uuid not null,
    correlation_id uuid not null,
    causation_id   uuid,
    changes        jsonb not null,
    hash           text not null,
    primary key (fleet, sequence)
);
create index audit_aggregate on audit (fleet, aggregate_type, aggregate_id, sequence);
create index audit_actor on audit (fleet, actor, sequence);
create index audit_type on audit (fleet, type, sequence);
create index audit_time on audit (fleet, time, sequence);
create index audit_command on audit (command_id);
