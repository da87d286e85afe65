//! Why a release does not go on, in words.

use super::fault::{Drift, Fault};
use crate::model::release::{Image, Mtime};
use crate::model::{Lang, Words};

/// Paths of a drift that are named in a sentence; a list has all of them.
const NAMED: usize = 3;

impl From<&Fault> for Words {
    fn from(fault: &Fault) -> Self {
        match fault {
            Fault::Io { path, cause } => {
                let path = path.display();
                Self::new(format!("{path}：{cause}"), format!("{path}: {cause}"))
            }
            Fault::Busy { holder } => Self::new(format!("正在被占用：{holder}"), format!("busy: {holder}")),
            Fault::Place { root, state } => {
                let (root, state) = (root.display(), state.display());
                Self::new(
                    format!("状态目录 {state} 与 {root} 不在同一文件系统，或互相包含"),
                    format!("the state {state} is on another file system than {root}, or one is inside the other"),
                )
            }
            Fault::Drift(drift) => {
                let (some, more) = (&drift[..drift.len().min(NAMED)], drift.len().saturating_sub(NAMED));
                let zh = some.iter().map(Drift::zh).collect::<Vec<_>>().join("；");
                let en = some.iter().map(Drift::en).collect::<Vec<_>>().join("; ");
                match more {
                    0 => Self::new(format!("与计划不一致：{zh}"), format!("not as planned: {en}")),
                    _ => Self::new(format!("与计划不一致：{zh}；另有 {more} 处"), format!("not as planned: {en}; and {more} more")),
                }
            }
            Fault::Payload(path) => {
                Self::new(format!("包内文件 {path} 与清单不符"), format!("{path}: the package's file is not what its manifest says"))
            }
            Fault::Exchange(path) => Self::new(
                format!("{} 所在的文件系统不能原子交换文件", path.display()),
                format!("{}: its file system cannot exchange two paths", path.display()),
            ),
            Fault::Manual { txn } => Self::new(
                format!("事务 {txn} 有文件需人工处理，处理完后用 release recover --resolve 说明"),
                format!("transaction {txn} left paths to a person; say with release recover --resolve that they are in order"),
            ),
            Fault::Waiting { txn } => {
                Self::new(format!("事务 {txn} 在等待它所属的发布做决定"), format!("transaction {txn} waits for the decision of its run"))
            }
            Fault::Pruned { txn } => Self::new(
                format!("事务 {txn} 的原文件已按保留规则清理，不能回退"),
                format!("what transaction {txn} replaced is no longer kept, it cannot be taken back"),
            ),
            Fault::Damaged { path, at } => Self::new(
                format!("{} 在字节 {at} 处被改动过", path.display()),
                format!("{} was changed by somebody at byte {at}", path.display()),
            ),
            Fault::Nothing => Self::new("没有可以回退的发布", "there is no release that could be taken back"),
            Fault::OtherPlan(what) => Self::new(format!("计划不是针对这个{what}的"), format!("the plan is of another {what}")),
            Fault::Step(why) => why.clone(),
            Fault::Lacks { place, what } => Self::new(format!("{place}：{}", what.zh), format!("{place}: {}", what.en)),
            Fault::Lost { place, why } => {
                Self::new(format!("无法与 {place} 通信：{}", why.zh), format!("{place} cannot be reached: {}", why.en))
            }
        }
    }
}

impl Drift {
    /// `conf/a.xml 应为 …，实为 …`.
    #[must_use]
    pub fn zh(&self) -> String {
        let found = image(&self.found, Lang::Zh);
        match &self.expected {
            Some(expected) => match differs(expected, &self.found, Lang::Zh) {
                Some(differs) => format!("{} 内容相同，{differs}", self.path),
                None => format!("{} 应为{}，实为{found}", self.path, image(expected, Lang::Zh)),
            },
            None => format!("{} 现为{found}，不是包所要求的", self.path),
        }
    }

    #[must_use]
    pub fn en(&self) -> String {
        let found = image(&self.found, Lang::En);
        match &self.expected {
            Some(expected) => match differs(expected, &self.found, Lang::En) {
                Some(differs) => format!("{} has the same bytes; {differs}", self.path),
                None => format!("{} was to be {}, and is {found}", self.path, image(expected, Lang::En)),
            },
            None => format!("{} is {found}, which is not what the package asks for", self.path),
        }
    }
}

/// What differs where both have the same bytes.
fn differs(expected: &Image, found: &Image, lang: Lang) -> Option<String> {
    if image(expected, lang) != image(found, lang) {
        return None;
    }
    let (was, is) = (expected.meta()?, found.meta()?);
    let zh = lang == Lang::Zh;
    let pair = |name: [&str; 2], was: String, is: String| {
        if zh { format!("{}应为 {was}，实为 {is}", name[0]) } else { format!("{} was to be {was}, and is {is}", name[1]) }
    };
    let mut differs = Vec::new();
    if was.mode != is.mode {
        differs.push(pair(["权限", "mode"], format!("{:04o}", was.mode), format!("{:04o}", is.mode)));
    }
    if (was.uid, was.gid) != (is.uid, is.gid) {
        differs.push(pair(["属主", "owner"], format!("{}:{}", was.uid, was.gid), format!("{}:{}", is.uid, is.gid)));
    }
    if was.mtime != is.mtime {
        differs.push(pair(["修改时间", "time"], time(was.mtime), time(is.mtime)));
    }
    if was.xattr != is.xattr {
        differs.push(if zh { "扩展属性不同" } else { "extended attributes differ" }.to_owned());
    }
    (!differs.is_empty()).then(|| differs.join(if zh { "；" } else { "; " }))
}

/// `2026-11-27T01:44:01.000000001Z`, for nothing less is compared.
fn time(at: Mtime) -> String {
    let nanoseconds = i32::try_from(at.ns).unwrap_or_default();
    jiff::Timestamp::new(at.s, nanoseconds).map_or_else(|_| format!("{}.{:09}", at.s, at.ns), |at| format!("{at:.9}"))
}

fn image(image: &Image, lang: Lang) -> String {
    let zh = lang == Lang::Zh;
    match image {
        Image::Absent => if zh { "不存在" } else { "absent" }.to_owned(),
        Image::File { sha256, size, .. } => {
            let digest = sha256.get(..12).unwrap_or(sha256);
            if zh { format!("文件（{size} 字节，{digest}）") } else { format!("a file ({size} bytes, {digest})") }
        }
        Image::Dir { .. } => if zh { "目录" } else { "a folder" }.to_owned(),
        Image::Link { to, .. } => {
            if zh {
                format!("链接 → {to}")
            } else {
                format!("a link to {to}")
            }
        }
        Image::Other => if zh { "设备或套接字" } else { "a device or socket" }.to_owned(),
    }
}
