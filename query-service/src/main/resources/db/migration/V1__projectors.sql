-- How far each projector has read its topic. A projector moves this row in the transaction that changes its tables.
create table projector_offsets (
    projector   text not null,
    partition   integer not null,
    -- The offset in the projector's topic that is read next.
    next_offset bigint not null,
    -- The offset in the ledger's partition that the tables are true for; -1 before the first.
    ledger_offset bigint not null,
    primary key (projector, partition)
);
