//! Who is told, and when: each step once, whatever runs of cron were missed.

use super::{Story, clocks, pick, under};
use crate::model::ticket::{Field, Mark, TicketKind, What};
use crate::ticket::sla::{Profile, Tell, step_due};

/// Assigned on Wednesday at 10:00, level 2: round the clock.
fn assigned() -> Story {
    Story::of(TicketKind::Fault, "2", "2026-03-04 09:50").assign("李四", "2026-03-04 10:00")
}

/// What is told at a moment, given the steps of this clock that were told.
fn told(story: &Story, now: &str, already: &[u32]) -> Option<Tell> {
    clocks(story, now, |all| {
        let clock = pick(all, "acknowledge");
        let already: Vec<_> = already.iter().map(|step| (clock.key().unwrap(), *step)).collect();
        step_due(clock, &already).map(|step| step.what)
    })
}

#[test]
fn every_sequence_of_runs() {
    let (remind, reassign) = (|minutes| Some(Tell::Remind { minutes }), Some(Tell::Reassign { minutes: 45 }));
    let table: &[(&str, &[u32], Option<Tell>)] = &[
        ("10:00", &[], None),
        ("10:14", &[], None),
        ("10:15", &[], remind(15)),
        ("10:20", &[15], None),
        ("10:29", &[], remind(15)),
        ("10:30", &[], remind(30)),
        ("10:30", &[15], remind(30)),
        ("10:44", &[15, 30], None),
        ("10:44", &[30], None),
        ("10:45", &[15, 30], reassign),
        // Runs were missed: the last one only.
        ("10:50", &[], reassign),
        ("10:50", &[15], reassign),
        ("10:50", &[30], reassign),
        // Once.
        ("10:50", &[45], None),
        ("10:50", &[15, 30, 45], None),
        ("23:00", &[45], None),
        // A clock that went back tells nothing again.
        ("10:31", &[45], None),
        ("09:00", &[], None),
    ];
    for (now, already, expected) in table {
        assert_eq!(told(&assigned(), &format!("2026-03-04 {now}"), already), *expected, "{now} {already:?}");
    }
}

#[test]
fn a_run_a_minute_tells_each_step_once() {
    let (story, mut already, mut all) = (assigned(), Vec::new(), Vec::new());
    for minute in 0..180 {
        let now = format!("2026-03-04 {:02}:{:02}", 10 + minute / 60, minute % 60);
        if let Some(step) = clocks(&story, &now, |clocks| step_due(pick(clocks, "acknowledge"), &already)) {
            all.push((now, step.number));
            already.push((step.key, step.number));
        }
    }
    assert_eq!(all, [("2026-03-04 10:15".into(), 15), ("2026-03-04 10:30".into(), 30), ("2026-03-04 10:45".into(), 45)]);
}

#[test]
fn who_acknowledged_is_left_alone() {
    let story = assigned().mark(Mark::Acknowledged, "2026-03-04 10:20");
    assert_eq!(told(&story, "2026-03-04 10:50", &[15]), None);
}

#[test]
fn another_engineer_is_chased_from_the_first_step() {
    let story = assigned().mark(Mark::Acknowledged, "2026-03-04 10:20").assign("王五", "2026-03-04 10:40");
    let first = "acknowledge@2026-03-04T10:00".to_owned();
    let already = [(first.clone(), 15), (first, 45)];
    for (now, expected) in [("10:50", None), ("10:55", Some(15)), ("11:30", Some(45))] {
        let step = clocks(&story, &format!("2026-03-04 {now}"), |all| step_due(pick(all, "acknowledge"), &already));
        assert_eq!(step.as_ref().map(|step| step.number), expected, "the acknowledgement of the other one does not count");
        assert!(step.is_none_or(|step| step.key == "acknowledge@2026-03-04T10:40"));
    }
}

#[test]
fn what_was_told_is_read_from_the_events() {
    let reminded = |clause: &str| What::Reminded { clause: clause.into(), step: 30, to: "李四".into() };
    let story = assigned().and("2026-03-04 10:31", reminded("acknowledge@2026-03-04T10:00"));
    let already = story.ticket().reminded;
    let step = |now: &str| clocks(&story, now, |all| step_due(pick(all, "acknowledge"), &already).map(|step| step.number));
    assert_eq!((step("2026-03-04 10:40"), step("2026-03-04 10:46")), (None, Some(45)));
}

#[test]
fn chases_of_low_levels_wait_for_the_morning() {
    let story = Story::of(TicketKind::Fault, "4", "2026-03-04 17:00").assign("李四", "2026-03-04 17:50");
    for (now, expected) in [
        ("2026-03-04 22:00", None),
        ("2026-03-05 09:05", Some(Tell::Remind { minutes: 15 })),
        ("2026-03-05 09:35", Some(Tell::Reassign { minutes: 45 })),
    ] {
        assert_eq!(told(&story, now, &[]), expected);
    }
    let raised = story.set(Field::Level, "1", "2026-03-04 18:40");
    assert_eq!(told(&raised, "2026-03-04 18:40", &[]), Some(Tell::Reassign { minutes: 45 }), "round the clock, from the assignment");
}

#[test]
fn shares_of_a_limit_are_warned_of_in_the_same_way() {
    let story = Story::of(TicketKind::Fault, "2", "2026-03-04 10:00");
    let warned = |now: &str, already: &[u32]| {
        clocks(&story, now, |all| {
            let clock = pick(all, "level-2");
            let already: Vec<_> = already.iter().map(|step| (clock.key().unwrap(), *step)).collect();
            step_due(clock, &already).map(|step| step.number)
        })
    };
    let table: &[(&str, &[u32], Option<u32>)] = &[
        ("10:59", &[], None),
        ("11:00", &[], Some(50)),
        ("11:10", &[50], None),
        ("11:36", &[50], Some(80)),
        ("11:36", &[], Some(80)),
        ("12:00", &[50, 80], Some(100)),
        ("15:00", &[], Some(100)),
        ("15:00", &[100], None),
    ];
    for (now, already, expected) in table {
        assert_eq!(warned(&format!("2026-03-04 {now}"), already), *expected, "{now} {already:?}");
    }
    clocks(&story, "2026-03-04 15:00", |all| {
        assert_eq!(step_due(pick(all, "bid-restored"), &[]), None, "62 % of the looser clause is nobody's concern");
    });
}

#[test]
fn a_clock_that_stands_still_tells_nothing() {
    let text = "[[clause]]\nid = \"acknowledge\"\ntitle = { zh-CN = \"催办\" }\nsource = \"1\"\ngroup = \"acknowledge\"\nstart = \"assigned\"\n\
        stop = [\"acknowledged\"]\nlimit = \"45 min\"\ncalendar = \"7x24\"\npauses = true\nremind = [15, 30]\nreassign = 45\n";
    let profile = Profile::read(text).unwrap();
    let paused = assigned().and("2026-03-04 10:20", What::Pause { reason: "等待用户".into() });
    let step =
        |story: &Story, now: &str| under(&profile, story, &[], now, |all| step_due(pick(all, "acknowledge"), &[]).map(|step| step.number));
    assert_eq!(step(&paused, "2026-03-04 12:00"), None);
    let resumed = paused.and("2026-03-04 12:00", What::Resume {});
    assert_eq!((step(&resumed, "2026-03-04 12:05"), step(&resumed, "2026-03-04 12:10")), (Some(15), Some(30)));
}
