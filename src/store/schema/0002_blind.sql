-- Rows of a judged outcome that could not be judged themselves: what was found of them before is neither gone nor seen.

create table blind (
    outcome integer not null references outcome (id) on delete cascade,
    subject text not null,
    primary key (outcome, subject)
) without rowid;
