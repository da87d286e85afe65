//! One medium by options: registered, or changed.

use clap::Args;

use super::super::super::words::{say, w};
use super::super::super::{App, Exit};
use super::fields;
use crate::error::{Error, Kind, Result};
use crate::store::Store;
use crate::text::Msg;

#[derive(Debug, Args)]
pub(in crate::cli) struct AddArgs {
    #[arg(value_name = "LABEL", help = w("编号", "Label"))]
    label: String,
    #[arg(long, value_name = "KIND", help = w("类型：磁带 tape、光盘 disc、硬盘 disk、异地副本 remote", "Kind: tape disc disk remote"))]
    kind: Option<String>,
    #[arg(long, value_name = "SET", help = w("其中的备份集", "The backup set on it"))]
    set: Option<String>,
    #[arg(long, value_name = "TEXT", help = w("内容", "What is on it"))]
    holds: Option<String>,
    #[arg(long, value_name = "DATE", help = w("制作日期，默认今天", "When it was made; today unless given"))]
    made_on: Option<String>,
    #[arg(long, value_name = "TEXT", help = w("存放地点", "Where it is kept"))]
    place: Option<String>,
    #[arg(long, value_name = "NAME", help = w("保管人", "Who keeps it"))]
    custodian: Option<String>,
    #[arg(long, value_name = "WORD", help = w("级别：重要、一般（默认）", "Class: important, ordinary (unless given)"))]
    class: Option<String>,
    #[arg(long, value_name = "YES", num_args = 0..=1, default_missing_value = "yes", help = w("已加密（否：--encrypted no）", "It is encrypted (--encrypted no: it is not)"))]
    encrypted: Option<String>,
    #[arg(long, value_name = "DATE", help = w("下次盘点日期，默认制作日期后 180 天", "When it is to be looked at; 180 days after it was made unless given"))]
    next_check: Option<String>,
    #[arg(long, value_name = "WORD", help = w("状态：在库 kept（默认）、借出 lent、丢失 missing、已销毁 destroyed", "State: kept (unless given) lent missing destroyed"))]
    state: Option<String>,
    #[arg(long, value_name = "TEXT", help = w("备注", "Note"))]
    note: Option<String>,
    #[arg(long, help = w("修改已登记的介质：只改写出的项", "Change one that is registered: only what is given"))]
    change: bool,
    #[arg(long, help = w("备份集可以不在配置中", "The set need not be configured"))]
    any_set: bool,
}

pub(super) fn run(app: &App, args: &AddArgs) -> Result<Exit> {
    let (ctx, lang) = (app.ctx()?, app.ui.lang);
    let mut store = Store::open(&app.config()?.settings.data_dir.value)?;
    let label = args.label.trim();
    let before = store.media()?.into_iter().find(|medium| medium.label == label);
    let wrong = |cause: &str| Error::new(Kind::Usage, Msg::Usage { text: format!("backup media add {label}") }).because(cause);
    match (&before, args.change) {
        (Some(_), false) => return Err(wrong(say(lang, "这个编号已登记；要修改请加 --change", "it is registered; --change changes it"))),
        (None, true) => return Err(wrong(say(lang, "台账里没有这个编号，不能修改", "it is not registered, so it cannot be changed"))),
        _ => {}
    }
    let today = ctx.now.to_zoned(ctx.zone.clone()).date().to_string();
    let given = |field: &str| match field {
        "label" => Some(label),
        "kind" => args.kind.as_deref(),
        "set" => args.set.as_deref(),
        "holds" => args.holds.as_deref(),
        "made-on" => args.made_on.as_deref().or_else(|| before.is_none().then_some(today.as_str())),
        "place" => args.place.as_deref(),
        "custodian" => args.custodian.as_deref(),
        "class" => args.class.as_deref(),
        "encrypted" => args.encrypted.as_deref(),
        "next-check" => args.next_check.as_deref(),
        "state" => args.state.as_deref(),
        "note" => args.note.as_deref(),
        _ => None,
    };
    let medium = fields::medium(app, given, before.as_ref(), args.any_set).map_err(|faults| wrong(&faults.join("; ")))?;
    let told = match store.put_media(ctx, std::slice::from_ref(&medium))? {
        (0, 0) => say(lang, "没有变化", "unchanged"),
        (0, _) => say(lang, "已修改", "changed"),
        _ => say(lang, "已登记", "registered"),
    };
    app.ui.out(&format!("{told}: {label}\n"));
    Ok(Exit::OK)
}
