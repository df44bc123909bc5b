-- Commands of the last day that left no event.
create table outcomes (
    id      uuid primary key,
    time    timestamptz not null,
    actor   text not null,
    type    text,
    -- Why it was refused; null if it was accepted.
    code    text,
    message text,
    -- The command that did it before, under the same idempotency key.
    earlier uuid
);
create index outcomes_time on outcomes (time);
