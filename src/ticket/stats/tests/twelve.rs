//! October 2026, twelve tickets, every figure counted by hand.

use jiff::tz::TimeZone;
use serde_json::json;

use super::super::{By, Counts, Figures, Late, Period, Stats, counted_rows, data, of, register_rows, wall};
use super::{at, mark, stand, ticket};
use crate::model::Lang;
use crate::model::ticket::{Field, Mark, Satisfaction, Status, Ticket};
use crate::ticket::forms::Reader;

const OCTOBER: fn() -> Period = || Period { from: at(1, 0), to: at(32, 0) };

/// Ten of October that were answered after 1 … 10 minutes and solved after 1 … 10 hours (eight of them closed), one of September that
/// was closed in October, and one of September that is still open and that nobody answered.
fn twelve() -> Vec<Ticket> {
    let mut all = Vec::new();
    for n in 1..=10_i64 {
        let (kind, module) = if n <= 6 { ("bug", "申报") } else { ("operation", "征收") };
        let opened = at(n, 600);
        let mut one = ticket(n as usize, opened, &[(Field::Kind, kind), (Field::Module, module), (Field::Channel, "phone")]);
        mark(&mut one, Mark::Responded, at(n, 600 + n));
        if n == 2 {
            stand(&mut one, Status::Rejected, 1, at(n, 610));
        }
        stand(&mut one, Status::Resolved, if n == 2 { 2 } else { 1 }, at(n, 600 + 60 * n));
        if n <= 8 {
            stand(&mut one, Status::Closed, 1, at(n + 1, 0));
        }
        if n <= 4 {
            let said = ["very", "satisfied", "fair", "not"][n as usize - 1];
            one.fields.insert(Field::Satisfaction, crate::model::ticket::Held { value: said.into(), ..one.fields[&Field::Kind].clone() });
        }
        one.reopens = (n == 3).then(|| "YW-2026-00000".into());
        all.push(one);
    }
    let mut old = ticket(11, at(-5, 0), &[(Field::Kind, "complaint"), (Field::Level, "2")]);
    stand(&mut old, Status::Resolved, 1, at(-4, 0));
    stand(&mut old, Status::Closed, 1, at(2, 0));
    all.push(old);
    all.push(ticket(12, at(-3, 0), &[(Field::Kind, "bug")]));
    all
}

/// One was late in October, one will be in November, of one nothing is known.
fn clocks(ticket: &Ticket) -> Figures {
    let (late, due) = match ticket.no.as_str() {
        "YW-2026-00009" => (Late::Yes, Some(at(20, 0))),
        "YW-2026-00010" => (Late::Yes, Some(at(40, 0))),
        "YW-2026-00012" => (Late::Unknown, None),
        _ => (Late::No, Some(at(39, 0))),
    };
    Figures { late, due, ..wall(ticket) }
}

fn stats() -> Stats {
    of(&twelve(), &clocks, OCTOBER(), &TimeZone::UTC)
}

fn figures(counts: &Counts) -> [usize; 9] {
    let Counts { tickets, opened, closed, left, overdue, overdue_unknown, reopened, rejected, complaints, .. } = *counts;
    [tickets, opened, closed, left, overdue, overdue_unknown, reopened, rejected, complaints]
}

#[test]
fn the_total() {
    let total = stats().total;
    assert_eq!(figures(&total), [12, 10, 9, 3, 1, 1, 1, 1, 0], "the complaint is of September");
    assert_eq!((total.response.known(), total.response.unknown), (10, 0));
    assert_eq!((total.response.percentile(50), total.response.percentile(90)), (Some(5 * 60), Some(9 * 60)), "nearest rank");
    assert_eq!((total.solution.percentile(50), total.solution.percentile(90)), (Some(5 * 3600), Some(9 * 3600)));
    assert_eq!((total.response_work.known(), total.response_work.unknown), (0, 10), "no calendar was given: not known, not 0");
    assert_eq!(total.satisfaction.satisfied(), (3, 4));
    assert_eq!((total.satisfaction.silent, total.satisfaction.said[&Satisfaction::Fair]), (5, 1));
}

#[test]
fn groups_stand_in_the_order_of_their_words_and_the_unknown_last() {
    let stats = stats();
    let told = |by: By| -> Vec<(String, usize)> {
        stats.by[&by].iter().map(|group| (group.key.clone().unwrap_or("?".into()), group.counts.tickets)).collect()
    };
    let words = |all: &[(&str, usize)]| all.iter().map(|(key, n)| ((*key).to_owned(), *n)).collect::<Vec<_>>();
    assert_eq!(told(By::Kind), words(&[("bug", 7), ("operation", 4), ("complaint", 1)]));
    assert_eq!(told(By::Module), words(&[("申报", 6), ("征收", 4), ("?", 2)]));
    assert_eq!(told(By::Level), words(&[("2", 1), ("?", 11)]));
    assert_eq!(told(By::Channel), words(&[("phone", 10), ("?", 2)]));
}

#[test]
fn a_month_is_counted_by_itself() {
    let both = of(&twelve(), &clocks, Period { from: at(-29, 0), to: at(32, 0) }, &TimeZone::UTC);
    let told: Vec<_> = both.months.iter().map(|(day, counts)| (day.to_string(), counts.opened, counts.closed, counts.left)).collect();
    assert_eq!(told, [("2026-09-01".into(), 2, 0, 2), ("2026-10-01".into(), 10, 9, 3)]);
    assert_eq!(both.months[1].1, stats().total);
}

#[test]
fn rows_are_those_of_tickets_csv() {
    let reader = Reader { zone: TimeZone::UTC, lang: Lang::Zh };
    let rows = register_rows(&twelve(), &clocks, &reader);
    assert_eq!(
        json!(rows[8]),
        json!({
            "id": "YW-2026-00009", "title": "", "kind": "操作问题", "level": "", "module": "征收", "state": "已解决",
            "opened": "2026-10-09T10:00:00", "closed": null, "due": "2026-10-20T00:00:00", "overdue": "是", "owner": "",
        })
    );
    assert_eq!(rows[9]["overdue"], "是", "as of now");
    let then = counted_rows(&twelve(), &clocks, OCTOBER(), &reader);
    assert_eq!((&then[0]["id"], &then[11]["overdue"]), (&json!("YW-2026-00011"), &json!("否")), "its limit was missed in November");
}

#[test]
fn data_tell_the_unknown_from_the_inapplicable() {
    let reader = Reader { zone: TimeZone::UTC, lang: Lang::Zh };
    let data = data(&stats(), &counted_rows(&twelve(), &clocks, OCTOBER(), &reader), &reader);
    assert_eq!(
        data["times"][0],
        json!({ "what": "首次响应", "clock": "自然时间", "unit": "分钟", "known": 10, "unknown": 0, "p50": "5.0", "p90": "9.0" })
    );
    assert_eq!((&data["times"][1]["unknown"], &data["times"][1]["p50"]), (&json!(10), &json!(null)));
    let complaint = &data["kinds"][2];
    assert_eq!((&complaint["name"], &complaint["response_p50"]), (&json!("投诉"), &json!("—")), "none was opened: nothing to measure");
    assert_eq!((&data["satisfaction"]["rate"], &data["satisfaction"]["answered"]), (&json!("75.0"), &json!(4)));
    assert_eq!(data["late"].as_array().map(Vec::len), Some(1));
    let nothing = super::super::data(&of(&[], &clocks, OCTOBER(), &TimeZone::UTC), &[], &reader);
    assert_eq!((&nothing["satisfaction"]["rate"], &nothing["charts"]["kinds"]), (&json!("—"), &json!(null)));
}
