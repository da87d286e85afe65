//! One form, all of it.

use std::fmt::Write as _;

use clap::Args;
use jiff::Timestamp;
use serde_json::{Value as Json, json};

use super::office::Office;
use super::{list, proof};
use crate::cli::words::{say, w};
use crate::cli::{App, Exit};
use crate::error::Result;
use crate::release::form::{Field, FieldKind, Form, Kind, Outcome, Proof, Rehearsal, Step, Weak, Why};

#[derive(Debug, Args)]
pub(in crate::cli) struct ShowArgs {
    #[arg(value_name = "NO", help = w("申请表编号", "Form"))]
    no: String,
    #[arg(long, help = w("输出 JSON", "Print JSON"))]
    json: bool,
}

pub(super) fn run(app: &App, args: &ShowArgs) -> Result<Exit> {
    let office = Office::open(app)?;
    let form = office.form(&args.no)?;
    if args.json {
        app.ui.out(&format!("{:#}\n", json(&office, &form)));
    } else {
        app.ui.out(&Page { office: &office, form: &form }.text());
    }
    Ok(Exit::OK)
}

struct Page<'a> {
    office: &'a Office<'a>,
    form: &'a Form,
}

impl Page<'_> {
    fn say(&self, zh: &'static str, en: &'static str) -> &'static str {
        say(self.office.lang, zh, en)
    }

    fn text(&self) -> String {
        let (lang, form) = (self.office.lang, self.form);
        let mut out = String::new();
        let rev = say(lang, &format!("第 {} 版", form.rev), &format!("revision {}", form.rev)).to_owned();
        let _ = writeln!(out, "{}  {}  {rev}  {}", form.no, form.status.to(lang), tidy(form.get(Field::Title)));
        let _ = writeln!(out, "{} {}\n", self.say("包摘要", "package"), form.digest);
        for field in Field::ALL.iter().filter(|field| **field != Field::Title && !form.get(**field).is_empty()) {
            let _ = writeln!(out, "{}{}{}", field.to(lang), self.say("：", ": "), tidy(&self.value(*field)));
        }
        self.decisions(&mut out);
        self.runs(&mut out);
        let weak = form.weak();
        if !weak.is_empty() {
            self.head(&mut out, "效力较弱", "Weaker than it should be");
            for weak in &weak {
                let _ = writeln!(out, "  {}", weak_words(self.office, weak));
            }
        }
        self.head(&mut out, "过程", "Course");
        for one in &form.course {
            let did = if one.decides == one.step {
                one.step.to(lang).to_owned()
            } else {
                format!("{} {}", one.step.to(lang), one.decides.to(lang))
            };
            let text = if one.text.is_empty() { String::new() } else { format!("  {}", tidy(&one.text)) };
            let _ = writeln!(
                out,
                "  {:>2}  {}  {did}  {} {}  → {}{text}",
                one.line,
                self.office.at(one.at),
                one.role.to(lang),
                tidy(&one.person),
                one.status.to(lang)
            );
        }
        let next = self.office.next(form);
        if !next.is_empty() {
            self.head(&mut out, "下一步", "Next");
            for (_, words) in next {
                let _ = writeln!(out, "  {words}");
            }
        }
        out
    }

    fn value(&self, field: Field) -> String {
        let value = self.form.get(field);
        match field.kind() {
            FieldKind::Time => value.parse::<Timestamp>().map_or_else(|_| value.to_owned(), |at| self.office.at(at)),
            FieldKind::Choice => Kind::parse(value).map_or(value, |kind| kind.to(self.office.lang)).to_owned(),
            _ => value.to_owned(),
        }
    }

    fn decisions(&self, out: &mut String) {
        let (lang, form) = (self.office.lang, self.form);
        if form.decisions.is_empty() {
            return;
        }
        self.head(out, "审批", "Decisions");
        for (step, one) in &form.decisions {
            let late = if one.late { self.say("  补签", "  signed later") } else { "" };
            let opinion = if one.opinion.is_empty() { String::new() } else { format!("  {}", tidy(&one.opinion)) };
            let proof = tidy(&proof::words(&one.proof, lang));
            let _ = writeln!(
                out,
                "  {}  {}  {} {}  {proof}{late}{opinion}",
                step.to(lang),
                self.office.at(one.at),
                one.role.to(lang),
                tidy(&one.person)
            );
        }
        for (system, person) in &form.executors {
            let _ = writeln!(out, "  {}  {} → {}", self.say("执行人", "to be run by"), tidy(system), tidy(person));
        }
        let open: Vec<&str> = form.open_items().into_iter().map(|step| step.to(lang)).collect();
        if !open.is_empty() {
            let _ = writeln!(out, "  {}{}", self.say("待补签：", "to be signed later: "), open.join(self.say("、", ", ")));
        }
    }

    fn runs(&self, out: &mut String) {
        let (lang, form) = (self.office.lang, self.form);
        if form.rehearsals.is_empty() && form.execution.is_none() {
            return;
        }
        self.head(out, "执行", "Runs");
        let hand = |reason: &str| {
            if reason.is_empty() { String::new() } else { format!("  {}{}", self.say("手工登记：", "by hand: "), tidy(reason)) }
        };
        for Rehearsal { rev, run, ok, complete, at, person, by_hand, .. } in &form.rehearsals {
            let result = match (ok, complete) {
                (false, _) => self.say("失败", "failed"),
                (true, true) => self.say("通过", "passed"),
                (true, false) => self.say("不完整", "not complete"),
            };
            let former = if *rev == form.rev { "" } else { self.say("（以前的修订）", " (of a former revision)") };
            let _ = writeln!(
                out,
                "  {}  {}  {result}{former}  {}  {}{}",
                self.say("模拟", "staging"),
                self.office.at(*at),
                tidy(run),
                tidy(person),
                hand(by_hand)
            );
        }
        if let Some(one) = &form.execution {
            let result = Outcome::to(one.outcome, lang);
            let _ = writeln!(
                out,
                "  {}  {}  {result}  {}  {}{}",
                self.say("生产", "production"),
                self.office.at(one.began),
                tidy(&one.run),
                tidy(&one.person),
                hand(&one.by_hand)
            );
        }
    }

    fn head(&self, out: &mut String, zh: &'static str, en: &'static str) {
        let _ = writeln!(out, "\n{}", self.say(zh, en));
    }
}

