-- Commands refused in the last day.
create table refusals (
    id      uuid primary key,
    time    timestamptz not null,
    actor   text not null,
    type    text,
    code    text,
    message text
);
create index refusals_time on refusals (time);
