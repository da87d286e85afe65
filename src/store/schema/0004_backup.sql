-- What is remembered of backups beside the runs: each one that was due, digests of files, restore tests, the register of media.

-- One row a backup that was due: what the last look at it told. Stays when its files have gone.
create table backup (
    name     text not null,                  -- of the set
    slot     bigint not null,                -- when it was due to begin
    seen_at  bigint not null,
    state    text not null,                  -- done, running, missing, partial
    verdict  text not null,                  -- ok, warning, critical, unknown
    began_at bigint,
    ended_at bigint,
    files    bigint not null,
    bytes    bigint not null,
    tables   bigint,                         -- null: not known
    rows     bigint,
    why      text not null,                  -- the first finding, for a list
    run      text not null,
    primary key (name, slot)
) without rowid;

-- Rows of each table in the newest backup that was judged: what the next one is compared with.
create table backup_rows (
    name   text not null,
    slot   bigint not null,
    counts blob not null,                    -- deflated JSON: OWNER.TABLE → rows
    primary key (name, slot)
) without rowid;

-- Digest of every file that was hashed: what was there first is what must stay.
create table backup_file (
    name       text not null,
    path       blob not null,
    place      text not null,                -- '' is the set's own place, else a copy's
    size       bigint not null,
    mtime      bigint,
    sha256     text not null,
    source     text not null,                -- manifest: made where the backup was; first-sight: by the first look
    first_seen bigint not null,
    checked_at bigint not null,
    primary key (name, place, path)
) without rowid;

create table restore_test (
    id       integer primary key,
    name     text not null,
    slot     bigint not null,
    began_at bigint not null,
    ended_at bigint not null,
    verdict  text not null,                  -- ok, warning, critical, unknown
    source   text not null,                  -- run: by opsctl; logs: judged from the logs of one done by hand
    runner   text not null,
    target   text not null,                  -- where it was restored to
    operator text not null,
    machine  text not null,
    result   text not null                   -- JSON: steps, rows, objects, smoke, findings
);
create index restore_test_by_name on restore_test (name, began_at);

create table medium (
    label      text primary key,
    kind       text not null,                -- tape, disc, disk, remote
    name       text not null,                -- of the set; empty: of none
    holds      text not null,                -- what is on it
    made_on    text not null,                -- a date
    place      text not null,
    custodian  text not null,
    class      text not null,                -- 重要 / 一般
    encrypted  integer not null,
    next_check text not null,
    state      text not null,                -- kept, lent, missing, destroyed
    note       text not null,
    added_at   bigint not null
) without rowid;

-- 盘点: who looked when for which medium, and what was found.
create table stocktake (
    id       integer primary key,
    at       bigint not null,
    operator text not null,
    label    text not null,
    found    text not null,                  -- present, absent, unexpected, damaged
    note     text not null
);
create index stocktake_by_label on stocktake (label, at);
