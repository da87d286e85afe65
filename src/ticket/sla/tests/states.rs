//! Clocks that stop, go on, stand still, or cannot be known.

use super::{Story, at, calendar, clocks, pick, show, under, wall};
use crate::calendar::Known;
use crate::model::ticket::{Field, Fields, Mark, Move, PackageKind, TicketKind, What};
use crate::ticket::sla::{Clocks, Profile, State};

fn one(story: &Story, now: &str, id: &str) -> String {
    clocks(story, now, |all| show(pick(all, id)))
}

fn fault(level: &str) -> Story {
    Story::of(TicketKind::Fault, level, "2026-03-04 10:00")
}

#[test]
fn a_clock_runs_until_it_is_late() {
    let story = fault("2");
    for (now, expected) in [
        ("2026-03-04 10:00", "due 03-04 12:00, 0 %, running"),
        ("2026-03-04 11:00", "due 03-04 12:00, 50 %, running"),
        ("2026-03-04 11:59:59", "due 03-04 12:00, 99 %, running"),
        ("2026-03-04 12:00", "due 03-04 12:00, 100 %, running"),
        ("2026-03-04 12:01", "due 03-04 12:00, 100 %, late by 1 min"),
        ("2026-03-04 16:00", "due 03-04 12:00, 300 %, late by 240 min"),
    ] {
        assert_eq!(one(&story, now, "level-2"), expected);
    }
    let restored = |time: &str| one(&story.clone().mark(Mark::Restored, time), "2026-04-01 00:00", "level-2");
    assert_eq!(restored("2026-03-04 12:00"), "due 03-04 12:00, 100 %, met");
    assert_eq!(restored("2026-03-04 13:00"), "due 03-04 12:00, 150 %, late by 60 min");
}

#[test]
fn it_starts_when_it_was_taken_whenever_that_was_written_down() {
    let taken = |when: &str| {
        fault("2").and("2026-03-04 10:05", What::Note { text: String::new(), mark: Some(Mark::Accepted), when: Some(at(when)) })
    };
    assert_eq!(one(&taken("2026-03-04 09:30"), "2026-03-04 10:30", "level-2"), "due 03-04 11:30, 50 %, running", "by telephone");
    assert_eq!(one(&taken("2026-03-04 10:03"), "2026-03-04 10:03", "level-2"), "due 03-04 12:03, 0 %, running");
}

#[test]
fn machines_whose_clocks_differ_make_nothing_negative() {
    let story = fault("2");
    assert_eq!(one(&story, "2026-03-04 08:00", "level-2"), "due 03-04 12:00, 0 %, running", "the moment is before the start");
    let early = story.clone().mark(Mark::Responded, "2026-03-04 09:55");
    assert_eq!(one(&early, "2026-03-04 11:00", "response"), "due 03-04 10:30, 0 %, met", "a stop before the start is at the start");
    assert_eq!(clocks(&early, "2026-03-04 11:00", |all| pick(all, "response").stop), Some(wall("2026-03-04 10:00")));
    let ahead = story.clone().mark(Mark::Responded, "2026-03-04 10:20");
    assert_eq!(one(&ahead, "2026-03-04 10:10", "response"), "due 03-04 10:30, 66 %, met", "what is written has happened");
    let back = story.step(Move::Solve, "2026-03-04 09:00").step(Move::Verify, "2026-03-04 08:00");
    let back = back.step(Move::Close, "2026-03-04 07:00").pause("2026-03-04 09:00", "2026-03-04 06:00");
    clocks(&back, "2026-03-04 06:00", |all| {
        assert!(all.iter().all(|clock| !clock.spent.time.is_negative() && !matches!(clock.state, State::Late { .. })));
        assert_eq!(show(pick(all, "level-2")), "due 03-04 12:00, 0 %, met");
    });
}

#[test]
fn another_level_counts_from_the_same_start() {
    let story = fault("4");
    assert_eq!(one(&story, "2026-03-04 13:00", "level-4"), "due 03-05 10:00, 12 %, running");
    let worse = story.set(Field::Level, "1", "2026-03-04 12:00");
    assert_eq!(one(&worse, "2026-03-04 13:00", "level-1"), "due 03-04 11:00, 300 %, late by 120 min");
    clocks(&worse, "2026-03-04 13:00", |all| assert!(all.iter().all(|clock| clock.clause.id != "level-4")));
}

