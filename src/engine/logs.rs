//! Log files of a target → rows of what is new in them, one row a kind of trouble; and log texts of a view → their class.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::links::logs::log_cursor::LogCursor;
use crate::links::logs::logfile::{Change, Look, LookBudget, Piece, head, look};
use crate::model::{Check, Column, Reason, ReasonKind, Table, Target, Unjudged, Value, Words, shape};
use crate::parse::oralog::log_class::{Class, LogRules};
use crate::parse::oralog::log_event::LogEvent;
use crate::parse::oralog::log_groups::{Group, Groups};
use crate::parse::oralog::log_sniff::{LogFormat, parser, sniff};
use crate::parse::oralog::{alert, log_skim::LogParser};

/// What a look at all log files of one kind gave.
#[derive(Debug, Default)]
pub(super) struct LogAnswer {
    pub table: Table,
    pub remarks: Vec<Words>,
    /// Files that could not be read: not checked, although the others were.
    pub unread: Vec<Unjudged>,
    /// File, cursor: kept with the run.
    pub cursors: Vec<(String, String)>,
    /// What was read, byte by byte: the step of the finding.
    pub step: String,
}

/// Looks at what is new in the files that the target names for this check.
pub(super) fn read(target: &Target, check: &Check, rules: &LogRules, cursors: &BTreeMap<String, String>) -> Result<LogAnswer, Reason> {
    let kind = check.log.as_deref().unwrap_or_default();
    let files = match kind {
        "alert" => &target.logs.alert,
        "listener" => &target.logs.listener,
        _ => &target.logs.sqlnet,
    };
    if files.is_empty() {
        return Err(Reason::new(ReasonKind::NotConfigured).what(format!("logs.{kind}")));
    }
    let columns = Arc::clone(&check.selected);
    let mut answer = LogAnswer { table: Table { columns: Arc::clone(&columns), ..Table::default() }, ..LogAnswer::default() };
    for file in files {
        let name = file.display().to_string();
        let before = cursors.get(&name).and_then(|json| serde_json::from_str(json).ok());
        match one(file, kind, rules, before.as_ref()) {
            Ok(read) => read.add_to(&mut answer, &name, &columns, rules),
            Err(why) => answer.unread.push(Unjudged { row: 0, subject: name, why }),
        }
    }
    if answer.unread.len() == files.len() {
        let why: Vec<String> = answer.unread.iter().map(|u| u.why.clone()).collect();
        return Err(Reason::new(ReasonKind::Unreadable).what(why.join("; ")));
    }
    Ok(answer)
}

/// One file, looked at.
struct Read {
    look: Look,
    groups: Groups,
}

fn one(path: &Path, kind: &str, rules: &LogRules, before: Option<&LogCursor>) -> Result<Read, String> {
    let format = match (sniff(&head(path).map_err(|e| e.to_string())?), kind) {
        (LogFormat::Binary, _) => return Err(format!("{}: not a text", path.display())),
        (LogFormat::Unknown, "alert") => LogFormat::Alert,
        (LogFormat::Unknown, "listener") => LogFormat::Listener,
        (LogFormat::Unknown, _) => LogFormat::Sqlnet,
        (known, _) => known,
    };
    let mut log = parser(format, rules).ok_or("no parser")?;
    let needles = log.needles().clone();
    let mut groups = Groups::default();
    let mut hint = None;
    let mut look = look(path, before, &LookBudget::default(), &needles, &mut |piece| match piece {
        Piece::Start { offset, hint, .. } => log.start(offset, hint),
        Piece::Bytes(bytes, found) => log.feed_searched(bytes, found, &mut |event| groups.add(event)),
        Piece::End => hint = log.finish(&mut |event| groups.add(event)),
    })
    .map_err(|e| e.to_string())?;
    look.cursor.carry_hint = hint;
    Ok(Read { look, groups })
}

impl Read {
    fn add_to(self, answer: &mut LogAnswer, name: &str, columns: &[Column], rules: &LogRules) {
        answer.remarks.extend(remarks(name, &self.look));
        for stretch in &self.look.stretches {
            answer.step.push_str(&format!("{} bytes {}..{}\n", stretch.path.display(), stretch.from, stretch.to));
        }
        if let Ok(json) = serde_json::to_string(&self.look.cursor) {
            answer.cursors.push((name.to_owned(), json));
        }
        let routine = self.groups.routine();
        let (groups, overflow) = self.groups.into_sorted();
        answer.table.rows.extend(groups.iter().map(|group| row(group, name, columns, rules)));
        if let Some(worst) = overflow.worst.filter(|_| overflow.events > 0) {
            let rest = Group { count: overflow.events, first: worst.time.clone(), last: worst.time.clone(), sample: worst };
            answer.table.rows.push(row(&rest, name, columns, rules));
            answer.table.truncated = true;
        }
        if routine > 0 {
            answer.remarks.push(Words::new(
                format!("{name} ：另有 {routine} 条例行记录，未列出。"),
                format!("{name} : {routine} routine records are not listed."),
            ));
        }
    }
}

