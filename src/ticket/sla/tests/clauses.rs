//! Each clause of the contract: who it is about, when it is due, what stops it.

use super::{Story, at, calendar, clocks, pick, sent, show, under, wall};
use crate::model::ticket::{Field, Mark, Move, PackageKind, TicketKind};
use crate::ticket::sla::{Clocks, Group, Profile};

/// The due time of a clause for a ticket of that kind and level that was opened on Wednesday, 2026-03-04, at 17:30.
fn due(kind: TicketKind, level: &str, id: &str) -> String {
    clocks(&Story::of(kind, level, "2026-03-04 17:30"), "2026-03-04 17:31", |all| {
        pick(all, id).due.unwrap().at.strftime("%m-%d %H:%M").to_string()
    })
}

#[test]
fn clauses_of_faults() {
    let fault = |level: &str, id: &str| due(TicketKind::Fault, level, id);
    for level in ["1", "2", "3", "4", "5", ""] {
        assert_eq!(fault(level, "response"), "03-04 18:00");
        assert_eq!(fault(level, "arrangement"), "03-04 18:30");
        assert_eq!(fault(level, "schedule"), "03-05 17:30");
    }
    let levels = [("1", "03-04 18:30"), ("2", "03-04 19:30"), ("3", "03-04 21:30"), ("4", "03-05 17:30"), ("5", "03-07 17:30")];
    for (level, expected) in levels {
        assert_eq!(fault(level, &format!("level-{level}")), expected);
    }
    assert_eq!((fault("3", "general"), fault("4", "general")), ("03-04 19:30".into(), "03-04 19:30".into()));
    assert_eq!((fault("1", "major"), fault("2", "major")), ("03-05 01:30".into(), "03-05 01:30".into()));
    assert_eq!((fault("1", "major-on-site"), fault("2", "major-on-site")), ("03-04 19:30".into(), "03-04 19:30".into()));
    for level in ["1", "2", "3", "4"] {
        let bid = ["bid-first-hour", "bid-on-site", "bid-restored"].map(|id| fault(level, id));
        assert_eq!(bid, ["03-04 18:30", "03-04 19:30", "03-05 01:30"]);
    }
}

#[test]
fn clauses_of_the_table_of_three_levels() {
    let fault = |level: &str, id: &str| due(TicketKind::Fault, level, id);
    assert_eq!(fault("2", "table-2-call"), "03-04 17:45");
    assert_eq!(fault("3", "table-3-call"), "03-04 18:00");
    assert_eq!(fault("1", "table-1-on-site"), "03-04 18:30", "round the clock");
    assert_eq!(fault("2", "table-2-on-site"), "03-05 09:30", "of working time");
    assert_eq!(fault("3", "table-3-on-site"), "03-05 10:30");
    // Off, until a site says what "at once" means.
    let minutes = Profile::read(&SITE_AT_ONCE.replace("LIMIT", "at once")).unwrap();
    let story = Story::of(TicketKind::Fault, "1", "2026-03-04 17:30");
    under(&minutes, &story, &[], "2026-03-04 17:31", |all| {
        assert_eq!(show(pick(all, "table-1-response")), "due 03-04 17:30, 100 %, late by 1 min");
    });
    let profile = Profile::built_in().unwrap();
    assert!(profile.clause("table-1-response").is_none());
    assert_eq!(profile.off.iter().map(|clause| clause.id.as_str()).collect::<Vec<_>>(), ["table-1-response"]);
}

const SITE_AT_ONCE: &str = r#"
[[clause]]
id = "table-1-response"
title = { zh-CN = "即刻响应" }
source = "1.1.5.1.2"
group = "response"
kinds = ["fault"]
levels = [1]
start = "accepted"
stop = ["responded"]
limit = "LIMIT"
calendar = "7x24"
"#;

#[test]
fn clauses_of_questions() {
    assert_eq!(due(TicketKind::Operation, "", "operation"), "03-09 17:30", "three working days");
    assert_eq!(due(TicketKind::Data, "", "data"), "03-11 17:30", "a week of five");
    assert_eq!(due(TicketKind::Data, "", "data-change"), "03-09 17:30");
    assert_eq!(due(TicketKind::Business, "", "business"), "03-05 17:30");
    assert_eq!(due(TicketKind::Bug, "", "bug-answer"), "03-05 17:30");
    assert_eq!(due(TicketKind::Complaint, "", "complaint-report"), "03-06 09:30", "half an hour, a day of seven, half an hour");
    for kind in TicketKind::ALL {
        assert_eq!(due(*kind, "", "same-day"), "03-04 18:00");
        assert_eq!(due(*kind, "", "phone"), "03-05 09:30", "without a level in working time");
    }
    assert_eq!(due(TicketKind::Fault, "3", "phone"), "03-04 18:30", "levels 1 to 3 round the clock");
    assert_eq!(due(TicketKind::Fault, "4", "phone"), "03-05 09:30");
}

