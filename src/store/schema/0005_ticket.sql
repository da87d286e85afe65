-- Tickets, the packages that carry them between the platforms, and the knowledge that comes of them.

-- What happened: the truth. Written once, in the words of model::ticket::Event, a line of JSON each.
create table ticket_event (
    ticket text   not null,
    side   text   not null,                  -- ops, problem: whose event it is
    rev    bigint not null,                  -- that platform's own count, from 1
    at     bigint not null,
    line   text   not null,
    primary key (ticket, side, rev)
) without rowid;

-- What lists ask of a ticket: made of its events whenever one is added.
create table ticket (
    id       integer primary key,
    no       text   not null unique,
    status   text   not null,
    round    bigint not null,
    kind     text   not null,
    level    bigint,                         -- 1 to 5; null: not said
    module   text   not null,
    system   text   not null,
    assignee text   not null,
    unit     text   not null,
    title    text   not null,
    opened   bigint not null,
    solved   bigint,                         -- when it last came to a solution; null: it has none
    closed   bigint,
    updated  bigint not null,
    ops      bigint not null,                -- events of each platform
    problem  bigint not null,
    conflicts bigint not null,
    origin   text   not null,                -- name and number of the platform it came from: 'name<tab>number'
    due      bigint,                         -- when it has to be solved; only as good as what it was reckoned with:
    due_basis text  not null                 -- digest of calendar and clauses; '' is not reckoned
);
create index ticket_by_status on ticket (status, opened);
create index ticket_by_opened on ticket (opened);
create index ticket_by_assignee on ticket (assignee, status, opened);
create index ticket_by_module on ticket (module, level, status, opened);
create index ticket_by_basis on ticket (due_basis) where solved is null;
create index ticket_by_origin on ticket (origin);

-- Bigrams of what is in a ticket; the rows are those of `ticket`.
create virtual table ticket_words using fts5(title, body, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0');
-- A word of the title says more than one of the rest.
insert into ticket_words (ticket_words, rank) values ('rank', 'bm25(4.0, 1.0)');

-- The last number given out.
create table ticket_number (
    prefix text primary key,
    last   bigint not null
) without rowid;

-- Packages: what came in and what it did, what went out and whether it arrived. Known by the digest of its manifest, so that one
-- that somebody packed anew is still the same.
create table package (
    digest    text primary key,
    id        text   not null,
    direction text   not null,               -- in, out
    kind      text   not null,
    seq       bigint not null,               -- of those that went out
    at        bigint not null,               -- when it was made, or came in
    name      text   not null,               -- of the file
    manifest  text   not null,
    receipt   text   not null,               -- in: ours; out: theirs; '' while there is none
    arrived   bigint,                        -- out: when it is known to have arrived
    how       text   not null                -- receipt, manual, answer
) without rowid;
create index package_by_id on package (direction, id);
create index package_by_time on package (direction, at);

create table package_ticket (
    ticket text not null,
    digest text not null,
    round  bigint not null,
    primary key (ticket, digest)
) without rowid;

-- What a foreign platform last said of a ticket: the base of the next comparison.
create table ticket_base (
    origin text primary key,                 -- 'name<tab>number'
    fields text not null,                    -- JSON
    at     bigint not null
) without rowid;

-- Entries of the knowledge base; the columns are what lists ask of them.
create table knowledge (
    rowid_    integer primary key,
    id        text   not null unique,
    state     text   not null,
    kind      text   not null,
    user_type text   not null,
    updated   bigint not null,
    sources   text   not null,               -- numbers of tickets, each between tabs
    entry     text   not null                -- JSON
);
create index knowledge_by_state on knowledge (state, updated);

-- Bigrams of what is in an entry; the rows are those of `knowledge`.
create virtual table knowledge_words using fts5(title, body, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0');