/// What is weak, in a line.
pub(super) fn weak_words(office: &Office<'_>, weak: &Weak) -> String {
    let lang = office.lang;
    let why = match &weak.why {
        Why::Offline { name, .. } => format!("{} {}", say(lang, "线下签字，只有扫描件", "signed by hand, known by a scan:"), tidy(name)),
        Why::Unproven => say(lang, "既无电子签名也无签字页", "neither a signature nor a page").to_owned(),
        Why::Late => say(lang, "事后补签", "signed later").to_owned(),
        Why::SamePerson { earlier } => {
            say(lang, &format!("与{}是同一人", earlier.to(lang)), &format!("the same person as of: {}", earlier.to(lang))).to_owned()
        }
        Why::Unrehearsed => say(lang, "未经模拟环境演练", "without a rehearsal").to_owned(),
        Why::ByHand { reason } => {
            format!("{}{}", say(lang, "手工登记，没有运行报告：", "by hand, without the report of a run: "), tidy(reason))
        }
    };
    format!("{}  {}  {}", weak.step.to(lang), tidy(&weak.person), why)
}

fn json(office: &Office<'_>, form: &Form) -> Json {
    let proof = |proof: &Proof| match proof {
        Proof::Key { key, .. } => json!({ "kind": "key", "key": key }),
        Proof::Offline { page, name } => json!({ "kind": "offline", "page": page, "name": name }),
        Proof::None => json!({ "kind": "none" }),
    };
    let decision = |(step, one): (&Step, &crate::release::form::Decision)| {
        json!({
            "step": step.as_str(), "person": one.person, "role": one.role.as_str(), "at": one.at, "opinion": one.opinion,
            "proof": proof(&one.proof), "late": one.late, "line": one.line,
        })
    };
    let rehearsal = |one: &Rehearsal| {
        json!({
            "rev": one.rev, "run": one.run, "digest": one.digest, "ok": one.ok, "complete": one.complete, "at": one.at,
            "person": one.person, "by_hand": one.by_hand,
        })
    };
    let mut all = list::head(form);
    all["head"] = json!(form.head);
    all["decisions"] = form.decisions.iter().map(decision).collect();
    all["executors"] = json!(form.executors);
    all["rehearsals"] = form.rehearsals.iter().map(rehearsal).collect();
    all["execution"] = form.execution.as_ref().map_or(
        Json::Null,
        |one| json!({ "run": one.run, "outcome": one.outcome.as_str(), "began": one.began, "person": one.person, "by_hand": one.by_hand }),
    );
    all["weak"] = form
        .weak()
        .iter()
        .map(|weak| json!({ "step": weak.step.as_str(), "person": weak.person, "why": weak_words(office, weak) }))
        .collect();
    all["course"] = form
        .course
        .iter()
        .map(|one| {
            json!({
                "line": one.line, "rev": one.rev, "step": one.step.as_str(), "decides": one.decides.as_str(), "status": one.status.as_str(),
                "person": one.person, "role": one.role.as_str(), "at": one.at, "text": one.text,
            })
        })
        .collect();
    all["next"] = form.possible().iter().map(|step| step.as_str()).collect();
    all
}

/// Texts of others on the screen: no signs that move the cursor or turn the writing round; lines below the first are set in.
pub(super) fn tidy(text: &str) -> String {
    text.lines().map(crate::render::wrap::clean_line).collect::<Vec<_>>().join("\n    ")
}
