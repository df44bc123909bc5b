-- The shape of what a projector's tables hold, by which a later version knows what an earlier one wrote.
alter table projector_offsets add column shape integer not null default 1;

-- Tables that are made anew beside those that are read, under the same names. A row of a projector here is the order to do
-- so, and how far it is. A migration that alters projector_offsets alters it here too, after the other: in this order it waits
-- for no one who waits for it.
create schema next;
create table next.projector_offsets (like projector_offsets including all);