/// What must be known about a look beside its events.
fn remarks(name: &str, look: &Look) -> Vec<Words> {
    let mut out = Vec::new();
    let mut say = |zh: String, en: String| out.push(Words::new(zh, en));
    match look.change {
        Change::Baseline => say(
            format!("{name} ：首次查看，以现在为起点（已有 {} 字节不追溯），下次起列出新增。", look.size),
            format!("{name} : first look; this is the baseline ({} bytes before it are not told), news from the next look on.", look.size),
        ),
        Change::Truncated => say(
            format!("{name} ：文件被截断或清空过，已从头读起。"),
            format!("{name} : the file was truncated; it was read from its start."),
        ),
        Change::Replaced => say(
            format!("{name} ：文件已轮换，旧文件的剩余部分与新文件都已读。"),
            format!("{name} : the file was rotated; the rest of the old one and the new one were read."),
        ),
        Change::Unchanged | Change::Appended => {}
    }
    if look.lost.is_some() {
        say(
            format!("{name} ：上次之后、轮换之前写入的内容没有找到，这一段没有检查。"),
            format!("{name} : what was written after the last look and before the rotation was not found; that stretch was not checked."),
        );
    }
    if look.unread > 0 {
        say(format!("{name} ：还有 {} 字节留待下次。", look.unread), format!("{name} : {} bytes are left for the next look.", look.unread));
    }
    out
}

/// A group as a row of the check; a column that the check does not declare is not there.
fn row(group: &Group, file: &str, columns: &[Column], rules: &LogRules) -> Vec<Value> {
    let event = &group.sample;
    let rule = event.rule.and_then(|index| rules.rule(index));
    let peer = event.peer.as_ref();
    let text = |t: &str| if t.is_empty() { Value::Null } else { Value::Text(t.to_owned()) };
    let maybe = |t: Option<&String>| t.map_or(Value::Null, |t| text(t));
    let time = |t: &Option<crate::parse::oralog::log_time::LogTime>| t.as_ref().map_or(Value::Null, |t| Value::Time(t.civil));
    columns
        .iter()
        .map(|column| match column.name.as_str() {
            "file" => text(file),
            "event" => text(&event.key),
            "con_name" => maybe(event.con_name.as_ref()),
            "code" => maybe(event.code.as_ref()),
            "class" => text(class(event.class)),
            "events" => i64::try_from(group.count).map_or(Value::Null, Value::Int),
            "first_time" => time(&group.first),
            "last_time" => time(&group.last),
            "message" => text(&event.text),
            "context" => text(&event.context.join("\n")),
            "service" => maybe(peer.and_then(|p| p.service.as_ref())),
            "client" => maybe(peer.and_then(|p| p.host.as_ref())),
            "program" => maybe(peer.and_then(|p| p.program.as_ref())),
            "meaning_zh" => rule.map_or(Value::Null, |r| text(&r.says.zh_cn)),
            "meaning_en" => rule.map_or(Value::Null, |r| text(&r.says.en)),
            "advice_zh" => rule.map_or(Value::Null, |r| text(&r.advice.zh_cn)),
            "advice_en" => rule.map_or(Value::Null, |r| text(&r.advice.en)),
            _ => Value::Null,
        })
        .collect()
}

fn class(class: Class) -> &'static str {
    match class {
        Class::Routine => "routine",
        Class::Note => "note",
        Class::Unclassified => "unclassified",
        Class::Abnormal => "abnormal",
        Class::Urgent => "urgent",
    }
}

/// The `alert` post step: code and class of each message, by the same table as for files.
pub(super) fn classify(check: &Check, mut table: Table, rules: &LogRules) -> Table {
    let Some(index) = table.index("message_text") else { return table };
    let made = shape(&check.columns, |spec| spec.from_post);
    for row in &mut table.rows {
        let event = worst(&row[index].plain(), rules);
        for column in made.iter() {
            row.push(match (column.name.as_str(), &event) {
                ("class", Some(event)) => Value::Text(class(event.class).into()),
                ("class", None) => Value::Text("routine".into()),
                ("code", Some(LogEvent { code: Some(code), .. })) => Value::Text(code.clone()),
                _ => Value::Null,
            });
        }
    }
    Table { columns: table.columns.iter().chain(made.iter()).cloned().collect(), ..table }
}

/// Reads one message as if it stood in a log file.
fn worst(message: &str, rules: &LogRules) -> Option<LogEvent> {
    let mut events = Vec::new();
    let mut log = alert::parser(rules);
    log.start(0, None);
    log.feed(format!("2000-01-01T00:00:00.000000+00:00\n{message}\n").as_bytes(), &mut |event| events.push(event));
    log.finish(&mut |event| events.push(event));
    events.into_iter().max_by_key(|event| event.class)
}

/// A site's own classification rules, read before the built-in ones: `log_class.toml` beside its checks.
pub fn rules(checks_dir: Option<&PathBuf>) -> crate::error::Result<LogRules> {
    use crate::error::{Error, Kind};
    use crate::text::Msg;
    let path = checks_dir.map(|dir| dir.join("log_class.toml")).filter(|path| path.exists());
    let place = path.as_ref().map_or_else(|| "log_class.toml".to_owned(), |p| p.display().to_string());
    let site = match &path {
        Some(path) => {
            std::fs::read_to_string(path).map_err(|e| Error::new(Kind::Config, Msg::ReadFile { path: place.clone() }).because(e))?
        }
        None => String::new(),
    };
    LogRules::with_site(&site).map_err(|e| Error::new(Kind::Config, Msg::ConfigInvalid { place }).because(e))
}
