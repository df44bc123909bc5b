-- Nodes, their sites and their backups are read from their versions.
create index aggregate_versions_sites on aggregate_versions ((document ->> 'node_id')) where type = 'site';
create index aggregate_versions_backups on aggregate_versions ((document ->> 'node_id'), (id::bigint) desc)
    where type = 'backup';
