//! Writing in an entry, and masking what is in it.

use clap::Args;

use super::shelf::Shelf;
use super::words;
use crate::cli::mask as masking;
use crate::cli::ticket::read_text;
use crate::cli::words::w;
use crate::cli::{App, Exit};
use crate::error::{Error, Kind, Result};
use crate::knowledge::{Entry, Role, State};
use crate::mask::{self, Rules};
use crate::model::ticket::{Field as TicketField, UserType};
use crate::model::{Lang, Words};
use crate::text::Msg;

#[derive(Debug, Args)]
pub(in crate::cli) struct EditArgs {
    #[arg(value_name = "ID", help = w("知识编号，如 K-2026-0001", "Entry, e.g. K-2026-0001"))]
    id: String,
    #[arg(long = "set", short = 's', value_name = "FIELD=VALUE", help = w("填写字段，可写多个；@文件 取文件内容，空值清除。字段：title 标题 symptom 现象 environment 环境 cause 原因 steps 解决步骤 category 分类 kind 类别 user-type 面向 keywords 关键词 valid-from 适用起始版本 valid-to 适用截止版本。只改草稿；改的人即成为编写人", "Write a field, may be repeated; @FILE takes a file's text, an empty value clears it. Fields: title symptom environment cause steps category kind user-type keywords valid-from valid-to. Only of a draft; who writes becomes its author"))]
    set: Vec<String>,
    #[arg(long, help = w("把需要脱敏的内容遮掉；作废的之外任何状态都可以", "Mask what must not leave; in any state but void"))]
    mask: bool,
}

/// What can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Title,
    Symptom,
    Environment,
    Cause,
    Steps,
    Category,
    Kind,
    UserType,
    Keywords,
    ValidFrom,
    ValidTo,
}

const PLACES: [(&str, &str, Place); 11] = [
    ("title", "标题", Place::Title),
    ("symptom", "现象", Place::Symptom),
    ("environment", "环境", Place::Environment),
    ("cause", "原因", Place::Cause),
    ("steps", "解决步骤", Place::Steps),
    ("category", "分类", Place::Category),
    ("kind", "类别", Place::Kind),
    ("user-type", "面向", Place::UserType),
    ("keywords", "关键词", Place::Keywords),
    ("valid-from", "适用起始版本", Place::ValidFrom),
    ("valid-to", "适用截止版本", Place::ValidTo),
];

/// A value, read and found good.
enum Value {
    Text(String),
    User(UserType),
    Many(Vec<String>),
}

pub(super) fn run(app: &App, args: &EditArgs) -> Result<Exit> {
    let mut faults = Vec::new();
    let mut values = Vec::new();
    for given in &args.set {
        match one(given, app.ui.lang) {
            Ok(value) => values.push(value),
            Err(error) => faults.push(error),
        }
    }
    if let Some(error) = Error::all(faults) {
        return Err(error);
    }
    if values.is_empty() && !args.mask {
        return Err(Error::new(Kind::Usage, Msg::Usage { text: "kb edit ID --set FIELD=VALUE | --mask".into() }));
    }
    let rules = if args.mask { Some(masking::rules(app)?) } else { None };
    let mut shelf = Shelf::open(app)?;
    let (lang, may, now, operator) = (shelf.lang, shelf.roles(), shelf.ctx.now, shelf.ctx.operator.clone());
    let mut hits = std::collections::BTreeMap::new();
    let (_, after) = shelf.change(&args.id, if args.mask { "kb.mask" } else { "kb.edit" }, |entry| {
        let before = entry.clone();
        if !may.contains(&Role::Author) && (!values.is_empty() || !may.contains(&Role::Reviewer)) {
            let (step, role) = (Msg::KbEditStep {}.to(lang), words::role(Role::Author).to(lang).to_owned());
            return Err(Error::new(Kind::Usage, Msg::KbRole { id: entry.id.clone(), step, role }).hint(Msg::HintTicketPeople {}));
        }
        // What was reviewed is what was read; only masks may fall on it later.
        if entry.state == State::Void || entry.state != State::Draft && !values.is_empty() {
            let (id, state) = (entry.id.clone(), words::state(entry.state).to(lang).to_owned());
            return Err(Error::new(Kind::Usage, Msg::KbNotDraft { id, state }).hint(Msg::HintKbRevise { id: entry.id.clone() }));
        }
        for (place, value) in values {
            put(entry, place, value);
        }
        if *entry != before {
            entry.author.clone_from(&operator);
            entry.updated = now;
        }
        if let Some(rules) = &rules {
            hits = mask_entry(entry, rules);
        }
        if *entry == before { Err(Error::new(Kind::Usage, Msg::TicketNothing { no: entry.id.clone() })) } else { Ok(()) }
    })?;
    let state = words::state(after.state).to(lang).to_owned();
    app.ui.out(&(Msg::TicketChanged { no: after.id, status: state }.to(lang) + "\n"));
    if !hits.is_empty() {
        app.ui.note(&Msg::MaskCounted { hits: masking::counted(&hits, lang) }.to(lang));
    }
    shelf.tell_unnamed();
    Ok(Exit::OK)
}

