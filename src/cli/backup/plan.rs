//! `opsctl backup plan`: what should be there, by the policy alone; nothing is looked at.

use clap::Args;
use jiff::ToSpan;

use super::super::table::aligned;
use super::super::words::{say, w};
use super::super::{App, Exit};
use crate::backup::{next, slots};
use crate::error::Result;
use crate::model::Lang;
use crate::model::backup::{BackupSet, MonthDay, Schedule};
use crate::parse::filename::Pattern;

#[derive(Debug, Args)]
pub(in crate::cli) struct PlanArgs {
    #[arg(value_name = "SET", help = w("备份集名；不写则为全部", "Sets by name; all when none is named"))]
    sets: Vec<String>,
    #[arg(long, short, value_name = "NAME", help = w("只看这些组", "Only sets of these groups"))]
    group: Vec<String>,
    #[arg(long, value_name = "DATE", help = w("哪一天，默认今天", "Which day; today unless given"))]
    day: Option<String>,
    #[arg(long, help = w("输出 JSON", "Print JSON"))]
    json: bool,
}

pub(super) fn run(app: &App, args: &PlanArgs) -> Result<Exit> {
    let (config, ctx, lang) = (app.config()?, app.ctx()?, app.ui.lang);
    let sets = config.select_sets(&args.sets, &args.group, &[])?;
    let today = ctx.now.to_zoned(ctx.zone.clone()).date();
    let day = args.day.as_deref().map(|text| super::day("--day", text)).transpose()?.unwrap_or(today);
    let end = day.tomorrow().ok().and_then(|next| next.to_zoned(ctx.zone.clone()).ok());
    let end = end.and_then(|end| end.timestamp().checked_sub(1.nanosecond()).ok()).unwrap_or(ctx.now);
    let mut rows = Vec::new();
    let mut json = Vec::new();
    for set in &sets {
        let due = slots(set, day, end, &ctx.zone);
        let names = |at: jiff::civil::DateTime| -> Vec<String> {
            let named = at.checked_add(i64::from(set.name_days).days()).unwrap_or(at);
            set.files.iter().chain(&set.logs).map(|p| Pattern::new(p).map_or_else(|_| p.clone(), |p| p.expected(named))).collect()
        };
        for slot in &due {
            let names = names(slot.day.to_datetime(slot.time));
            json.push(serde_json::json!({
                "set": set.target.name, "due": slot.at, "done_by": slot.done_by, "place": set.place.shown(), "files": names,
            }));
            rows.push(vec![
                set.target.name.clone(),
                slot.label(),
                ctx.local(slot.done_by),
                set.producer.as_str().to_owned(),
                set.place.shown(),
                names.join(" "),
            ]);
        }
        if due.is_empty() {
            let after = next(set, ctx.now, &ctx.zone).map(|at| ctx.local(at)).unwrap_or_default();
            json.push(serde_json::json!({ "set": set.target.name, "due": null, "next": next(set, ctx.now, &ctx.zone) }));
            rows.push(vec![
                set.target.name.clone(),
                say(lang, "当天没有", "none that day").to_owned(),
                format!("{} {after}", say(lang, "下次", "next")),
                set.producer.as_str().to_owned(),
                set.place.shown(),
                schedule(set, lang),
            ]);
        }
    }
    if args.json {
        app.ui.out(&format!("{:#}\n", serde_json::Value::Array(json)));
        return Ok(Exit::OK);
    }
    let head = match lang {
        Lang::Zh => ["备份集", "应备份时间", "应完成时间", "工具", "位置", "文件"],
        Lang::En => ["set", "due", "done by", "by", "place", "files"],
    };
    app.ui.out(&aligned(std::iter::once(head.map(str::to_owned).to_vec()).chain(rows)));
    Ok(Exit::OK)
}

/// A schedule in words.
pub(in crate::cli) fn schedule(set: &BackupSet, lang: Lang) -> String {
    let clock = |time: &jiff::civil::Time| time.strftime("%H:%M").to_string();
    match &set.schedule {
        Schedule::Daily(times) => {
            format!("{} {}", say(lang, "每天", "daily"), times.iter().map(clock).collect::<Vec<_>>().join(","))
        }
        Schedule::Weekly(days, time) => {
            let names: Vec<&str> = days
                .iter()
                .map(|day| {
                    let index = usize::try_from(day.to_monday_zero_offset()).unwrap_or(0);
                    let zh = ["一", "二", "三", "四", "五", "六", "日"];
                    let en = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
                    say(lang, zh.get(index).unwrap_or(&""), en.get(index).unwrap_or(&""))
                })
                .collect();
            format!("{}{} {}", say(lang, "每周", "weekly "), names.join(say(lang, "、", ",")), clock(time))
        }
        Schedule::Monthly(MonthDay::Last, time) => format!("{} {}", say(lang, "每月最后一天", "monthly, last day"), clock(time)),
        Schedule::Monthly(MonthDay::Day(day), time) => match lang {
            Lang::Zh => format!("每月 {day} 日 {}", clock(time)),
            Lang::En => format!("monthly, day {day} {}", clock(time)),
        },
    }
}
