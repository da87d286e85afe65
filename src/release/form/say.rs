//! Refusals as sentences.

use super::field::Field;
use super::fold::{Broken, Wrong};
use super::refusal::{Refusal, Stale};
use super::status::Step;
use crate::model::Lang;
use crate::model::approval::Role;

impl Refusal {
    /// One sentence for the reader.
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => self.zh(),
            Lang::En => self.en(),
        }
    }

    fn zh(&self) -> String {
        let zh = Lang::Zh;
        match self {
            Self::Move { status, step, possible } => {
                format!("申请表状态为“{}”，不能{}；可以：{}", status.to(zh), step.to(zh), steps(possible, zh))
            }
            Self::Begun(true) => "申请表已存在".into(),
            Self::Begun(false) => "申请表尚未填写".into(),
            Self::Missing(fields) => format!("未填写：{}", join(fields.iter().map(|field| Field::to(*field, zh)), zh)),
            Self::Value { field, value } => format!("“{}”不能是“{value}”", field.to(zh)),
            Self::Window { from, to } => format!("时间窗口不成立：{from} 至 {to}"),
            Self::Nothing => "没有任何改动".into(),
            Self::Person(name) => format!("不是姓名：“{name}”"),
            Self::Role { step, may, has } => format!("{}须由{}进行，现有角色：{}", step.to(zh), roles(may, zh), roles(has, zh)),
            Self::SamePerson { step, earlier, person } => format!("{person}已签{}，不能再{}", earlier.to(zh), step.to(zh)),
            Self::Digest { form, given } => format!("包摘要不一致：申请表为 {form}，实际为 {given}"),
            Self::Unchecked(None) => "没有发布包检查结果".into(),
            Self::Unchecked(Some(check)) => format!("发布包检查 {} 未通过，或不是本包（{}）", check.run, check.digest),
            Self::Reason(step) => format!("{}须说明理由", step.to(zh)),
            Self::Executors(systems) => format!("未指定执行人的系统：{}", join(systems.iter().map(String::as_str), zh)),
            Self::Executor { person, executors } => {
                format!("未批转给{person}，而是：{}", join(executors.iter().map(String::as_str), zh))
            }
            Self::Rehearsal(stale) => stale.zh(),
            Self::Env(env) => format!("不是生产环境：{env}"),
            Self::Lacks(step) => format!("无须补签{}", step.to(zh)),
            Self::Undecided(step) => format!("未{}", step.to(zh)),
            Self::Unproven(step) => format!("{}既无电子签名，也无线下签字页", step.to(zh)),
            Self::Unverified => "电子签名未经验证".into(),
            Self::Unsigned => "执行情况表未签字".into(),
            Self::Open(open) => format!("尚待补签：{}", steps(open, zh)),
            Self::Broken(broken) => broken.say(zh),
        }
    }

    fn en(&self) -> String {
        let en = Lang::En;
        match self {
            Self::Move { status, step, possible } => {
                format!("the form is \"{}\": no step \"{}\"; possible: {}", status.to(en), step.to(en), steps(possible, en))
            }
            Self::Begun(true) => "the form is there already".into(),
            Self::Begun(false) => "there is no form yet".into(),
            Self::Missing(fields) => format!("not filled in: {}", join(fields.iter().map(|field| Field::to(*field, en)), en)),
            Self::Value { field, value } => format!("\"{}\" cannot be \"{value}\"", field.to(en)),
            Self::Window { from, to } => format!("not a time window: {from} to {to}"),
            Self::Nothing => "it would change nothing".into(),
            Self::Person(name) => format!("not a name: \"{name}\""),
            Self::Role { step, may, has } => format!("\"{}\" is for {}; roles here: {}", step.to(en), roles(may, en), roles(has, en)),
            Self::SamePerson { step, earlier, person } => {
                format!("{person} signed \"{}\" and may not sign \"{}\", too", earlier.to(en), step.to(en))
            }
            Self::Digest { form, given } => format!("another package: the form is for {form}, this is {given}"),
            Self::Unchecked(None) => "there is no check of the package".into(),
            Self::Unchecked(Some(check)) => format!("check {} did not pass, or is of another package ({})", check.run, check.digest),
            Self::Reason(step) => format!("\"{}\" needs a reason", step.to(en)),
            Self::Executors(systems) => format!("nobody is named for: {}", join(systems.iter().map(String::as_str), en)),
            Self::Executor { person, executors } => {
                format!("not dispatched to {person}, but to: {}", join(executors.iter().map(String::as_str), en))
            }
            Self::Rehearsal(stale) => stale.en(),
            Self::Env(env) => format!("not production: {env}"),
            Self::Lacks(step) => format!("\"{}\" is not missing", step.to(en)),
            Self::Undecided(step) => format!("missing: {}", step.to(en)),
            Self::Unproven(step) => format!("\"{}\" has neither a signature nor a signed page", step.to(en)),
            Self::Unverified => "signatures were not checked".into(),
            Self::Unsigned => "the execution form is not signed".into(),
            Self::Open(open) => format!("still to be signed: {}", steps(open, en)),
            Self::Broken(broken) => broken.say(en),
        }
    }
}

