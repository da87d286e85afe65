//! What clocks and clauses are called.

use jiff::SignedDuration;

use super::found::REACH_DAYS;
use crate::calendar::{Known, Limit, local};
use crate::cli::calendar::short;
use crate::cli::words::say;
use crate::model::Lang;
use crate::text::{Msg, duration};
use crate::ticket::sla::{Clause, Clock, Clocks, Definition, Event, State};

/// `30 分钟`, `3 个工作日`.
pub(super) fn limit(limit: Limit, lang: Lang) -> String {
    let time = |minutes: u32| duration(f64::from(minutes) * 60.0, lang);
    match limit {
        Limit::Wall { minutes: 0 } => say(lang, "立即", "at once").to_owned(),
        Limit::Wall { minutes } => time(minutes),
        Limit::Working { minutes } => {
            say(lang, &format!("{}（工作时间）", hours(minutes, lang)), &format!("{} of working time", hours(minutes, lang))).to_owned()
        }
        Limit::WorkingDays { days: 1 } => say(lang, "1 个工作日", "1 working day").to_owned(),
        Limit::WorkingDays { days } => say(lang, &format!("{days} 个工作日"), &format!("{days} working days")).to_owned(),
        Limit::Until { .. } => say(lang, "承诺的时间", "the promised time").to_owned(),
        Limit::EndOfDay => say(lang, "当日下班前", "end of the working day").to_owned(),
    }
}

/// Working time is told in hours: a day of it has no 24.
fn hours(minutes: u32, lang: Lang) -> String {
    match minutes % 60 {
        0 => say(lang, &format!("{} 小时", minutes / 60), &format!("{} h", minutes / 60)).to_owned(),
        _ => say(lang, &format!("{minutes} 分"), &format!("{minutes} min")).to_owned(),
    }
}

/// The package that a clock is of, as people call it.
pub(super) fn package(clock: &Clock<'_>, lang: Lang) -> String {
    let Some((kind, round)) = clock.package else { return String::new() };
    let name = format!("{} {}", kind.code(), kind.to(lang));
    match round {
        1 => name,
        _ => say(lang, &format!("{name}（第 {round} 轮）"), &format!("{name} (round {round})")).to_owned(),
    }
}

/// The clause, and the package where it is of one.
pub(super) fn clause(clock: &Clock<'_>, lang: Lang) -> String {
    let title = clock.clause.title.to(lang);
    if clock.package.is_some() { format!("{title} {}", package(clock, lang)) } else { title.to_owned() }
}

/// What a clock started at.
pub(super) fn event(event: Event, lang: Lang) -> &'static str {
    match event {
        Event::Opened => say(lang, "登记", "opened"),
        Event::Occurred => say(lang, "发生", "occurred"),
        Event::Accepted => say(lang, "受理", "accepted"),
        Event::Assigned => say(lang, "指派", "assigned"),
        Event::Dispatched => say(lang, "下发", "dispatched"),
        Event::Planned => say(lang, "制定计划", "planned"),
        Event::Promised => say(lang, "承诺", "promised"),
        Event::Solved => say(lang, "解决", "solved"),
        Event::Closed => say(lang, "关闭", "closed"),
        Event::PackageSent => say(lang, "发出", "sent"),
        Event::PackageArrived => say(lang, "送达", "arrived"),
        Event::Mark(mark) => mark.to(lang),
    }
}

/// How a clock stands that somebody owes: by how much it is late, or what is left of it.
pub(super) fn state(clock: &Clock<'_>, now: jiff::Timestamp, lang: Lang) -> String {
    let time = |time: SignedDuration| duration(time.as_secs_f64(), lang);
    let left = clock.due.map(|due| due.at.duration_since(local(now)));
    match (clock.state, left) {
        (State::Late { by }, _) => say(lang, &format!("超时 {}", time(by)), &format!("late by {}", time(by))).to_owned(),
        (State::Paused, _) => say(lang, "暂停", "paused").to_owned(),
        (State::Running, Some(left)) => {
            let used = clock.percent();
            say(lang, &format!("剩 {}，已用 {used}%", time(left)), &format!("{} left, {used} % used", time(left))).to_owned()
        }
        (State::Unknown, _) => say(lang, "不能判断：没有放假安排", "not known: no list of days off").to_owned(),
        (State::NotStarted, _) => say(lang, "未开始", "not started").to_owned(),
        (State::Met | State::Running, _) => say(lang, "按时", "met").to_owned(),
    }
}

/// The state for programs.
pub(super) fn state_key(state: State) -> &'static str {
    match state {
        State::NotStarted => "not-started",
        State::Running => "running",
        State::Paused => "paused",
        State::Met => "met",
        State::Late { .. } => "late",
        State::Unknown => "unknown",
    }
}

/// How well the days of a due time are known; nothing to say of published ones.
pub(super) fn known(known: Option<Known>, lang: Lang) -> &'static str {
    match known {
        Some(Known::Yes) => "",
        Some(Known::Provisional) => say(lang, "预计", "provisional"),
        Some(Known::No) | None => say(lang, "未知", "unknown"),
    }
}

/// What the due times rest on, and what was not counted; a reader can work them out again.
pub(super) fn notes(clocks: &Clocks<'_>, is_all: bool, lang: Lang) -> Vec<Msg> {
    let mention = clocks.mention();
    let list = |clauses: &[&Clause]| {
        let names: Vec<String> = clauses.iter().map(|clause| format!("{} {}", clause.id, clause.title.to(lang))).collect();
        names.join(say(lang, "、", ", "))
    };
    let mut notes: Vec<Msg> = mention.definitions.iter().map(|definition| defined(*definition)).collect();
    if !mention.off.is_empty() {
        notes.push(Msg::SlaOff { clauses: list(&mention.off) });
    }
    notes.push(match mention.paused.as_slice() {
        [] => Msg::SlaNoPauses {},
        paused => Msg::SlaPauses { clauses: list(paused) },
    });
    if is_all {
        notes.push(reach());
    }
    notes.push(Msg::SlaBasis { calendar: short(mention.calendar).to_owned(), clauses: short(mention.profile).to_owned() });
    notes
}

/// How far back solved tickets were looked at.
pub(super) fn reach() -> Msg {
    Msg::SlaReach { days: REACH_DAYS.to_string() }
}

fn defined(definition: Definition) -> Msg {
    match definition {
        Definition::Always => Msg::CalendarWallHours {},
        Definition::WorkingHours => Msg::CalendarWorkingHours {},
        Definition::WorkingDays => Msg::CalendarWorkingDays {},
        Definition::EndOfDay => Msg::SlaEndOfDay {},
    }
}
