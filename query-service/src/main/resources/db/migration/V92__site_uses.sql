-- What each site holds by its node's latest report; of a site without a row nobody reported since that is telemetry.
create table site_uses (
    site        bigint primary key,
    used_bytes  bigint not null,
    measured_at timestamptz not null,
    -- The offset of the last report of it.
    reported    bigint not null
);
