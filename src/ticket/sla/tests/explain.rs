//! A due time taken apart, and what a report prints beside it.

use super::{Story, at, calendar, pick, wall};
use crate::calendar::Limit;
use crate::model::ticket::TicketKind;
use crate::ticket::sla::{Clocks, Definition, Explained, Profile};

fn explained(site: &str, story: &Story, id: &str, tell: impl Fn(Option<Explained<'_>>)) {
    let (profile, calendar) = (Profile::read(site).unwrap(), calendar());
    let clocks = Clocks::new(&profile, &calendar, at("2026-03-20 10:00"));
    let ticket = story.ticket();
    tell(clocks.explain(&ticket, pick(&clocks.of(&ticket, &[]), id)));
}

fn days(explained: &Explained<'_>) -> String {
    let day = |day: &crate::ticket::sla::Passed<'_>| {
        let works = if day.is_working { "" } else { " off" };
        format!("{}{works} {} {} min", day.date.strftime("%m-%d"), day.layer.word(), day.ran.as_mins())
    };
    explained.days.iter().map(day).collect::<Vec<_>>().join("; ")
}

#[test]
fn the_days_that_a_clock_passed() {
    let story = Story::of(TicketKind::Complaint, "", "2026-02-28 10:00");
    explained("", &story, "complaint-report", |explained| {
        let explained = explained.unwrap();
        assert_eq!((explained.start, explained.due.at), (wall("2026-02-28 10:00"), wall("2026-03-02 11:00")));
        assert_eq!(explained.limit, Limit::Working { minutes: 480 });
        assert_eq!(days(&explained), "02-28 national 360 min; 03-01 off weekend 0 min; 03-02 weekend 120 min");
        assert!(explained.pauses.is_empty());
    });
}

#[test]
fn a_pause_is_a_piece_of_it() {
    let site = "[[clause]]\nid = \"complaint-report\"\ntitle = { zh-CN = \"投诉\" }\nsource = \"1\"\ngroup = \"report\"\nstart = \"accepted\"\n\
        stop = [\"complaint-reported\"]\nlimit = \"8 working hours\"\npauses = true\n";
    let story = Story::of(TicketKind::Complaint, "", "2026-03-04 10:00").pause("2026-03-04 17:00", "2026-03-05 10:00");
    let story = story.pause("2026-03-09 09:00", "2026-03-10 09:00");
    explained(site, &story, "complaint-report", |explained| {
        let explained = explained.unwrap();
        assert_eq!(explained.due.at, wall("2026-03-05 15:00"));
        assert_eq!(explained.pauses, [(wall("2026-03-04 17:00"), wall("2026-03-05 10:00"))], "the other is after the due time");
        assert_eq!(days(&explained), "03-04 weekend 300 min; 03-05 weekend 180 min");
    });
}

#[test]
fn round_the_clock_there_are_no_days_and_before_the_start_nothing() {
    let story = Story::of(TicketKind::Fault, "5", "2026-02-14 10:00");
    explained("", &story, "level-5", |explained| assert!(explained.unwrap().days.is_empty()));
    explained("", &story, "acknowledge", |explained| assert_eq!(explained, None));
}

#[test]
fn a_report_names_what_its_due_times_rest_on() {
    let (profile, calendar) = (Profile::read("off = [\"general\"]").unwrap(), calendar());
    let mention = Clocks::new(&profile, &calendar, at("2026-03-04 10:00")).mention();
    assert!(mention.definitions.contains(&Definition::WorkingDays) && mention.definitions.contains(&Definition::WorkingHours));
    assert_eq!((mention.calendar, mention.profile.len()), (calendar.digest(), 64));
    assert_ne!(mention.profile, Profile::built_in().unwrap().digest);
    assert_eq!(mention.off.iter().map(|clause| clause.id.as_str()).collect::<Vec<_>>(), ["table-1-response", "general"]);
    assert!(mention.paused.is_empty());
}
