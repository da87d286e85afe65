//! What a run tells while it goes on; the report is made of it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::model::Words;

/// One thing that was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    pub doing: Doing,
    /// Place or database; empty: the whole target.
    pub place: String,
    pub at: Timestamp,
    pub ms: u64,
    pub ok: bool,
    pub told: Words,
}

/// What a step is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", content = "of", rename_all = "kebab-case")]
pub enum Doing {
    /// The place is held, and what was left there is ended.
    Hold,
    /// All that is needed is prepared, and what will be replaced was read.
    Stage,
    Before,
    Stop,
    /// A script, by its name.
    Script(String),
    Switch,
    Start,
    /// A look, by its title.
    Look(String),
    Commit,
    PlaceBack,
    ScriptBack(String),
    /// Paths were compared with what they were.
    Equal,
}

impl Doing {
    /// As reports and terminals name it.
    #[must_use]
    pub fn words(&self) -> Words {
        match self {
            Self::Hold => Words::new("占用目标", "hold"),
            Self::Stage => Words::new("备份原程序、准备新文件", "stage, pre-images read"),
            Self::Before => Words::new("发布前检查", "before"),
            Self::Stop => Words::new("停止服务", "stop"),
            Self::Script(name) => Words::new(format!("执行脚本 {name}"), format!("script {name}")),
            Self::Switch => Words::new("切换文件", "switch"),
            Self::Start => Words::new("启动服务", "start"),
            Self::Look(title) => Words::new(format!("验证：{title}"), format!("verify: {title}")),
            Self::Commit => Words::new("确认生效", "commit"),
            Self::PlaceBack => Words::new("恢复原文件", "files back"),
            Self::ScriptBack(name) => Words::new(format!("回退脚本 {name}"), format!("script {name} back")),
            Self::Equal => Words::new("与发布前逐位比对", "compare with before"),
        }
    }
}
