//! The program's own sentences. Fields are named as in the sentence; a full stop ends each.

use crate::model::Lang;

macro_rules! messages {
    ($($name:ident { $($field:ident),* } zh $zh:literal en $en:literal)*) => {
        /// One sentence with its fields, not yet in a language.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Msg { $($name { $($field: String),* }),* }

        impl Msg {
            /// The sentence in `lang`.
            #[must_use]
            pub fn to(&self, lang: Lang) -> String {
                match (self, lang) {
                    $((Self::$name { $($field),* }, Lang::Zh) => format!($zh),
                      (Self::$name { $($field),* }, Lang::En) => format!($en),)*
                }
            }
        }
    };
}

messages! {
    // what went wrong
    Usage { text }
        zh "命令用法不对：{text}"
        en "usage: {text}"
    UnknownTarget { name }
        zh "没有名为 {name} 的目标。"
        en "there is no target named {name}."
    UnknownGroup { name }
        zh "没有名为 {name} 的组或标签。"
        en "there is no group or tag named {name}."
    UnknownCheck { name }
        zh "没有编号为 {name} 的检查。"
        en "there is no check with the id {name}."
    UnknownRun { name }
        zh "历史中没有编号为 {name} 的运行。"
        en "there is no run {name} in the history."
    NoTarget {}
        zh "没有选中任何目标。"
        en "no target was selected."
    NoCheck {}
        zh "没有任何检查符合条件，什么也没有检查。"
        en "no check matches: nothing was checked."
    ReadFile { path }
        zh "读不了文件 {path} 。"
        en "cannot read {path} ."
    WriteFile { path }
        zh "写不了文件 {path} 。"
        en "cannot write {path} ."
    FileExists { path }
        zh "文件 {path} 已存在，不会覆盖。"
        en "{path} exists and will not be overwritten."
    ConfigInvalid { place }
        zh "配置有误： {place}"
        en "the configuration is wrong: {place}"
    NoConfig { path }
        zh "找不到配置文件 {path} 。"
        en "there is no configuration at {path} ."
    SecretOpen { path, mode }
        zh "密码文件 {path} 的权限是 {mode} ，其他用户能读，拒绝使用。"
        en "the secret file {path} has mode {mode} : others can read it, so it is not used."
    SecretMissing { what }
        zh "取不到密码： {what}"
        en "cannot get the password: {what}"
    CheckInvalid { place }
        zh "检查文件有误： {place}"
        en "a check file is wrong: {place}"
    StoreOpen { path }
        zh "打不开历史库 {path} 。"
        en "cannot open the history store {path} ."
    StoreNewer { path, found, known }
        zh "历史库 {path} 由更新版本的 opsctl 写成（格式 {found}，本版本只到 {known}）：可以读，不能写。"
        en "the history store {path} was written by a newer opsctl (format {found}, this one knows {known}): it can be read, not written."
    StoreFailed { what }
        zh "历史库操作失败： {what}"
        en "the history store failed: {what}"
    StoreNone { path }
        zh "还没有历史库 {path} 。"
        en "there is no history store {path} yet."
    StoreForeign { path }
        zh "文件 {path} 不是 opsctl 的历史库，没有使用它。"
        en "{path} is not a history store of opsctl; it was not used."
    AmbiguousRun { name, ids }
        zh "{name} 对应多次运行： {ids}"
        en "{name} fits more than one run: {ids}"
    CaptureInvalid { path }
        zh "采集包 {path} 不能使用。"
        en "the capture {path} cannot be used."
    CaptureNewer { path, found, known }
        zh "采集包 {path} 由更新版本的 opsctl 生成（格式 {found}，本版本只到 {known}）。"
        en "the capture {path} was made by a newer opsctl (format {found}, this one knows {known})."
    NeedsConsent { what }
        zh "{what} 需要确认，而这里没有终端。"
        en "{what} needs consent, and there is no terminal to ask at."
    Internal { what }
        zh "程序内部错误： {what}"
        en "internal error: {what}"
    FixedClock { now }
        zh "时钟由 OPSCTL_NOW 固定为 {now} ，结果不是实时的。"
        en "the clock is fixed by OPSCTL_NOW at {now} : this is not a live result."
    // what to do now
    DidYouMean { name }
        zh "是否要写 {name} ？"
        en "did you mean {name} ?"
    HintTargets {}
        zh "用 opsctl config show 查看已配置的目标。"
        en "see the configured targets with opsctl config show"
    HintChecks {}
        zh "用 opsctl check list 查看全部检查。"
        en "see all checks with opsctl check list"
    HintHistory {}
        zh "用 opsctl history list 查看已有的运行。"
        en "see the recorded runs with opsctl history list"
    HintInit {}
        zh "用 opsctl init 目录 生成带注释的配置样例，或用 --config 指定文件。"
        en "write commented samples with opsctl init DIR, or name a file with --config"
    HintChmod { path }
        zh "执行 chmod 600 {path}"
        en "run chmod 600 {path}"
    HintHelp { command }
        zh "用 {command} --help 查看用法。"
        en "see {command} --help"
    HintDisk {}
        zh "检查目录是否存在、可写、有剩余空间；已有的文件没有改动。"
        en "check that the folder exists, is writable and has room; existing files are unchanged."
    HintStoreBusy {}
        zh "另一个 opsctl 正在写历史库，稍后再试；历史库必须放在本机磁盘上，不能放在 NFS 上。"
        en "another opsctl is writing: try again in a moment. The store must be on a local disk, not on NFS."
    HintStoreCorrupt { path }
        zh "文件已损坏：把 {path} （连同 -wal、-shm）移走留存，从备份恢复；没有备份时下次运行会新建。"
        en "the file is damaged: move {path} (with its -wal and -shm) aside, then restore a backup; without one the next run starts a new store."
    HintInspect {}
        zh "先运行一次 opsctl inspect db 。"
        en "run opsctl inspect db once"
    HintUpgrade {}
        zh "请升级 opsctl 。"
        en "upgrade opsctl"
    HintYes {}
        zh "确认无误后加 --yes 。"
        en "add --yes when you are sure"
    HintReport {}
        zh "这是缺陷，请把这段文字连同 opsctl --version 交给维护者。"
        en "this is a defect: give this text and opsctl --version to the maintainers."
}
