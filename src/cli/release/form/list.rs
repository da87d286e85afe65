//! All forms, a line each.

use clap::Args;
use serde_json::json;

use super::office::Office;
use super::refusal;
use crate::cli::table::aligned;
use crate::cli::words::{say, w};
use crate::cli::{App, Exit};
use crate::error::{Error, Kind as ErrorKind, Result};
use crate::release::form::{Field, Form, Status};
use crate::text::Msg;

#[derive(Debug, Args)]
pub(in crate::cli) struct ListArgs {
    #[arg(long, value_name = "STATUS", help = w("只列这个状态的，如 submitted 或 已提交", "Only those of this state, e.g. submitted"))]
    status: Option<String>,
    #[arg(long, help = w("输出 JSON", "Print JSON"))]
    json: bool,
}

pub(super) fn run(app: &App, args: &ListArgs) -> Result<Exit> {
    let office = Office::open(app)?;
    let lang = office.lang;
    let wanted = args.status.as_deref().map(status).transpose()?;
    let numbers = office.desk.numbers().map_err(|trouble| refusal::trouble("", trouble, lang))?;
    let (mut forms, mut faults) = (Vec::new(), Vec::new());
    for no in &numbers {
        match office.form(no) {
            Ok(form) if wanted.is_none_or(|wanted| form.status == wanted) => forms.push(form),
            Ok(_) => {}
            Err(error) => faults.push((no, error)),
        }
    }
    if args.json {
        let broken = |(no, error): &(&String, Error)| json!({ "no": no, "error": error.msg.to(lang) });
        let all = json!({ "forms": forms.iter().map(head).collect::<Vec<_>>(), "broken": faults.iter().map(broken).collect::<Vec<_>>() });
        app.ui.out(&format!("{all:#}\n"));
    } else if forms.is_empty() && faults.is_empty() {
        app.ui.note(say(lang, "没有申请表。", "There are no forms."));
    } else if !forms.is_empty() {
        let heads = [
            say(lang, "编号", "No."),
            say(lang, "状态", "State"),
            say(lang, "修订", "Rev"),
            say(lang, "类型", "Kind"),
            say(lang, "系统", "System"),
            say(lang, "版本", "Version"),
            say(lang, "标题", "Title"),
            say(lang, "更新", "Updated"),
            say(lang, "注意", "Notes"),
        ];
        let rows = forms.iter().map(|form| row(&office, form));
        app.ui.out(&aligned(std::iter::once(heads.map(str::to_owned).to_vec()).chain(rows)));
    }
    let spoilt = !faults.is_empty();
    if !args.json {
        for (_, error) in &faults {
            app.ui.error(error);
        }
    }
    Ok(if spoilt { Exit::CRITICAL } else { Exit::OK })
}

fn row(office: &Office<'_>, form: &Form) -> Vec<String> {
    let lang = office.lang;
    let clean = |field| crate::render::wrap::clean_line(form.get(field));
    let mut notes = Vec::new();
    let (open, weak) = (form.open_items().len(), form.weak().len());
    if open > 0 {
        notes.push(say(lang, &format!("待补签 {open}"), &format!("{open} to be signed later")).to_owned());
    }
    if weak > 0 {
        notes.push(say(lang, &format!("弱证明 {weak}"), &format!("{weak} weak")).to_owned());
    }
    vec![
        form.no.clone(),
        form.status.to(lang).to_owned(),
        form.rev.to_string(),
        form.kind().map_or("", |kind| kind.to(lang)).to_owned(),
        clean(Field::System),
        clean(Field::VersionTo),
        clean(Field::Title),
        office.at(form.updated),
        notes.join(say(lang, "，", ", ")),
    ]
}

/// What programs are told of a form.
pub(super) fn head(form: &Form) -> serde_json::Value {
    json!({
        "no": form.no, "status": form.status.as_str(), "rev": form.rev, "digest": form.digest, "fields": form.fields,
        "opened": form.opened, "updated": form.updated, "weak": form.weak().len(),
        "open": form.open_items().iter().map(|step| step.as_str()).collect::<Vec<_>>(),
    })
}

fn status(word: &str) -> Result<Status> {
    Status::parse(word).ok_or_else(|| {
        let list = Status::ALL.iter().map(|status| status.as_str()).collect::<Vec<_>>();
        Error::new(ErrorKind::Usage, Msg::Usage { text: format!("--status {word} ({})", list.join(" ")) }).near(word, list)
    })
}
