-- PDUs and devices are read from their versions: as they are and as they were by the same statements.
create index aggregate_versions_server on aggregate_versions ((document ->> 'server_id')) where type = 'device';
