//! A checked package for people.

use jiff::tz::TimeZone;

use super::check::{Checked, Judged};
use super::refused::Reasons;
use crate::cli::table::aligned;
use crate::cli::words::say;
use crate::model::Lang;
use crate::model::release::{Entry, EntryKind, Expected, Probe, Verify, When};
use crate::parse::sqlscript::Level;
use crate::release::package::Signing;

pub(super) fn refused(path: &str, reasons: &Reasons, lang: Lang) -> String {
    let count = reasons.all.len() + reasons.more;
    let head = match lang {
        Lang::Zh => format!("{path}：拒绝，{count} 处原因\n"),
        Lang::En => format!("{path}: refused, for {count} reasons\n"),
    };
    head + &reasons.lines(lang) + &reasons.hints(lang)
}

pub(super) fn checked(checked: &Checked<'_>, zone: &TimeZone, lang: Lang) -> String {
    let s = |zh, en| say(lang, zh, en).to_owned();
    let (package, manifest) = (checked.package, checked.package.manifest());
    let made = manifest.created_at.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M").to_string();
    let from = if manifest.from.is_empty() { s("（不限）", "(any)") } else { manifest.from.clone() };
    let mut head = vec![
        vec![s("发布包", "package"), manifest.id.clone()],
        vec![s("系统", "system"), manifest.system.clone()],
        vec![s("版本", "version"), format!("{from} → {}", manifest.to)],
        vec![s("制作时间", "made"), made],
        vec![s("包摘要", "digest"), package.digest().to_owned()],
        vec![s("签名", "signature"), signing(package.signing(), lang)],
    ];
    if !manifest.tickets.is_empty() {
        head.push(vec![s("单号", "tickets"), manifest.tickets.join(" ")]);
    }
    let mut text = aligned(head);
    let mut table = |title: String, rows: Vec<Vec<String>>| {
        if !rows.is_empty() {
            text.push_str(&format!("\n{title}\n{}", indented(&aligned(rows))));
        }
    };
    table(s("文件", "files"), manifest.parts.iter().map(|(part, entries)| files(part, entries, lang)).collect());
    table(s("脚本", "scripts"), checked.scripts.iter().flat_map(|one| script(one, lang)).collect());
    let hooks = manifest.hooks.iter().map(|hook| {
        let most = match lang {
            Lang::Zh => format!("限 {} 秒", hook.seconds),
            Lang::En => format!("at most {} s", hook.seconds),
        };
        vec![when(hook.when, lang), hook.part.clone(), hook.file.path.clone(), most]
    });
    table(s("动作", "hooks"), hooks.collect());
    table(s("验证", "looks"), manifest.verify.iter().map(|verify| look(verify, lang)).collect());
    table(
        s("附带的表单（不在清单内，未核对）", "papers (not in the manifest, not checked)"),
        package.papers().iter().map(|path| vec![path.clone()]).collect(),
    );
    text.push('\n');
    text.push_str(&conclusion(checked, lang));
    text
}

fn conclusion(checked: &Checked<'_>, lang: Lang) -> String {
    let (reasons, warnings) = (&checked.reasons, &checked.warnings);
    let lines = |all: &[String]| all.iter().map(|line| format!("  {line}\n")).collect::<String>();
    match (checked.judged(), lang) {
        (Judged::Good, Lang::Zh) => "结论：通过\n".into(),
        (Judged::Good, Lang::En) => "verdict: good\n".into(),
        (Judged::Warnings, Lang::Zh) => format!("结论：有 {} 处需要注意\n{}", warnings.len(), lines(warnings)),
        (Judged::Warnings, Lang::En) => format!("verdict: {} warnings\n{}", warnings.len(), lines(warnings)),
        (Judged::Refused, Lang::Zh) => {
            format!(
                "结论：拒绝，{} 处原因\n{}{}{}",
                reasons.all.len(),
                reasons.lines(lang),
                also(warnings, "另需注意："),
                reasons.hints(lang)
            )
        }
        (Judged::Refused, Lang::En) => {
            format!(
                "verdict: refused, for {} reasons\n{}{}{}",
                reasons.all.len(),
                reasons.lines(lang),
                also(warnings, "also:"),
                reasons.hints(lang)
            )
        }
    }
}

fn also(warnings: &[String], title: &str) -> String {
    if warnings.is_empty() {
        String::new()
    } else {
        format!("{title}\n") + &warnings.iter().map(|line| format!("  {line}\n")).collect::<String>()
    }
}

