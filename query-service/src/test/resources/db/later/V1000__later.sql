alter table audit add column later text;
