-- The servers there are, with their health and latest measurements.
create table servers (
    id           uuid primary key,
    slug         text not null,
    number       bigint not null,
    hostname     text not null,
    display_name text not null,
    ip_address   text,
    health       text not null,
    tags         text[] not null,
    created_at   timestamptz not null,
    last_seen    timestamptz,
    version      bigint not null,
    -- The whole snapshot.
    document     jsonb not null
);
create index servers_slug on servers (lower(slug));
create index servers_number on servers (number);
create index servers_tags on servers using gin (tags);

-- A deleted server never comes back, whatever a writer that was cut off may still send.
create table deleted_servers (
    id uuid primary key
);
