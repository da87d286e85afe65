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
    OnlyLocal {}
        zh "没有启用的主机目标，只检查本机。"
        en "no host is configured and enabled: only this machine is looked at."
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
    HostFailed { name }
        zh "没有取得主机 {name} 的密钥。"
        en "the key of host {name} was not got."
    KeyNotKept { name }
        zh "没有登记主机 {name} 的密钥，什么也没有写。"
        en "the key of host {name} was not recorded; nothing was written."
    Advice { text }
        zh "{text}"
        en "{text}"
    NoSamples {}
        zh "这段时间没有符合条件的数值。"
        en "there is no figure of that kind in this time."
    HintInterval {}
        zh "数值由 inspect 写入历史；定时采集用 opsctl inspect host --cadence interval 。"
        en "figures are left by inspect; for monitoring run opsctl inspect host --cadence interval from cron."
    AnswersInvalid { path }
        zh "答案文件 {path} 有误，什么也没有登记。"
        en "the file of answers {path} is wrong; nothing was recorded."
    NeedsTerminal {}
        zh "逐项询问需要终端，而这里没有。"
        en "the items are asked at a terminal, and there is none."
    HintAnswers {}
        zh "用 --blank 得到一份答案文件，填好后用 --answers 读入。"
        en "print a file with --blank, fill it in, and give it with --answers ."
    NeedsConsent { what }
        zh "{what} 需要确认，而这里没有终端。"
        en "{what} needs consent, and there is no terminal to ask at."
    Internal { what }
        zh "程序内部错误： {what}"
        en "internal error: {what}"
    FixedClock { now }
        zh "时钟由 OPSCTL_NOW 固定为 {now} ，结果不是实时的。"
        en "the clock is fixed by OPSCTL_NOW at {now} : this is not a live result."
    // mistakes in configuration files; place is file:line, key the dotted path
    ConfigSyntax { place }
        zh "{place} ：不是合法的 TOML。"
        en "{place} : this is not valid TOML."
    ConfigUnknownKey { place, key }
        zh "{place} ：没有 {key} 这个配置项。"
        en "{place} : there is no key {key} ."
    ConfigType { place, key, want, found }
        zh "{place} ： {key} 应写成 {want} ，而不是 {found} 。"
        en "{place} : {key} is written {want} , not {found} ."
    ConfigValue { place, key, value, want }
        zh "{place} ： {key} 不能是 {value} ，可以是 {want} 。"
        en "{place} : {key} cannot be {value} , it can be {want} ."
    ConfigMissing { place, key, want }
        zh "{place} ：缺少 {key} ，应写成 {want} 。"
        en "{place} : {key} is missing, it is written {want} ."
    ConfigTwice { place, key, first }
        zh "{place} ： {key} 在 {first} 已经写过。"
        en "{place} : {key} was already written at {first} ."
    ConfigAgain { place, key }
        zh "{place} ： {key} 在同一个文件里写了两次。"
        en "{place} : {key} is written twice in this file."
    ConfigPlainSecret { place, key }
        zh "{place} ： {key} 里不能直接写密码，只能写密码的出处。"
        en "{place} : {key} must not hold a password, only where it is kept."
    ConfigNoGroup { place, name }
        zh "{place} ：没有名为 {name} 的组。"
        en "{place} : there is no group named {name} ."
    ConfigName { place, name }
        zh "{place} ：名称 {name} 不能用：只能用文字、数字和 _ - . 三种符号，最多 64 个字符，开头不能是 - 或 . 。"
        en "{place} : the name {name} cannot be used: only letters, digits and the signs _ - . , at most 64, not starting with - or . ."
    ConfigNotUtf8 { place, found }
        zh "{place} ：文件不是 UTF-8 编码（像是 {found}）。"
        en "{place} : the file is not UTF-8 (it looks like {found})."
    ConfigTooBig { path, limit }
        zh "文件 {path} 超过 {limit} ，不是配置文件。"
        en "{path} is larger than {limit} : this is no configuration file."
    ConfigNotFile { path }
        zh "{path} 不是普通文件。"
        en "{path} is not a regular file."
    ConfigForeign { path }
        zh "当前目录下的 {path} 属于其他用户或任何人都能改写，不会自动采用。"
        en "{path} in the working folder belongs to another user or can be written by anyone, so it is not taken by itself."
    TargetDisabled { name, place }
        zh "目标 {name} 已停用（ {place} ）。"
        en "the target {name} is disabled ( {place} )."
    SameAddress { name, other, address }
        zh "目标 {name} 与 {other} 的地址相同： {address}"
        en "the targets {name} and {other} have the same address: {address}"
    SecretOwner { path, owner }
        zh "密码文件 {path} 属于用户号 {owner} ，不是当前用户也不是 root，拒绝使用。"
        en "the secret file {path} belongs to user id {owner} , neither this user nor root, so it is not used."
    SecretEmpty { what }
        zh "密码是空的： {what}"
        en "the password is empty: {what}"
    SecretTimeout { what, seconds }
        zh "取密码的命令 {seconds} 秒内没有结束，已终止： {what}"
        en "the password command did not end within {seconds} s and was killed: {what}"
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
        zh "先运行一次 opsctl inspect db 或 inspect host 。"
        en "run opsctl inspect db or inspect host once"
    HintUpgrade {}
        zh "请升级 opsctl 。"
        en "upgrade opsctl"
    HintYes {}
        zh "确认无误后加 --yes 。"
        en "add --yes when you are sure"
    HintReport {}
        zh "这是缺陷，请把这段文字连同 opsctl --version 交给维护者。"
        en "this is a defect: give this text and opsctl --version to the maintainers."
    HintSecret { key }
        zh "写成 {key} = {{ file = \"secrets/名称\" }} 、 {{ env = \"变量名\" }} 或 {{ command = [\"程序\", \"参数\"] }}"
        en "write {key} = {{ file = \"secrets/NAME\" }} , {{ env = \"VARIABLE\" }} or {{ command = [\"PROGRAM\", \"ARGUMENT\"] }}"
    HintKeys { keys }
        zh "这里可用的配置项： {keys}"
        en "the keys that can stand here: {keys}"
    HintTargetsFile {}
        zh "目标和组写在 targets.toml 里，不在 opsctl.toml 里。"
        en "targets and groups belong in targets.toml, not in opsctl.toml"
    HintSettingsFile {}
        zh "这一项写在 opsctl.toml 里，不在 targets.toml 里。"
        en "this belongs in opsctl.toml, not in targets.toml"
    HintUtf8 { path }
        zh "在记事本或 WPS 中另存为，编码选 UTF-8；或执行 iconv -f GB18030 -t UTF-8 {path} > 新文件"
        en "save it again with the encoding UTF-8, or run iconv -f GB18030 -t UTF-8 {path} > NEWFILE"
    HintFullWidth { found, want }
        zh "这一行有全角符号 {found} ，请改成半角 {want}"
        en "this line has the full-width sign {found} , write {want}"
    HintAddGroup { name }
        zh "在 targets.toml 中加上 [group.{name}]"
        en "add [group.{name}] to targets.toml"
    HintEnable {}
        zh "把该目标的 enabled = false 改为 true 或删去这一行。"
        en "set its enabled to true, or take that line out"
    HintConfigFlag { path }
        zh "确认内容可信后用 --config {path} 指定它。"
        en "when you trust it, name it with --config {path}"
    HintChown { path }
        zh "执行 chown $(id -un) {path}"
        en "run chown $(id -un) {path}"
    HintMoveAway { path }
        zh "换一个新目录，或先移走 {path}"
        en "take a new folder, or move {path} away first"
    // baselines
    NoBaseline { check }
        zh "检查 {check} 没有基线可确认。"
        en "the check {check} has no baseline to accept."
    NotJudged { check, run }
        zh "检查 {check} 在运行 {run} 中没有判断，不能确认。"
        en "the check {check} was not judged in run {run}: there is nothing to accept."
    RowsUnkept { check, run }
        zh "运行 {run} 是定时采样，没有保存检查 {check} 的明细，不能确认。"
        en "run {run} is an interval run: the rows of {check} were not stored, so there is nothing to accept."
    NothingToAccept { run }
        zh "运行 {run} 中没有可确认为基线的检查。"
        en "run {run} has no check whose rows could be accepted."
    NoBaselineYet { target }
        zh "目标 {target} 还没有基线。"
        en "{target} has no baseline yet."
    HintBaselineRun {}
        zh "先运行 opsctl inspect all --cadence half-yearly ，再 opsctl baseline accept 。"
        en "run opsctl inspect all --cadence half-yearly first, then opsctl baseline accept"
    // sheets and tables as files
    NotInGbk { characters }
        zh "GBK 编码里没有这些字符，没有写文件：{characters}"
        en "GBK has no such characters, so the file was not written: {characters}"
    SheetSyntax { place }
        zh "{place} ：表格描述不能读：不是合法的 TOML，或有不认识的键、不合适的值。"
        en "{place} : the sheet description cannot be read: it is not valid TOML, or has a key or value that is not known."
    SheetNoField { place, field }
        zh "{place} ：数据里没有 {field} 。"
        en "{place} : the data has no {field} ."
    SheetNoList { place, field }
        zh "{place} ：{field} 不是列表。"
        en "{place} : {field} is no list."
    SheetNoValue { place, field }
        zh "{place} ：{field} 不是一个值，不能作为一列。"
        en "{place} : {field} is no value, so it cannot be a column."
    SheetNoNumber { place, field }
        zh "{place} ：{field} 不是数字，不能求和或求平均。"
        en "{place} : {field} is no number, so it has no sum and no average."
    SheetNoColumn { place, field }
        zh "{place} ：图用到的 {field} 不是本表的列。"
        en "{place} : the chart names {field} , which is no column of this table."
    SheetTitle { place }
        zh "{place} ：列标题：一列写 title，values[*] 这样的多列写 titles。"
        en "{place} : a column has a title; many, as of values[*], have titles."
    SheetChart { place }
        zh "{place} ：图写成 from，或者有行的表里写 categories 和 values。"
        en "{place} : a chart has either from, or, in a table with rows, categories and values."
    SheetNothing { place }
        zh "{place} ：没有列，也没有图。"
        en "{place} : it has neither columns nor charts."
    SheetText { text }
        zh "模板文字填不出来：{text}"
        en "a text of the template cannot be filled: {text}"
    NoContract { name }
        zh "没有名为 {name} 的数据约定。"
        en "there is no data contract named {name}."
    NoteControls { count }
        zh "去掉了 {count} 处控制字符。"
        en "{count} control characters or sequences were taken out."
    NoteCut { count }
        zh "{count} 个单元格的文字过长，已截断并注明。"
        en "{count} texts were too long for a cell and were cut, with a mark."
    NoteRowsLeft { count }
        zh "一张表放不下，少列了 {count} 行。"
        en "{count} rows did not fit into a sheet and were left out."
    HintGb18030 {}
        zh "改用 gb18030 或 utf-8 编码，它们有全部字符。"
        en "take the encoding gb18030 or utf-8: they have every character"
    // the work log
    LogAdded { what }
        zh "已登记：{what}"
        en "entered: {what}"
    LogKnown { what }
        zh "这一条已经登记过，没有改动：{what}"
        en "this was entered before, nothing changed: {what}"
    LogOrder {}
        zh "结束时间早于开始时间。"
        en "it ends before it begins."
    LogKind { word, list }
        zh "没有 {word} 这一类别，可以是：{list}"
        en "there is no kind {word}; there are: {list}"
    LogUnused { name }
        zh "没有使用“{name}”这一列。"
        en "the column {name} was not used."
    LogNoHeadings { path, names }
        zh "文件 {path} 里找不到列标题，应有：{names}（开始时间和内容必须有，次序不限）。"
        en "{path} has no row of headings; there should be: {names} (开始时间/begins and 内容/what are required, in any order)."
    LogNoColumn { path, name }
        zh "文件 {path} 缺少“{name}”这一列。"
        en "{path} has no column {name} ."
    LogNearHeading { found, name }
        zh "列标题“{found}”是否应为“{name}”？"
        en "should the heading {found} be {name} ?"
    LogTwice { path, name }
        zh "文件 {path} 里“{name}”这一列出现了两次。"
        en "{path} has the column {name} twice."
    LogNotImported { path, count }
        zh "文件 {path} 有 {count} 行有误，什么也没有导入："
        en "{path} has {count} rows with faults, nothing was imported:"
    LogMoreFaults { count }
        zh "另有 {count} 处没有列出。"
        en "{count} more faults are not listed."
    LogRowMissing { row, name }
        zh "第 {row} 行：缺少{name}。"
        en "row {row} : {name} is missing."
    LogRowTime { row, value }
        zh "第 {row} 行：看不懂时间“{value}”，应写成 2026-11-02 08:30 。"
        en "row {row} : {value} is no time; it is written 2026-11-02 08:30 ."
    LogRowOrder { row, value }
        zh "第 {row} 行：结束时间“{value}”早于开始时间。"
        en "row {row} : it ends ({value}) before it begins."
    LogRowTarget { row, name }
        zh "第 {row} 行：没有名为 {name} 的目标。"
        en "row {row} : there is no target named {name}."
    LogRowKind { row, word }
        zh "第 {row} 行：没有“{word}”这一类别。"
        en "row {row} : there is no kind {word} ."
    LogImported { path, new, known }
        zh "已从 {path} 导入 {new} 条；另有 {known} 条以前已登记，没有改动。"
        en "{new} entries were imported from {path} ; {known} were there before and are unchanged."
    LogAllKnown { path, count }
        zh "{path} 中的 {count} 条都已登记过，没有改动。"
        en "all {count} entries of {path} were there before; nothing changed."
    LogEmpty { path }
        zh "文件 {path} 里没有要导入的行。"
        en "{path} has no rows to import."
    LogLeftOut { count }
        zh "跳过了 {count} 行。"
        en "{count} rows were left out."
    LogNone {}
        zh "这段时间没有日志。"
        en "there are no entries in this time."
    LogCount { count }
        zh "共 {count} 条。"
        en "{count} in all."
    OldWorkbook { path }
        zh "文件 {path} 已加密，或者是旧的 .xls 格式；请在 WPS 中去掉密码，另存为 .xlsx 。"
        en "{path} is encrypted or an old .xls: take the password off and save it as .xlsx ."
    WrongEncoding { path, name }
        zh "文件 {path} 不是 {name} 编码；请用 --encoding 指明，或另存为 UTF-8 。"
        en "{path} is not encoded as {name} : say --encoding, or save it as UTF-8."
    HintSkipBad {}
        zh "改正后再导入；或加 --skip-bad 跳过这些行，导入其余的。"
        en "put them right, or import the others with --skip-bad"
    HintAnyTarget {}
        zh "对象不在配置中时加 --any-target 。"
        en "add --any-target for what is not configured"
    // what opsctl recorded of itself
    DidBaseline { target, check, rows, run }
        zh "确认运行 {run} 中目标 {target} 的检查 {check} 为基线（{rows} 行）"
        en "accepted {check} of {target} in run {run} as the baseline ({rows} rows)"
    DidPrune { runs, samples }
        zh "清理历史：{runs} 次运行，{samples} 个数值"
        en "pruned the history: {runs} runs, {samples} figures"
    DidReport { report, file }
        zh "生成报告 {report}：{file}"
        en "made the report {report} : {file}"
    DidHandIn { report, to }
        zh "报告 {report} 送交 {to}"
        en "handed in the report {report} to {to}"
    DidOther { action }
        zh "opsctl 执行了 {action}"
        en "opsctl did {action}"
}
