//! Why a script does not go on, as sentences.

use super::fault::{Fault, UnknownStatement, Where};
use super::query::{Verified, Why};
use super::script::{MOST_BYTES, Unreadable};
use crate::links::client::Cut;
use crate::model::Lang;

impl Fault {
    /// One sentence for the reader, and below it the client's own words or the statement where there are any.
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => self.zh(),
            Lang::En => self.en(),
        }
    }

    fn zh(&self) -> String {
        match self {
            Self::Start { program, cause } => format!("无法启动 {program}：{cause}"),
            Self::Pipe(cause) => format!("与数据库客户端通信失败：{cause}"),
            Self::LockFile { path, cause } => format!("锁文件 {path}：{cause}"),
            Self::Setting => "用户名、口令或连接串含有不能传给客户端的字符（双引号、控制字符，连接串中的空格）".into(),
            Self::Exposed => "连接串中写有口令，会出现在进程列表中".into(),
            Self::NoPassword => "未配置数据库口令".into(),
            Self::Open { message } => format!("登录数据库失败：{message}"),
            Self::OldClient => "SQL*Plus 版本过低（不支持 SET EXITCOMMIT）：退出时会提交未完成的修改，中断后无法判断是否生效".into(),
            Self::Busy { holder } if holder.is_empty() => "另一个发布正在修改该数据库".into(),
            Self::Busy { holder } => format!("另一个发布正在修改该数据库：{holder}"),
            Self::NotLocked => "未取得数据库锁".into(),
            Self::Name(name) => format!("“{name}”不能作为发布或脚本的名称（1 至 200 字节，不含控制字符）"),
            Self::Refused { script, findings } => format!("脚本 {script} 有 {} 处问题，未执行：{}", findings.len(), self.found(Lang::Zh)),
            Self::Statement { at, message, cut, unknown } => format!(
                "{}{}：{message}{}",
                at.zh(),
                match cut {
                    None => "执行失败",
                    Some(Cut::Late) => "执行超时",
                    Some(Cut::Stopped) => "被人工中止",
                },
                if *unknown { "\n该语句是否已生效未知，需人工核对" } else { "" }
            ),
            Self::Stopped(at) => format!("人工中止，未执行{}", at.zh()),
            Self::Unknown(statement) => statement.zh(),
            Self::Changed(at) => format!("{}与已执行的内容不一致", at.zh()),
            Self::Unfinished { script, done, of } => format!("脚本 {script} 上次只执行了 {done}/{of} 条语句，须先回退"),
            Self::NoRollback { script, reason } => format!("脚本 {script} 不可回退：{reason}"),
            Self::Registry { message } => format!("发布登记表 OPSCTL_RELEASE 读写失败：{message}"),
            Self::NotUnknown { script, number } => format!("脚本 {script} 第 {number} 条语句的状态并非未知"),
        }
    }

    fn en(&self) -> String {
        match self {
            Self::Start { program, cause } => format!("{program} cannot be started: {cause}"),
            Self::Pipe(cause) => format!("the client of the database cannot be spoken with: {cause}"),
            Self::LockFile { path, cause } => format!("lock file {path}: {cause}"),
            Self::Setting => "user, password or address hold what cannot be sent to the client (a double quote, a control character; in the address, a blank)".into(),
            Self::Exposed => "a password is in the address: it would show in the list of processes".into(),
            Self::NoPassword => "no password is configured for the database".into(),
            Self::Open { message } => format!("logon failed: {message}"),
            Self::OldClient => "this SQL*Plus is too old (it has no SET EXITCOMMIT): it commits what is open when it ends, so nothing is certain after a kill".into(),
            Self::Busy { holder } if holder.is_empty() => "another release is changing this database".into(),
            Self::Busy { holder } => format!("another release is changing this database: {holder}"),
            Self::NotLocked => "the lock of the database is not held".into(),
            Self::Name(name) => format!("{name:?} cannot name a release or script (1 to 200 bytes, no control characters)"),
            Self::Refused { script, findings } => format!("script {script} has {} fault(s) and was not run: {}", findings.len(), self.found(Lang::En)),
            Self::Statement { at, message, cut, unknown } => format!(
                "{} {}: {message}{}",
                at.en(),
                match cut { None => "failed", Some(Cut::Late) => "took too long", Some(Cut::Stopped) => "was stopped" },
                if *unknown { "\nwhether it is in effect is not known: a person has to look" } else { "" }
            ),
            Self::Stopped(at) => format!("stopped before {}", at.en()),
            Self::Unknown(statement) => statement.en(),
            Self::Changed(at) => format!("{} is not what ran", at.en()),
            Self::Unfinished { script, done, of } => format!("of script {script} only {done} of {of} statements ran: take it back first"),
            Self::NoRollback { script, reason } => format!("script {script} cannot be taken back: {reason}"),
            Self::Registry { message } => format!("the table OPSCTL_RELEASE cannot be read or written: {message}"),
            Self::NotUnknown { script, number } => format!("statement {number} of script {script} is not unknown"),
        }
    }

    /// What a script is refused for.
    fn found(&self, lang: Lang) -> String {
        let Self::Refused { findings, .. } = self else { return String::new() };
        findings.iter().map(|one| format!("\n{}:{} {}", one.file, one.line, one.say(lang))).collect()
    }
}

impl Where {
    fn zh(&self) -> String {
        format!("{} 第 {} 行（第 {}/{} 条）“{}”", self.file, self.line, self.number, self.of, self.first)
    }

    fn en(&self) -> String {
        format!("{} line {} (statement {} of {}) {:?}", self.file, self.line, self.number, self.of, self.first)
    }
}

impl UnknownStatement {
    fn zh(&self) -> String {
        let Self { at, text, since, session } = self;
        format!("{}于 {since} 开始（会话 {session}），是否已生效未知，需人工核对：\n{text}", at.zh())
    }

    fn en(&self) -> String {
        let Self { at, text, since, session } = self;
        format!("{} was begun at {since} (session {session}); whether it is in effect is not known, a person has to look:\n{text}", at.en())
    }
}

impl Verified {
    /// What verify.sql found.
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Holds { seen }, Lang::Zh) => format!("{} 条查询全部有结果", seen.len()),
            (Self::Holds { seen }, Lang::En) => format!("all {} queries gave rows", seen.len()),
            (Self::Fails { at, why: Why::NoRow, .. }, Lang::Zh) => format!("{}没有查到记录", at.zh()),
            (Self::Fails { at, why: Why::NoRow, .. }, Lang::En) => format!("{} gave no row", at.en()),
            (Self::Fails { at, why: Why::Error(message), .. }, Lang::Zh) => format!("{}出错：{message}", at.zh()),
            (Self::Fails { at, why: Why::Error(message), .. }, Lang::En) => format!("{} failed: {message}", at.en()),
        }
    }
}

impl Unreadable {
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Coding { path }, Lang::Zh) => format!("{path}：既不是 UTF-8 也不是 GBK 编码"),
            (Self::Large { path, bytes }, Lang::Zh) => format!("{path}：{bytes} 字节，超过上限 {MOST_BYTES}"),
            (_, Lang::En) => self.to_string(),
        }
    }
}
