-- When samples came: late ones wait for others before their hour is compacted again.
alter table telemetry_fresh add column received_at timestamptz not null default now();
