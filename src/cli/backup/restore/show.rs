//! A restore test on the screen, and in a file.

use super::super::super::App;
use super::super::super::table::aligned;
use super::super::super::words::say;
use super::RestoreTestArgs;
use crate::backup::restore::Record;
use crate::error::{Error, Kind, Result};
use crate::model::{Lang, Verdict};
use crate::text::{Msg, verdict};
use crate::ui;

/// Shows, saves.
pub(super) fn give(app: &App, args: &RestoreTestArgs, record: &Record) -> Result<()> {
    let none = |e| Error::new(Kind::Internal, Msg::Internal { what: "a record as JSON".into() }).because(e);
    let mut json = serde_json::to_string_pretty(record).map_err(none)?;
    json.push('\n');
    if args.json() {
        app.ui.out(&json);
    } else if !(app.ui.quiet && record.verdict == Verdict::Ok) {
        app.ui.out(&table(app, record)?);
    }
    let errors = args.output.iter().filter_map(|path| ui::save(path, app.ui.scrub.clean(&json).as_bytes()).err());
    Error::all(errors.collect()).map_or(Ok(()), Err)
}

fn table(app: &App, record: &Record) -> Result<String> {
    let (lang, ctx) = (app.ui.lang, app.ctx()?);
    let mut text = String::new();
    let mut head = vec![
        (say(lang, "备份集", "set"), format!("{} {}", record.set, record.backup)),
        (say(lang, "结论", "verdict"), verdict(record.verdict, lang).to_owned()),
        (say(lang, "执行器", "runner"), format!("{} ({})", record.runner, record.runner_origin)),
        (say(lang, "恢复到", "into"), format!("{} {}", record.target, record.scratch).trim().to_owned()),
        (say(lang, "开始", "began"), ctx.local(record.began_at)),
    ];
    if let Some(seconds) = record.restore_seconds {
        head.push((say(lang, "恢复用时", "restored in"), format!("{seconds:.1} s")));
    }
    if let Some(rows) = &record.rows {
        let (tables, count, same) = (rows.tables, rows.rows, rows.same);
        head.push((say(lang, "恢复出", "restored"), {
            // Figures of anything but tables do not add up to rows.
            let what = match (&rows.unit, lang) {
                (Some(unit), _) => format!("{tables} {}", unit.to(lang)),
                (None, Lang::Zh) => format!("{tables} 张表 {count} 行"),
                (None, Lang::En) => format!("{tables} tables, {count} rows"),
            };
            let (differing, missing, extra, not_comparable) = (rows.differing, rows.missing, rows.extra, rows.not_comparable);
            match lang {
                Lang::Zh => format!("{what}；一致 {same}，不一致 {differing}，缺 {missing}，多 {extra}，不可比 {not_comparable}"),
                Lang::En => {
                    format!("{what}; same {same}, differing {differing}, missing {missing}, extra {extra}, not comparable {not_comparable}")
                }
            }
        }));
    }
    if let Some(cleaned) = record.cleaned {
        head.push((
            say(lang, "清理", "cleaned up"),
            say(lang, if cleaned { "已清理" } else { "没有清理干净" }, if cleaned { "yes" } else { "NO" }).to_owned(),
        ));
    }
    text.push_str(&aligned(head.into_iter().map(|(name, value)| vec![name.to_owned(), value])));
    let section = |text: &mut String, zh: &str, en: &str, rows: Vec<Vec<String>>| {
        if !rows.is_empty() {
            text.push_str(&format!("\n{}\n", say(lang, zh, en)));
            text.push_str(&aligned(rows));
        }
    };
    let steps =
        record.steps.iter().map(|s| vec![s.step.clone(), s.end.clone(), format!("{:.1} s", s.seconds), s.command.replace('\n', " ")]);
    section(&mut text, "步骤", "steps", steps.collect());
    let codes =
        record.log.iter().map(|c| vec![verdict(c.level, lang).to_owned(), c.line.to_string(), format!("×{}", c.times), c.message.clone()]);
    section(&mut text, "日志里的代码", "codes in the log", codes.collect());
    let wrong = record.rows.iter().flat_map(|rows| &rows.list).filter(|row| row.state != "same").take(50);
    let cell = |n: Option<u64>| n.map_or("-".to_owned(), |n| n.to_string());
    let rows: Vec<Vec<String>> = wrong
        .map(|row| vec![row.name.clone(), row.state.to_owned(), cell(row.log), cell(row.dump), cell(row.imported), cell(row.counted)])
        .collect();
    if !rows.is_empty() {
        let head = match lang {
            Lang::Zh => ["名称", "状态", "导出日志", "备份文件", "恢复日志", "恢复后"],
            Lang::En => ["name", "state", "export log", "dump", "restore log", "counted"],
        };
        section(&mut text, "不一致的", "what differs", std::iter::once(head.map(str::to_owned).to_vec()).chain(rows).collect());
    }
    let objects = record.objects.iter().map(|(kind, n)| vec![kind.clone(), n.to_string()]);
    section(&mut text, "对象", "objects", objects.collect());
    let smoke = record.smoke.iter().map(|s| vec![verdict(s.level, lang).to_owned(), s.title.clone(), s.answer.clone().unwrap_or_default()]);
    section(&mut text, "业务抽查", "questions of the site", smoke.collect());
    let findings = record.findings.iter().map(|f| {
        let line = f.line.map(|n| format!("{}{n}", say(lang, "行 ", "line "))).unwrap_or_default();
        let level = if f.level == Verdict::Ok { say(lang, "提示", "note") } else { verdict(f.level, lang) };
        vec![level.to_owned(), f.topic.to_owned(), line, f.says.to(lang).to_owned()]
    });
    section(&mut text, "发现", "findings", findings.collect());
    let not = record.not_compared.iter().map(|words| vec![words.to(lang).to_owned()]);
    section(&mut text, "没有比较的", "not compared", not.collect());
    Ok(text)
}
