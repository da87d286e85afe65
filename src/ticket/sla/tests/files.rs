//! A site's `sla.toml`: joined by id, or refused with all that is wrong with it.

use crate::calendar::Limit;
use crate::ticket::sla::{Granted, Group, Profile, Stop, Tells};

const OWN: &str = r#"
[[clause]]
id = "vip"
title = { zh-CN = "领导交办" }
source = "补充协议 3"
group = "solution"
kinds = ["request"]
start = "accepted"
stop = ["solved"]
limit = "4 working hours"
warn = [80]
"#;

/// `line:column key: why` of each fault.
fn faults(text: &str) -> String {
    let all = Profile::read(text).map(|_| ()).unwrap_err();
    all.iter().map(|fault| format!("{}:{} {}: {}", fault.line, fault.column, fault.key, fault.why)).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_built_in_clauses_are_sound_and_cover_every_group() {
    let profile = Profile::built_in().unwrap();
    assert_eq!(profile.clauses.len() + profile.off.len(), 33);
    for group in Group::ALL {
        assert!(profile.clauses.iter().any(|clause| clause.group == *group), "{}", group.as_str());
    }
    for clause in profile.clauses.iter().chain(&profile.off) {
        assert!(!clause.title.zh.is_empty() && !clause.title.en.is_empty() && clause.source.contains('.'), "{}", clause.id);
        assert!(!clause.pauses, "the contract names no pause");
    }
    let chases = profile.clauses.iter().filter(|clause| matches!(clause.tells, Tells::Chase { .. }));
    assert_eq!(chases.map(|clause| clause.id.as_str()).collect::<Vec<_>>(), ["acknowledge"]);
}

#[test]
fn a_site_joins_by_id() {
    let built_in = Profile::built_in().unwrap();
    assert_eq!(Profile::read("").unwrap().clauses, built_in.clauses);
    let text = format!("off = [\"general\"]\n{OWN}{}", OWN.replace("vip", "data-change").replace("4 working hours", "1 working day"));
    let profile = Profile::read(&text).unwrap();
    assert_eq!(profile.clauses.len(), built_in.clauses.len(), "one more, one taken away");
    assert!(profile.clause("general").is_none());
    assert_eq!(profile.clause("vip").unwrap().limit, Granted::Limit(Limit::Working { minutes: 240 }));
    assert_eq!(profile.clause("vip").unwrap().tells, Tells::Warn(vec![80]));
    assert_eq!(profile.clause("data-change").unwrap().limit, Granted::Limit(Limit::WorkingDays { days: 1 }));
    let place = |profile: &Profile, id: &str| profile.clauses.iter().position(|clause| clause.id == id);
    assert_eq!(place(&built_in, "operation").unwrap() - 1, place(&profile, "operation").unwrap(), "the order stays");
    assert!(matches!(&profile.clause("vip").unwrap().stop, Stop::Any(events) if events.len() == 1));
    assert_eq!(Profile::read(&format!("\u{feff}{OWN}")).unwrap().clauses, Profile::read(OWN).unwrap().clauses, "Notepad writes a mark");
}

#[test]
fn every_fault_is_told_with_its_place() {
    let text = r#"warm = [50]
off = ["generel"]

[[clause]]
id = "Level 1"
title = { zh_CN = "一级", en = "One" }
source = ""
group = "solutoin"
kinds = ["falt", 3]
levels = [1, 6]
start = "acepted"
stop = ["restored", "solvd"]
limit = "1 hour or so"
calendar = "24x7"
pauses = "no"
warn = [80, 50]
"#;
    let expected = r#"1:1 warm: unknown key; did you mean "warn"?
2:8 off: "generel" is not known; did you mean "general"?
5:6 clause[1].id: "Level 1" is not made of a-z, 0-9 and -
6:9 clause[1].title.zh-CN: missing
6:11 clause[1].title.zh_CN: unknown key; did you mean "zh-CN"?
7:10 clause[1].source: empty
8:9 clause[1].group: "solutoin" is not known; did you mean "solution"?
9:10 clause[1].kinds: "falt" is not known; did you mean "fault"?
9:18 clause[1].kinds: not "…"
10:14 clause[1].levels: not within 1 and 5
11:9 clause[1].start: "acepted" is not known; did you mean "accepted"?
12:21 clause[1].stop: "solvd" is not known; did you mean "solved"?
13:9 clause[1].limit: "1 hour or so" is not a limit such as "30 min", "8 working hours" or "end of day"
14:12 clause[1].calendar: "24x7" is not known
15:10 clause[1].pauses: not true or false
16:8 clause[1].warn: steps must rise"#;
    assert_eq!(faults(text), expected);
}

#[test]
fn what_does_not_go_together() {
    let with = |from: &str, to: &str| faults(&OWN.replace(from, to));
    assert_eq!(with("limit = \"4 working hours\"\n", ""), "2:1 clause[1].limit: missing");
    assert_eq!(with("4 working hours", "4 h"), "2:1 clause[1].calendar: \"7x24\" or \"working\" is needed, as the limit does not say it");
    assert_eq!(with("warn = [80]", "calendar = \"7x24\""), "10:9 clause[1].limit: the limit is one of working time");
    assert_eq!(with("4 working hours\"", "end of day\"\nalways = [1]"), "11:10 clause[1].always: the limit is one of working time");
    assert_eq!(with("warn = [80]", "warn = [80]\nremind = [15]"), "11:8 clause[1].warn: not together with remind");
    assert_eq!(with("warn = [80]", "remind = [15, 45]\nreassign = 45"), "12:12 clause[1].reassign: steps must rise");
    assert_eq!(with("stop = [\"solved\"]", "stop = []"), "9:8 clause[1].stop: empty");
    assert_eq!(with("stop = [\"solved\"]", ""), "2:1 clause[1].stop: missing");
    assert_eq!(with("stop = ", "stop-all = [\"closed\"]\nstop = "), "9:12 clause[1].stop-all: not together with stop");
    assert_eq!(with("4 working hours\"", "promised\"\npauses = true"), "11:10 clause[1].pauses: not together with limit = \"promised\"");
    let package = "clause[1].stop: package-sent goes with package-arrived, and with nothing else";
    assert_eq!(with("\"accepted\"", "\"package-sent\""), format!("9:8 {package}"));
    assert_eq!(with("[\"solved\"]", "[\"package-arrived\"]"), format!("9:8 {package}"));
    assert_eq!(with("[\"solved\"]", "[\"package-sent\"]"), format!("9:8 {package}"));
    assert_eq!(with("\"accepted\"", "\"package-arrived\""), format!("9:8 {package}"));
    assert_eq!(faults(&format!("{OWN}{OWN}")), "14:6 clause[2].id: \"vip\" is there twice");
    assert_eq!(with("4 working hours", "400 working days"), "10:9 clause[1].limit: \"400 working days\" is longer than a year");
}

#[test]
fn a_file_that_is_no_toml_is_told_line_by_line() {
    let text = faults("warn = [50\n[[clause]]\nid = vip\ntitle = \"\n");
    let lines: Vec<&str> = text.lines().map(|fault| fault.split(':').next().unwrap()).collect();
    assert!(lines.len() >= 2 && lines.is_sorted_by(|one, next| one < next), "once a line: {text}");
    assert_eq!(faults("clause = 1"), "1:10 clause: not [[…]]");
    assert_eq!(faults("clause = [1]"), "1:11 clause: not { … }");
}
