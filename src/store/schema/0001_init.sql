-- The first form of history.db. Times are nanoseconds since 1970 UTC; a day is counted in the zone of the run.
-- Bodies are JSON, deflated. Never edit a step that was released: add the next number.

create table run (
    seq     integer primary key,            -- order of saving
    id      text not null unique,
    now     bigint not null,
    command text not null,
    verdict text not null,
    body    blob not null                   -- the run without its targets
);
create index run_by_time on run (now);

create table target_run (
    run            integer not null references run (seq) on delete cascade,
    pos            integer not null,
    target         text not null,
    verdict        text not null,
    critical       integer not null,
    warning        integer not null,
    note           integer not null,
    judged         integer not null,
    not_checked    integer not null,
    not_applicable integer not null,
    body           blob not null,           -- the target without its outcomes
    primary key (run, pos)
) without rowid;
create index target_run_by_target on target_run (target, run);

-- One check on one target: what history is kept by.
create table question (
    id       integer primary key,
    target   text not null,
    check_id text not null,
    unique (target, check_id)
);

-- What is the same in every outcome of a check: titles, columns, the step's text. Stored once.
create table shape (
    id     integer primary key,
    sha256 text not null unique,
    body   blob not null
);

create table outcome (
    id         integer primary key,
    run        integer not null references run (seq) on delete cascade,
    target_pos integer not null,
    pos        integer not null,
    question   integer not null references question (id),
    state      text not null,               -- judged, not-checked, not-applicable
    level      text,                        -- worst finding, where judged
    at         bigint not null,
    shape      integer not null references shape (id),
    body       blob not null,
    unique (run, target_pos, pos)
);
create index outcome_judged on outcome (question, at) where state = 'judged';
create index outcome_by_shape on outcome (shape);

create table finding (
    outcome integer not null references outcome (id) on delete cascade,
    pos     integer not null,
    level   text not null,
    subject text not null,
    topic   text not null,
    zh      text not null,
    en      text not null,
    since   bigint not null,
    is_new  integer not null,
    primary key (outcome, pos)
) without rowid;

-- One number of one subject over time.
create table series (
    id       integer primary key,
    question integer not null references question (id),
    subject  text not null,
    col      text not null,
    last_at  bigint not null,
    unique (question, subject, col)
);
create index series_by_use on series (question, last_at);

-- Every sample, for some weeks.
create table sample (
    series integer not null references series (id) on delete cascade,
    at     bigint not null,
    value  double precision not null,
    primary key (series, at)
) without rowid;

-- The last sample of each day, for years.
create table sample_day (
    series integer not null references series (id) on delete cascade,
    day    integer not null,
    at     bigint not null,
    value  double precision not null,
    primary key (series, day)
) without rowid;

-- How far an incremental check had read, by time.
create table increment (
    question integer not null references question (id),
    at       bigint not null,
    value    text not null,
    primary key (question, at)
) without rowid;

-- How far a log file was read.
create table cursor (
    target text not null,
    path   text not null,
    value  text not null,
    primary key (target, path)
) without rowid;

-- Every acceptance of a baseline; the newest counts. Rows are never changed.
create table baseline (
    seq         integer primary key,
    question    integer not null references question (id),
    run         integer not null references run (seq),
    accepted_at bigint not null,
    operator    text not null,
    body        blob not null
);
create index baseline_by_question on baseline (question, seq);
create index baseline_by_run on baseline (run);

-- Who recorded or changed what; each entry carries the digest of all before it.
create table audit (
    seq    integer primary key,
    entry  text not null,                   -- canonical JSON, as hashed
    sha256 text not null
);