/// As level 2, but pauses count.
const WITH_PAUSES: &str = r#"
[[clause]]
id = "level-2"
title = { zh-CN = "二级" }
source = "补充协议"
group = "solution"
levels = [2]
start = "accepted"
stop = ["restored", "solved"]
limit = "2 h"
calendar = "7x24"
pauses = true
"#;

#[test]
fn pauses_stop_only_the_clocks_that_allow_it() {
    let site = Profile::read(WITH_PAUSES).unwrap();
    let story = fault("2").pause("2026-03-04 11:00", "2026-03-04 14:00");
    let with = |story: &Story, now: &str| under(&site, story, &[], now, |all| show(pick(all, "level-2")));
    assert_eq!(one(&story, "2026-03-04 14:30", "level-2"), "due 03-04 12:00, 225 %, late by 150 min");
    assert_eq!(with(&story, "2026-03-04 14:30"), "due 03-04 15:00, 75 %, running");
    under(&site, &story, &[], "2026-03-04 14:30", |all| assert_eq!(show(pick(all, "major")), "due 03-04 18:00, 56 %, running"));
    // A level that came later keeps the pause that was before it.
    let raised = fault("3").pause("2026-03-04 11:00", "2026-03-04 14:00").set(Field::Level, "2", "2026-03-04 14:10");
    assert_eq!(with(&raised, "2026-03-04 14:30"), "due 03-04 15:00, 75 %, running");
    let lasting = fault("2").and("2026-03-04 11:00", What::Pause { reason: "等待用户".into() });
    assert_eq!(with(&lasting, "2026-03-04 14:00"), "due 03-04 15:00, 50 %, paused");
    let too_late = fault("2").and("2026-03-04 13:00", What::Pause { reason: "等待用户".into() });
    assert_eq!(with(&too_late, "2026-03-04 14:00"), "due 03-04 12:00, 150 %, late by 120 min", "it was late before");
}

#[test]
fn a_solution_that_was_refused_was_none() {
    let refused = fault("4").step(Move::Dispatch, "2026-03-04 10:10");
    let exported = What::Acknowledged {
        package: "p".into(),
        kind: PackageKind::Dispatch,
        round: 1,
        how: crate::model::ticket::How::Manual,
        reason: String::new(),
    };
    let got = |kind| What::Received { package: "q".into(), kind, round: 1 };
    let refused = refused.and("2026-03-04 10:20", exported).and("2026-03-04 10:30", got(PackageKind::Plan));
    let solved = refused.mark(Mark::Restored, "2026-03-04 10:40").and("2026-03-04 11:00", got(PackageKind::Report));
    let solved = solved.mark(Mark::Reported, "2026-03-04 11:30");
    assert_eq!(one(&solved, "2026-03-04 12:00", "general"), "due 03-04 12:00, 33 %, met");
    assert_eq!(one(&solved, "2026-03-04 12:00", "problem-report"), "due 03-05 11:00, 2 %, met");
    let refused = solved.clone().step(Move::Reject, "2026-03-04 13:00");
    assert_eq!(one(&refused, "2026-03-04 14:00", "general"), "due 03-04 12:00, 200 %, late by 120 min", "it goes on from the first start");
    assert_eq!(one(&refused, "2026-03-04 14:00", "problem-report"), "not started");
    assert_eq!(one(&refused, "2026-03-04 14:00", "response"), "due 03-04 10:30, 133 %, late by 10 min", "what was answered stays answered");
    let again = refused.mark(Mark::Restored, "2026-03-04 15:00");
    assert_eq!(one(&again, "2026-03-04 16:00", "general"), "due 03-04 12:00, 250 %, late by 180 min");
    // Closing does not solve it again.
    let closed = solved.step(Move::Verify, "2026-03-06 09:00").step(Move::Close, "2026-03-06 10:00");
    assert_eq!(one(&closed, "2026-03-07 12:00", "problem-report"), "due 03-05 11:00, 2 %, met");
}

