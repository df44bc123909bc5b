-- Alerts are read from their versions; what goes on, and what is about a server, is asked for all the time.
create index aggregate_versions_alerts on aggregate_versions ((document ->> 'status'), created_at)
    where type = 'alert' and to_offset is null;
create index aggregate_versions_alert_servers on aggregate_versions ((document ->> 'server_id'), created_at)
    where type = 'alert' and to_offset is null;
