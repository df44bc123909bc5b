-- The last record that each projector applied, by which it knows its topic again: a log that was cut may have grown past
-- the offset since. Null before the first, and for what was projected before this column was there.
alter table projector_offsets
    add column last_offset bigint,
    add column last_record text;