fn signing(signing: &Signing, lang: Lang) -> String {
    let keys = |keys: &[crate::seal::minisign::KeyId]| keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    match signing {
        Signing::Unsigned => say(lang, "无", "none").into(),
        Signing::Strangers(all) => format!("{} {}", say(lang, "未核对，密钥", "not checked, by"), keys(all)),
        Signing::Signed { by, strangers } => {
            let by: Vec<String> = by
                .iter()
                .map(|one| match lang {
                    Lang::Zh => format!("{}（{}）", one.by, one.comment),
                    Lang::En => format!("{} ({})", one.by, one.comment),
                })
                .collect();
            let others = if strangers.is_empty() {
                String::new()
            } else {
                format!("{} {}", say(lang, "；另有不受信的", "; others:"), keys(strangers))
            };
            format!("{} {}{others}", say(lang, "有效，密钥", "good, by"), by.join(" "))
        }
    }
}

fn files(part: &str, entries: &[Entry], lang: Lang) -> Vec<String> {
    let count = |kind| entries.iter().filter(|entry| entry.kind == kind).count();
    let bytes: u64 = entries.iter().map(|entry| entry.size).sum();
    let (files, folders, links, gone) = (count(EntryKind::File), count(EntryKind::Dir), count(EntryKind::Link), count(EntryKind::Delete));
    let bound = entries.iter().filter(|entry| entry.expect != Expected::Any).count();
    let told = match lang {
        Lang::Zh => [
            format!("文件 {files}（{bytes} 字节）"),
            format!("目录 {folders}"),
            format!("链接 {links}"),
            format!("删除 {gone}"),
            format!("核对旧版 {bound}/{}", entries.len()),
        ],
        Lang::En => [
            format!("{files} files ({bytes} bytes)"),
            format!("{folders} folders"),
            format!("{links} links"),
            format!("{gone} deleted"),
            format!("{bound}/{} held to the old version", entries.len()),
        ],
    };
    [part.to_owned()].into_iter().chain(told).collect()
}

fn script(one: &super::scripts::Looked<'_>, lang: Lang) -> Vec<Vec<String>> {
    let classes: Vec<String> = one.classes.iter().map(|(class, n)| format!("{class} {n}")).collect();
    let back =
        if one.script.rollback.is_some() { say(lang, "可回退", "can be taken back") } else { say(lang, "不可逆", "irreversible") };
    let mut rows = vec![vec![one.script.name.clone(), one.script.database.clone(), classes.join(say(lang, "、", ", ")), back.to_owned()]];
    rows.extend(one.findings.iter().map(|finding| {
        let level = match finding.level {
            Level::Note => say(lang, "说明", "note"),
            Level::Warn => say(lang, "注意", "warning"),
            Level::Refuse => say(lang, "拒绝", "refused"),
        };
        vec![format!("  {}", finding.place()), level.to_owned(), finding.text.clone()]
    }));
    rows
}

fn when(when: When, lang: Lang) -> String {
    match when {
        When::Before => say(lang, "改动前", "before"),
        When::Stop => say(lang, "停止", "stop"),
        When::Start => say(lang, "启动", "start"),
    }
    .to_owned()
}

fn look(verify: &Verify, lang: Lang) -> Vec<String> {
    let (kind, what) = match &verify.probe {
        Probe::Port { host, port } => (say(lang, "端口", "port"), format!("{host}:{port}").trim_start_matches(':').to_owned()),
        Probe::Http { url, .. } => (say(lang, "页面", "page"), url.clone()),
        Probe::Log { path, .. } => (say(lang, "日志", "log"), path.clone()),
        Probe::File { path, .. } => (say(lang, "文件", "file"), path.clone()),
        Probe::Config { path, key, value } => (say(lang, "配置", "setting"), format!("{path} {key} = {value}")),
        Probe::Process { pattern, .. } => (say(lang, "进程", "process"), pattern.clone()),
        Probe::Sql { database, query, .. } => (say(lang, "查询", "query"), format!("{database}: {query}")),
        Probe::Manual { ask } => (say(lang, "人工", "by hand"), ask.clone()),
    };
    let part = verify.part.clone().unwrap_or_else(|| say(lang, "（全部）", "(all)").to_owned());
    vec![kind.to_owned(), part, if verify.title.is_empty() { what } else { format!("{}{}{what}", verify.title, say(lang, "：", ": ")) }]
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("  {line}\n")).collect()
}
