//! A run into text for a terminal, worst first; colour only repeats what a word says.

mod page;
mod tables;

use super::view::{self, Found, Gap};
use super::{Detail, Look, words, wrap};
use crate::model::run::{FILES, LIVE, MANUAL};
use crate::model::{Lang, Level, ReasonKind, Run, Tally, TargetRun};
use crate::text;
use page::{Page, Style};

/// Columns of one sentence; what is longer is a log, and belongs into a file.
const MOST_SAID: usize = 600;

pub(super) fn render(run: &Run, look: &Look) -> String {
    let mut page = Page::new(look);
    head(&mut page, run, look);
    for target in &run.targets {
        page.blank();
        one_target(&mut page, run, target, look);
    }
    page.blank();
    last_line(&mut page, run, look.lang);
    page.finish()
}

fn head(page: &mut Page, run: &Run, look: &Look) {
    let lang = look.lang;
    let what = words::bracketed(
        &format!("{} {}", words::activity(&run.command).to(lang), run.command),
        words::cadence(run.cadence).to(lang),
        lang,
    );
    page.line(0, (&what, Style::Strong), &look.time_and_zone(run.now));
    let who = format!("{} {} · {} {} · opsctl {}", words::OPERATOR.to(lang), run.operator, words::MACHINE.to(lang), run.machine, run.tool);
    page.dim(0, &who);
    if run.source != LIVE {
        page.line(0, (words::SOURCE.to(lang), Style::Strong), words::source(&run.source, lang));
    }
    if run.now_fixed {
        page.line(0, ("!", Style::Unknown), words::NOT_LIVE.to(lang));
    }
    if run.incomplete {
        page.line(0, ("!", Style::Unknown), words::INCOMPLETE.to(lang));
    }
}

fn one_target(page: &mut Page, run: &Run, target: &TargetRun, look: &Look) {
    let lang = look.lang;
    page.line(0, (&format!("{} {}", words::TARGET.to(lang), target.name), Style::Strong), &target.description);
    // Whoever walked through a room has no system or address to show.
    let by_hand = target.driver == MANUAL;
    if !by_hand {
        let known = facts(target, lang);
        if !known.is_empty() {
            page.dim(2, &known);
        }
    }
    if look.detail > Detail::Brief && !by_hand {
        page.dim(2, &words::bracketed(&format!("{} {}", words::ADDRESS.to(lang), target.address), &target.driver, lang));
    }
    summary(page, &target.tally(), target.outcomes.len(), lang);
    findings(page, run, target, look);
    gaps(page, target, look);
    if look.detail > Detail::Brief {
        remarks(page, target, lang);
        recovered(page, target, look);
    }
    if look.detail == Detail::Full {
        tables::all(page, target, look);
    }
}

fn facts(target: &TargetRun, lang: Lang) -> String {
    let mut parts = Vec::new();
    match (&target.facts, &target.host) {
        (None, Some(h)) => {
            parts.push(format!("{} {}", words::HOST.to(lang), h.hostname));
            parts.push(h.system.clone());
            parts.push(format!("{} {}", h.kernel, h.arch));
            parts.push(words::size(h.cpus, h.memory_mb, lang));
            parts.push(words::up(h.uptime_s, lang));
            if !h.root {
                parts.push(words::NOT_ROOT.to(lang).to_owned());
            }
        }
        (None, None) if target.driver == FILES => {}
        (None, None) => parts.push(words::UNREACHED.to(lang).to_owned()),
        (Some(f), _) => {
            let name = if f.unique_name == f.name { f.name.clone() } else { format!("{} ({})", f.name, f.unique_name) };
            parts.push(format!("{} {name}", words::DATABASE.to(lang)));
            parts.push(f.version_text.clone());
            parts.push(format!("{} {}", words::role(f.role).to(lang), f.open_mode));
            parts.push(format!("{} {}", words::HOST.to(lang), f.host));
        }
    }
    if let Some(skew) = target.clock_skew_s {
        let sign = if skew < 0.0 { "" } else { "+" };
        parts.push(format!("{} {sign}{}", words::SKEW.to(lang), text::duration(skew, lang)));
    }
    parts.join(" · ")
}

fn summary(page: &mut Page, tally: &Tally, checks: usize, lang: Lang) {
    let styles = [Style::Critical, Style::Warning, Style::Strong, Style::Unknown, Style::Plain];
    let mut text = format!("{}{}", words::checks(checks, lang), words::colon(lang));
    for ((name, count), style) in words::counts(tally, lang).into_iter().zip(styles) {
        let part = format!("{name} {count}");
        text.push_str(&page.paint(&part, if count == 0 { Style::Dim } else { style }));
        text.push_str("  ");
    }
    page.raw(2, text.trim_end());
}

fn findings(page: &mut Page, run: &Run, target: &TargetRun, look: &Look) {
    let lang = look.lang;
    let all = view::found(target);
    let shown: Vec<_> = all.iter().filter(|f| look.detail > Detail::Brief || f.finding.level > Level::Note).collect();
    page.blank();
    if all.is_empty() {
        page.para(2, words::nothing_found(&target.tally(), lang));
    }
    for (i, found) in shown.iter().enumerate() {
        one_finding(page, run, found, look);
        let (advice, level) = (found.finding.advice.to(lang), found.finding.level);
        let same_follows = shown.get(i + 1).is_some_and(|next| same_advice(found, next));
        if look.detail > Detail::Brief && level > Level::Note && !advice.is_empty() && !same_follows {
            page.hanging(page.indent(), &format!("{}{}", words::ADVICE_SHORT.to(lang), words::colon(lang)), advice, Style::Dim);
        }
    }
}

