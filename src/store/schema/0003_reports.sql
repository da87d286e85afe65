-- What reports of a period need: outcomes by run without their bodies, times a target was down, the work log, and what was handed in.

create index outcome_by_run on outcome (run, question, state, level);
create index outcome_alarm on outcome (question, at) where level = 'critical';

-- Empty for runs that were stored before; then the run's body tells.
alter table run add column cadence text not null default '';

-- 运维日志: what was done, when, by whom, for what.
create table work (
    id      integer primary key,
    kind    text not null,                  -- operation, service, duty, planned-stop, …
    begins  bigint not null,
    ends    bigint,                         -- null: a moment, or not over yet
    who     text not null,
    target  text not null,                  -- empty: none
    ticket  text not null,
    what    text not null,
    result  text not null,
    source  text not null,                  -- person, or the file it was imported from
    made_at bigint not null,
    sha256  text not null unique            -- of kind, times, who, target, ticket and what: the same entry twice is one
);
create index work_by_time on work (begins);

-- Every report that was given out, and that it was handed in.
create table report (
    seq       integer primary key,
    name      text not null,
    begins    bigint not null,
    ends      bigint not null,
    person    text not null,                -- empty: not one of a person
    made_at   bigint not null,
    operator  text not null,
    file      text not null,
    sha256    text not null,                -- of the file
    template  text not null,                -- version and digest of the template
    data      text not null,                -- digest of the data
    handed_at bigint,
    handed_to text not null default ''
);
create index report_by_name on report (name, begins);