impl Broken {
    /// One sentence for the reader.
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => format!("申请表记录第 {} 行{}", self.line, self.wrong.zh()),
            Lang::En => format!("the records of the form are broken, {self}"),
        }
    }
}

impl Wrong {
    fn zh(&self) -> String {
        match self {
            Self::Empty => "：没有记录".into(),
            Self::Line => "不是本程序写的记录".into(),
            Self::Form => "属于另一张申请表".into(),
            Self::Chain => "接不上前一行：有记录被改动、删除或插入".into(),
            Self::Id => "内容被改动：与其摘要不符".into(),
            Self::Bound => "的修订号或包摘要与申请表不符".into(),
            Self::Origin => "位置不对：首行且只有首行建立申请表".into(),
            Self::Person => "的姓名无效".into(),
            Self::Role => "的角色不能做这一步".into(),
            Self::Proof => "的签字证明无效".into(),
            Self::Signature => "的电子签名不是本人密钥所签，或内容已改动".into(),
            Self::Rule(refusal) => format!("不合流程：{}", refusal.zh()),
        }
    }
}

impl Stale {
    fn zh(&self) -> String {
        match self {
            Self::Missing => "没有模拟环境演练记录".into(),
            Self::Failed { run } => format!("模拟环境演练 {run} 失败"),
            Self::Incomplete { run } => format!("模拟环境演练 {run} 不完整"),
            Self::Digest { run, digest } => format!("模拟环境演练 {run} 的包是 {digest}，不是本包"),
            Self::Old { run, at, days } => format!("模拟环境演练 {run}（{at}）已超过 {days} 天"),
            Self::Future { run, at } => format!("模拟环境演练 {run} 的时间 {at} 晚于当前"),
            Self::Overtaken { run, failed } => format!("模拟环境演练 {run} 之后，{failed} 失败"),
        }
    }

    fn en(&self) -> String {
        match self {
            Self::Missing => "there is no rehearsal in staging".into(),
            Self::Failed { run } => format!("rehearsal {run} failed"),
            Self::Incomplete { run } => format!("rehearsal {run} is not complete"),
            Self::Digest { run, digest } => format!("rehearsal {run} was of another package ({digest})"),
            Self::Old { run, at, days } => format!("rehearsal {run} ({at}) is older than {days} days"),
            Self::Future { run, at } => format!("rehearsal {run} is said to be of {at}, which is not yet"),
            Self::Overtaken { run, failed } => format!("after rehearsal {run}, {failed} failed"),
        }
    }
}

fn steps(all: &[Step], lang: Lang) -> String {
    join(all.iter().map(|step| step.to(lang)), lang)
}

fn roles(all: &[Role], lang: Lang) -> String {
    join(all.iter().map(|role| role.to(lang)), lang)
}

fn join<'a>(all: impl Iterator<Item = &'a str>, lang: Lang) -> String {
    let all: Vec<&str> = all.collect();
    match (lang, all.is_empty()) {
        (Lang::Zh, true) => "无".into(),
        (Lang::En, true) => "none".into(),
        (Lang::Zh, false) => all.join("、"),
        (Lang::En, false) => all.join(", "),
    }
}