#[test]
fn a_year_without_its_list_is_told_and_counts_as_a_warning() {
    let story = Story::of(TicketKind::Operation, "", "2026-12-24 10:00");
    clocks(&story, "2026-12-24 10:00", |all| {
        let clock = pick(all, "operation");
        assert_eq!(show(clock), "due 12-29 10:00 (unknown calendar), 0 %, running");
        assert!(clock.is_uncertain() && clock.is_at_risk() && !clock.is_late());
    });
    assert_eq!(one(&story, "2027-01-05 10:00", "operation"), "due 12-29 10:00 (unknown calendar), 266 %, unknown", "nobody can say late");
    let at_once = story.clone().step(Move::Solve, "2026-12-24 17:00");
    assert_eq!(one(&at_once, "2027-01-05 10:00", "operation"), "due 12-29 10:00 (unknown calendar), 23 %, met", "in time whatever comes");
    let later = story.step(Move::Solve, "2026-12-28 17:00");
    assert_eq!(one(&later, "2027-01-05 10:00", "operation"), "due 12-29 10:00 (unknown calendar), 90 %, unknown");
    clocks(&later, "2027-01-05 10:00", |all| assert!(!pick(all, "operation").is_at_risk(), "nothing is owed any more"));
    let far = Story::of(TicketKind::Fault, "2", "2031-01-01 00:00");
    clocks(&far, "2031-01-01 01:00", |all| assert_eq!(pick(all, "level-2").due.unwrap().known, Known::Yes, "7×24 needs no list"));
}

#[test]
fn the_end_of_time_is_unknown_not_a_crash() {
    let story = Story::of(TicketKind::Operation, "", "9999-12-30 17:00");
    clocks(&story, "9999-12-30 21:00", |all| {
        let clock = pick(all, "operation");
        assert_eq!((clock.state, clock.due, clock.is_uncertain()), (State::Unknown, None, true));
        assert!(all.iter().all(|clock| clock.percent() <= 100));
    });
}

#[test]
fn what_a_list_shows_of_a_ticket() {
    let (profile, calendar) = (Profile::built_in().unwrap(), calendar());
    let overall = |story: &Story, now: &str| {
        let clocks = Clocks::new(&profile, &calendar, at(now));
        let ticket = story.ticket();
        let overall = clocks.overall(&ticket, &clocks.of(&ticket, &[]));
        assert_eq!(clocks.due(&ticket), overall.due, "the due time alone is the same");
        overall
    };
    let story = fault("4").mark(Mark::Responded, "2026-03-04 10:05").mark(Mark::Arranged, "2026-03-04 10:05");
    let story = story.mark(Mark::CalledBack, "2026-03-04 10:05").mark(Mark::OnSite, "2026-03-04 10:30");
    let calm = overall(&story, "2026-03-04 11:00");
    assert_eq!((calm.due.unwrap().at, calm.late, calm.at_risk), (wall("2026-03-04 12:00"), false, false));
    assert!(calm.unsorted.is_empty());
    let risk = overall(&story, "2026-03-04 11:36");
    assert_eq!((risk.late, risk.at_risk), (false, true));
    let late = overall(&story, "2026-03-04 12:01");
    assert_eq!((late.late, late.at_risk), (true, false));
    // The report is owed, too; the solution came in time.
    let solved = story.step(Move::Solve, "2026-03-04 11:50");
    assert!(!overall(&solved, "2026-03-05 05:00").at_risk && overall(&solved, "2026-03-05 09:00").at_risk);
    assert!(overall(&solved, "2026-03-05 12:00").late);
    assert_eq!(overall(&fault(""), "2026-03-04 10:10").unsorted, [Field::Level]);
    assert!(overall(&Story::of(TicketKind::Data, "", "2026-03-04 10:00"), "2026-03-04 10:10").unsorted.is_empty());
    let bare = Story(Vec::new()).and("2026-03-04 10:00", What::Create { fields: Fields::new(), origin: None, reopens: None });
    let bare = overall(&bare, "2026-03-04 10:10");
    assert_eq!((bare.unsorted, bare.due), (vec![Field::Kind], None));
}
