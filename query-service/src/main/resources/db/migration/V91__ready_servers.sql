-- As the homelab contract shows a server; null where a version of before wrote the row.
alter table servers add column view text;

-- How many servers there are, so that no page of them counts all.
create table server_total (
    one   boolean primary key default true check (one),
    total bigint not null
);
insert into server_total (total) select count(*) from servers;