#[test]
fn reports_are_due_after_the_solution() {
    let story = Story::of(TicketKind::Fault, "2", "2026-03-04 09:00");
    clocks(&story, "2026-03-04 09:30", |all| assert_eq!(show(pick(all, "problem-report")), "not started"));
    let story = story.step(Move::Solve, "2026-03-04 10:00");
    clocks(&story, "2026-03-05 09:00", |all| {
        assert_eq!(show(pick(all, "problem-report")), "due 03-05 10:00, 95 %, running");
        assert_eq!(show(pick(all, "fault-report")), "due 03-06 10:00, 47 %, running");
        assert!(pick(all, "problem-report").strictest && !pick(all, "fault-report").strictest, "24 hours are stricter than 48");
    });
    let story = story.mark(Mark::Reported, "2026-03-05 11:00");
    clocks(&story, "2026-03-09 09:00", |all| {
        assert_eq!(show(pick(all, "problem-report")), "due 03-05 10:00, 104 %, late by 60 min");
        assert_eq!(show(pick(all, "fault-report")), "due 03-06 10:00, 52 %, met");
    });
}

/// A program error has no limit of its own; who gave a time is held to it.
#[test]
fn a_promised_time_is_kept() {
    let bug = Story::of(TicketKind::Bug, "3", "2026-03-04 09:00");
    clocks(&bug, "2026-03-04 12:00", |all| assert!(all.iter().all(|clock| clock.clause.id != "promised"), "nobody promised anything"));
    let promised = bug.set(Field::Planned, "2026-03-06T17:00:00+08:00", "2026-03-04 17:00");
    let one = |story: &Story, now: &str| clocks(story, now, |all| show(pick(all, "promised")));
    assert_eq!(one(&promised, "2026-03-05 17:00"), "due 03-06 17:00, 50 %, running");
    assert_eq!(one(&promised, "2026-03-06 17:01"), "due 03-06 17:00, 100 %, late by 1 min");
    let profile = Profile::built_in().unwrap();
    let due = |story: &Story| Clocks::new(&profile, &calendar(), at("2026-03-06 18:00")).due(&story.ticket()).unwrap().at;
    assert_eq!(due(&promised), wall("2026-03-06 17:00"), "what lists show");
    // A new plan is a new promise, and its reminders begin again.
    let later = promised.clone().set(Field::Planned, "2026-03-09T17:00:00+08:00", "2026-03-06 18:00");
    clocks(&later, "2026-03-06 18:00", |all| {
        let clock = pick(all, "promised");
        assert_eq!((show(clock), clock.key().unwrap()), ("due 03-09 17:00, 0 %, running".into(), "promised@2026-03-06T18:00".into()));
    });
    let solved = promised.step(Move::Solve, "2026-03-06 16:00");
    assert_eq!(one(&solved, "2026-03-09 09:00"), "due 03-06 17:00, 97 %, met");
    assert_eq!(one(&solved.step(Move::Reject, "2026-03-09 09:00"), "2026-03-09 10:00"), "not started", "of a solution that was refused");
    // Where the contract sets a limit, both hold: the earlier one is when the ticket is due.
    let fault = Story::of(TicketKind::Fault, "4", "2026-03-04 09:00").set(Field::Planned, "2026-03-06T17:00:00+08:00", "2026-03-04 12:00");
    assert_eq!(due(&fault), wall("2026-03-04 11:00"));
    clocks(&fault, "2026-03-06 18:00", |all| {
        assert!(pick(all, "general").strictest && pick(all, "promised").strictest, "each is told of");
    });
    // A time that lies before the day it was given is late from the start.
    let past = Story::of(TicketKind::Bug, "3", "2026-03-04 09:00").set(Field::Planned, "2026-03-04T10:00:00+08:00", "2026-03-04 12:00");
    assert_eq!(one(&past, "2026-03-04 12:01"), "due 03-04 10:00, 100 %, late by 121 min");
}

#[test]
fn an_assignment_is_acknowledged() {
    for (level, due) in [("1", "03-04 18:15"), ("3", "03-04 18:15"), ("4", "03-05 09:15"), ("", "03-05 09:15")] {
        let story = Story::of(TicketKind::Fault, level, "2026-03-04 17:00");
        clocks(&story, "2026-03-04 17:00", |all| assert_eq!(show(pick(all, "acknowledge")), "not started"));
        let story = story.assign("李四", "2026-03-04 17:30");
        clocks(&story, "2026-03-04 17:45", |all| assert_eq!(show(pick(all, "acknowledge")), format!("due {due}, 33 %, running")));
        let story = story.mark(Mark::Acknowledged, "2026-03-04 17:50");
        clocks(&story, "2026-03-05 17:50", |all| assert_eq!(show(pick(all, "acknowledge")), format!("due {due}, 44 %, met")));
    }
}