fn one(given: &str, lang: Lang) -> Result<(Place, Value)> {
    let Some((name, text)) = given.split_once(['=', '＝']) else {
        return Err(Error::new(Kind::Usage, Msg::Usage { text: format!("--set {given} (FIELD=VALUE)") }));
    };
    let name = name.trim();
    let found = PLACES.iter().find(|(key, zh, _)| key.eq_ignore_ascii_case(name) || *zh == name);
    let &(key, zh, place) = found.ok_or_else(|| {
        let list = PLACES.map(|(key, zh, _)| format!("{key} {zh}")).join(", ");
        Error::new(Kind::Usage, Msg::TicketField { name: name.into(), list }).near(name, PLACES.iter().flat_map(|(key, zh, _)| [*key, *zh]))
    })?;
    let text = match text.strip_prefix('@') {
        Some(path) if matches!(place, Place::Symptom | Place::Environment | Place::Cause | Place::Steps) => read_text(path)?,
        _ => text.to_owned(),
    };
    let text = text.trim().replace("\r\n", "\n");
    let field = Words::new(zh, key).to(lang).to_owned();
    let wrong = |want: String| Error::new(Kind::Usage, Msg::TicketFieldValue { field: field.clone(), value: text.clone(), want });
    Ok((
        place,
        match place {
            Place::Title if text.is_empty() => return Err(wrong("…".into())),
            Place::Title | Place::Category | Place::ValidFrom | Place::ValidTo if text.contains(['\n', '\r', '\t']) => {
                return Err(wrong("…".into()));
            }
            Place::Kind if text.is_empty() => Value::Text(text),
            Place::Kind => {
                let choices = TicketField::Kind.choices();
                let unknown = || {
                    let want = choices.iter().map(|(key, words)| format!("{key} {}", words.zh)).collect::<Vec<_>>().join(", ");
                    wrong(want).near(&text, choices.iter().flat_map(|(key, words)| [*key, words.zh.as_str()]))
                };
                Value::Text(TicketField::Kind.choice(&text).ok_or_else(unknown)?.to_owned())
            }
            Place::UserType => Value::User(words::parse_reader("user-type", &text)?),
            Place::Keywords => {
                let words = text.split([',', '，', '、', ';', '；', '\n']).map(str::trim).filter(|word| !word.is_empty());
                Value::Many(words.map(str::to_owned).collect())
            }
            _ => Value::Text(text),
        },
    ))
}

fn put(entry: &mut Entry, place: Place, value: Value) {
    let held = match place {
        Place::Title => &mut entry.title,
        Place::Symptom => &mut entry.symptom,
        Place::Environment => &mut entry.environment,
        Place::Cause => &mut entry.cause,
        Place::Steps => &mut entry.steps,
        Place::Category => &mut entry.category,
        Place::Kind => &mut entry.kind,
        Place::ValidFrom => &mut entry.valid_from_version,
        Place::ValidTo => &mut entry.valid_to_version,
        Place::UserType | Place::Keywords => {
            match value {
                Value::User(user) => entry.user_type = user,
                Value::Many(words) => entry.keywords = words,
                Value::Text(_) => {}
            }
            return;
        }
    };
    if let Value::Text(text) = value {
        *held = text;
    }
}

/// Masks all texts of an entry; how many places of each kind.
fn mask_entry(entry: &mut Entry, rules: &Rules) -> std::collections::BTreeMap<mask::Kind, usize> {
    let mut hits = std::collections::BTreeMap::new();
    let texts = [
        &mut entry.title,
        &mut entry.symptom,
        &mut entry.environment,
        &mut entry.cause,
        &mut entry.steps,
        &mut entry.category,
        &mut entry.kind,
    ];
    for text in texts.into_iter().chain(&mut entry.keywords) {
        let masked = mask::mask(text, rules);
        *text = masked.text;
        for (kind, count) in masked.hits {
            *hits.entry(kind).or_default() += count;
        }
    }
    hits
}
