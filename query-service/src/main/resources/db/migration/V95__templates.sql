-- Which jobs were asked for with a template, one row each; of what was before templates there is none.
create table template_uses (
    fleet         text        not null,
    template      bigint      not null,
    job           bigint      not null,
    partition     int         not null,
    -- Of the event that says so.
    ledger_offset bigint      not null,
    used_at       timestamptz not null,
    primary key (fleet, template, job)
);
create index template_uses_times on template_uses (fleet, template, used_at);

create index aggregate_versions_templates on aggregate_versions ((cast(id as bigint)))
    where type = 'template' and to_offset is null and document is not null;