/// Neighbours of one check with one advice say it once, after the last of them.
fn same_advice(a: &Found<'_>, b: &Found<'_>) -> bool {
    a.outcome.check == b.outcome.check && b.finding.level > Level::Note && a.finding.advice == b.finding.advice
}

fn one_finding(page: &mut Page, run: &Run, found: &Found<'_>, look: &Look) {
    let (lang, finding) = (look.lang, found.finding);
    let mut title = format!("{} [{}]", wrap::clean_line(found.outcome.title.to(lang)), found.outcome.check);
    if !finding.subject.is_empty() {
        title.push_str(&format!("  {}", wrap::shorten(&wrap::clean_line(&finding.subject), 60)));
    }
    if let Some(age) = view::age(finding, run.now, lang) {
        let columns = page.width - page.indent();
        let room = wrap::wrap(&title, columns).last().is_some_and(|line| wrap::width(line) + 3 + wrap::width(&age) <= columns);
        title.push_str(&format!("{}{age}", if room { " · " } else { "\n" }));
    }
    page.lead(finding.level, &title);
    let says = finding.says.to(lang).trim_end();
    let mut shown = wrap::shorten(says, MOST_SAID).into_owned();
    if shown.len() < says.len() {
        shown.push_str(&words::cut(says.chars().count(), lang));
    }
    page.para(page.indent(), &shown);
}

fn gaps(page: &mut Page, target: &TargetRun, look: &Look) {
    let lang = look.lang;
    let missing: Vec<_> = view::gaps(target).filter(|gap| gap.missing).collect();
    if missing.is_empty() {
        return;
    }
    page.blank();
    page.raw(2, &page.paint(&words::items(missing.len(), words::NOT_CHECKED, lang), Style::Unknown));
    for (reason, gaps) in grouped(&missing, lang) {
        page.hanging(4, "- ", &reason, Style::Plain);
        // A target that is down was asked nothing: the names of all its checks would bury what matters.
        let asked = gaps.iter().any(|gap| gap.reason.is_none_or(|r| r.kind != ReasonKind::NotReached));
        if look.detail == Detail::Full || (look.detail > Detail::Brief && asked) {
            let names: Vec<_> = gaps.iter().map(|gap| format!("{} [{}]", gap.outcome.title.to(lang), gap.outcome.check)).collect();
            page.dim(6, &names.join(words::comma(lang)));
        } else {
            page.dim(6, &words::checks(gaps.len(), lang));
        }
    }
}

/// Gaps with the same reason together, in the order they first appear.
fn grouped<'a>(gaps: &[Gap<'a>], lang: Lang) -> Vec<(String, Vec<Gap<'a>>)> {
    let mut groups: Vec<(String, Vec<Gap<'a>>)> = Vec::new();
    for gap in gaps {
        let reason = gap.why(lang);
        match groups.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, group)) => group.push(*gap),
            None => groups.push((reason, vec![*gap])),
        }
    }
    groups
}

fn remarks(page: &mut Page, target: &TargetRun, lang: Lang) {
    let mut groups: Vec<(&str, Vec<&str>)> = Vec::new();
    for (remark, check) in target.outcomes.iter().flat_map(|o| o.remarks.iter().map(|r| (r.to(lang), o.check.as_str()))) {
        match groups.iter_mut().find(|(known, _)| *known == remark) {
            Some((_, checks)) => checks.push(check),
            None => groups.push((remark, vec![check])),
        }
    }
    if groups.is_empty() {
        return;
    }
    page.blank();
    page.raw(2, &page.paint(words::REMARKS.to(lang), Style::Strong));
    for (remark, checks) in groups {
        let whom = if checks.len() > 4 { words::checks(checks.len(), lang) } else { checks.join(words::comma(lang)) };
        page.hanging(4, "- ", &words::bracketed(remark, &whom, lang), Style::Plain);
    }
}

fn recovered(page: &mut Page, target: &TargetRun, look: &Look) {
    let lang = look.lang;
    if target.recovered.is_empty() {
        return;
    }
    page.blank();
    page.raw(2, &page.paint(&words::items(target.recovered.len(), words::RECOVERED, lang), Style::Ok));
    for gone in &target.recovered {
        let title = target.outcomes.iter().find(|o| o.check == gone.check).map_or("", |o| o.title.to(lang));
        let had_been = words::had_been(gone.level, &look.time(gone.since), lang);
        let head = format!("{title} [{}]  {} · {had_been}", gone.check, wrap::shorten(&wrap::clean_line(&gone.subject), 60));
        page.hanging(4, "- ", head.trim_start(), Style::Plain);
        page.dim(6, gone.says.to(lang));
    }
}

/// The verdict in one line, without an end: whoever calls adds where the run is kept.
fn last_line(page: &mut Page, run: &Run, lang: Lang) {
    let (verdict, tally) = (run.verdict(), run.tally());
    let label = page.paint(words::VERDICT.to(lang), Style::Strong);
    let word = page.paint(text::verdict(verdict, lang), Style::of(verdict));
    let checks: usize = run.targets.iter().map(|t| t.outcomes.len()).sum();
    let mut parts = vec![words::targets(run.targets.len(), lang), words::checks(checks, lang)];
    parts.extend(words::counts(&tally, lang).iter().take(4).filter(|(_, count)| *count > 0).map(|(name, count)| format!("{name} {count}")));
    parts.push(format!("{} {}", words::RUN.to(lang), run.id));
    page.raw(0, &format!("{label} {word} · {}", parts.join(" · ")));
}

#[cfg(test)]
mod tests;
