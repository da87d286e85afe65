//! What an import did, or would do.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::done::{Changed, Done, Made};
use super::load::Loaded;
use super::{ImportArgs, most};
use crate::cli::ticket::office::Office;
use crate::cli::words::say;
use crate::model::Lang;
use crate::model::ticket::{Field, FieldKind, Status};
use crate::render::wrap::clean_line;
use crate::text::Msg;
use crate::ticket::intake::Clash;

/// Conflicts and refusals of a real import; of a dry run every change. Then the numbers.
pub(super) fn done(office: &Office<'_>, loaded: &Loaded, done: &Done, args: &ImportArgs) {
    let (ui, lang, dry) = (&office.app.ui, office.lang, args.dry_run);
    if dry {
        let page = Page { office };
        let lines: String = done.new.iter().map(|one| page.made(one)).chain(done.changed.iter().map(|one| page.changed(one))).collect();
        ui.out(&lines);
    } else {
        for one in &done.changed {
            for (field, clash) in &one.conflicts {
                ui.warn(&conflict(&one.no, *field, clash, lang, &office.ctx.zone));
            }
        }
    }
    for error in most(done.refused.iter().cloned()) {
        ui.error(&error);
    }
    let (path, count) = (loaded.path.clone(), |n: usize| n.to_string());
    let (new, changed, same) = (count(done.new.len()), count(done.changed.len()), count(done.same));
    let msg = match (done.writes(), dry) {
        (false, _) if done.refused.is_empty() => Msg::TicketImportSame { path, count: same },
        (_, true) => Msg::TicketImportWould { path, new, changed, same },
        (_, false) => Msg::TicketImported { path, new, changed, same },
    };
    ui.out(&(msg.to(lang) + "\n"));
    let open = |one: &&Made| one.theirs.is_some_and(Status::is_solved) && one.status == Some(Status::Open);
    let open = done.new.iter().filter(open).count();
    // Where they were to be solved, those that were not are told by what is missing.
    if open > 0 && !args.solve {
        ui.note(&Msg::TicketImportOpen { count: count(open) }.to(lang));
    }
}

struct Page<'a> {
    office: &'a Office<'a>,
}

impl Page<'_> {
    /// `+ OP2026-00001 ← TK-7  标题  （对方：已关闭）`
    fn made(&self, one: &Made) -> String {
        let lang = self.office.lang;
        let mut line = format!("+ {} ← {}  {}", one.no, clean_line(&one.number), clean_line(&one.title));
        if let Some(theirs) = one.theirs {
            line += &self.theirs(theirs);
        }
        if let Some(status) = one.status.filter(|status| *status != Status::Open) {
            line += &format!("  {}", status.to(lang));
        }
        if one.files > 0 {
            line += &format!("  {} {}", say(lang, "附件", "files"), one.files);
        }
        line + "\n"
    }

    /// A line, and one for each thing that is other than before.
    fn changed(&self, one: &Changed) -> String {
        let lang = self.office.lang;
        let mut lines = format!("~ {} ← {}", one.no, clean_line(&one.number));
        if let Some(theirs) = one.theirs {
            lines += &self.theirs(theirs);
        }
        if let Some((from, to)) = one.moved {
            lines += &format!("  {} → {}", from.to(lang), to.to(lang));
        }
        lines += "\n";
        for (field, from, to) in &one.fields {
            lines += &format!("    {}{}{} → {}\n", field.to(lang), colon(lang), self.value(*field, from), self.value(*field, to));
        }
        for name in &one.files {
            lines += &format!("    {}{}{}\n", say(lang, "附件", "file"), colon(lang), clean_line(name));
        }
        for (field, clash) in &one.conflicts {
            lines += &format!("    ! {}\n", conflict(&one.no, *field, clash, lang, &self.office.ctx.zone));
        }
        lines
    }

    fn theirs(&self, status: Status) -> String {
        let lang = self.office.lang;
        format!("  {}{}{}", say(lang, "（对方：", "(there: "), status.to(lang), say(lang, "）", ")"))
    }

    fn value(&self, field: Field, value: &str) -> String {
        shown(field, value, self.office.lang, &self.office.ctx.zone)
    }
}

/// Both values of a field that was changed on both sides, and that of the last import.
pub(super) fn conflict(no: &str, field: Field, clash: &Clash, lang: Lang, zone: &TimeZone) -> String {
    let shown = |value: &str| shown(field, value, lang, zone);
    let base = clash.base.as_deref().map_or_else(|| say(lang, "没有", "none").to_owned(), shown);
    Msg::IntakeConflict { no: no.to_owned(), name: field.to(lang).into(), ours: shown(&clash.ours), theirs: shown(&clash.theirs), base }
        .to(lang)
}

/// A value in one line, as people read it.
fn shown(field: Field, value: &str, lang: Lang, zone: &TimeZone) -> String {
    let shown = match value.parse::<Timestamp>() {
        Ok(at) if field.kind() == FieldKind::Time => at.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M").to_string(),
        _ => field.shown(value, lang),
    };
    if shown.is_empty() { say(lang, "（空）", "(empty)").to_owned() } else { clean_line(&shown) }
}

fn colon(lang: Lang) -> &'static str {
    say(lang, "：", ": ")
}