#[test]
fn every_package_has_a_clock_of_its_own() {
    let story = Story::of(TicketKind::Bug, "", "2026-03-04 09:00");
    let packages = [
        sent(PackageKind::Dispatch, 1, "2026-03-04 10:00", Some("2026-03-04 11:00")),
        sent(PackageKind::Redispatch, 2, "2026-03-05 16:00", None),
        // Made again, since the first was lost; owed since the first.
        sent(PackageKind::Redispatch, 2, "2026-03-05 17:00", None),
    ];
    under(&Profile::built_in().unwrap(), &story, &packages, "2026-03-05 18:00", |all| {
        let receipts: Vec<_> = all.iter().filter(|clock| clock.clause.group == Group::Receipt).collect();
        let told: Vec<_> = receipts.iter().map(|clock| (clock.key().unwrap(), show(clock), clock.strictest)).collect();
        let (first, second) = ("receipt/dispatch-1@2026-03-04T10:00".to_owned(), "receipt/redispatch-2@2026-03-05T16:00".to_owned());
        assert_eq!(told, [(first, "due 03-04 16:00, 25 %, met".into(), true), (second, "due 03-06 11:00, 50 %, running".into(), true)]);
    });
}

#[test]
fn the_strictest_of_a_question_is_kept_to_and_the_others_are_told() {
    let solution = |kind, level: &str| {
        clocks(&Story::of(kind, level, "2026-03-04 09:00"), "2026-03-04 09:00", |all| {
            let all = all.iter().filter(|clock| clock.clause.group == Group::Solution);
            all.map(|clock| format!("{}{}", clock.clause.id, if clock.strictest { "*" } else { "" })).collect::<Vec<_>>().join(" ")
        })
    };
    assert_eq!(solution(TicketKind::Fault, "1"), "level-1* major bid-restored");
    assert_eq!(solution(TicketKind::Fault, "2"), "level-2* major bid-restored");
    assert_eq!(solution(TicketKind::Fault, "3"), "level-3 general* bid-restored");
    assert_eq!(solution(TicketKind::Fault, "4"), "level-4 general* bid-restored");
    assert_eq!(solution(TicketKind::Fault, "5"), "level-5*");
    assert_eq!(solution(TicketKind::Performance, "2"), "level-2* major bid-restored");
    assert_eq!(solution(TicketKind::Data, ""), "data data-change*");
    assert_eq!(solution(TicketKind::Fault, ""), "", "nobody knows; told as unsorted");
}

#[test]
fn a_clause_may_want_all_of_its_stops() {
    let profile =
        Profile::read(&SITE_AT_ONCE.replace("LIMIT", "1 h").replace(r#"stop = ["responded"]"#, r#"stop-all = ["responded", "arranged"]"#));
    let profile = profile.unwrap();
    let story = Story::of(TicketKind::Fault, "1", "2026-03-04 09:00").mark(Mark::Responded, "2026-03-04 09:10");
    let stop = |story: &Story| under(&profile, story, &[], "2026-03-04 09:30", |all| pick(all, "table-1-response").stop);
    assert_eq!(stop(&story), None);
    assert_eq!(stop(&story.mark(Mark::Arranged, "2026-03-04 09:20")), Some(wall("2026-03-04 09:20")));
}

#[test]
fn what_stops_each_clause() {
    let opened = Story::of(TicketKind::Fault, "3", "2026-03-04 09:00");
    let stopped_by = |story: &Story| {
        clocks(story, "2026-03-04 10:00", |all| {
            all.iter().filter(|clock| clock.stop.is_some()).map(|clock| clock.clause.id.clone()).collect::<Vec<_>>().join(" ")
        })
    };
    let by = |mark| stopped_by(&opened.clone().mark(mark, "2026-03-04 09:10"));
    assert_eq!(by(Mark::Responded), "response same-day");
    assert_eq!(by(Mark::CalledBack), "response table-3-call phone same-day");
    assert_eq!(by(Mark::Arranged), "arrangement table-3-on-site");
    assert_eq!(by(Mark::Scheduled), "same-day schedule");
    assert_eq!(by(Mark::OnSite), "response table-3-call phone table-3-on-site bid-first-hour bid-on-site");
    let answers = "response table-3-call phone arrangement same-day table-3-on-site bid-first-hour bid-on-site";
    let restored = format!("{answers} level-3 general bid-restored schedule");
    assert_eq!(by(Mark::Restored), restored);
    assert_eq!(stopped_by(&opened.clone().step(Move::Solve, "2026-03-04 09:10")), restored);
}
