-- What providers logged of jobs; each line once, however often its topic has it.
create table job_lines (
    job     bigint not null,
    seq     bigint not null,
    time    timestamptz not null,
    level   text not null,
    message text not null,
    primary key (job, seq)
);
create index job_lines_time on job_lines (time);
