-- By what Gough's lists are ordered, so that a page costs no more for what there was before.
create index aggregate_versions_jobs on aggregate_versions ((cast(id as bigint)))
    where type = 'job' and to_offset is null and document is not null;
create index aggregate_versions_server_numbers on aggregate_versions (((document ->> 'number')::bigint))
    where type = 'server' and to_offset is null and document is not null;
