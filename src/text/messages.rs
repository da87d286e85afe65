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
    UnknownSet { name }
        zh "没有名为 {name} 的备份集。"
        en "there is no backup set named {name}."
    UnknownGroup { name }
        zh "没有名为 {name} 的组或标签。"
        en "there is no group or tag named {name}."
    UnknownCheck { name }
        zh "没有编号为 {name} 的检查。"
        en "there is no check with the id {name}."
    NoFinding { name }
        zh "找不到这个发现： {name}"
        en "there is no such finding: {name}"
    BusinessFailed { name }
        zh "没有从 {name} 取到业务数据。"
        en "no business figures came from {name}."
    NotMade { name }
        zh "还没有生成过 {name} ，无法登记提交。"
        en "{name} was never made: nothing can be handed in."
    NotRegistered {}
        zh "报告已生成，但没有登记：report due 仍会列为未生成。"
        en "the report was made, but not registered: report due will still say it was not."
    HandedIn { name, period }
        zh "已登记：{name} {period} 已提交。"
        en "noted: {name} {period} was handed in."
    SetMade { files, failed, folder }
        zh "{folder} ：{files} 个文件，{failed} 份没有生成。"
        en "{folder} : {files} files, {failed} reports could not be made."
    TemplatesChecked { count, wrong }
        zh "检查了 {count} 个模板，{wrong} 个有误。"
        en "{count} templates checked, {wrong} with mistakes."
    TemplateBegun { name }
        zh "模板 {name} 已建立，用 WPS 修改其中的 docx，再运行 opsctl template check {name} 。"
        en "the template {name} is there: change its docx in WPS, then run opsctl template check {name} ."
    NoTemplatesDir {}
        zh "没有本单位的模板目录。"
        en "the site has no folder of templates."
    NoHistory {}
        zh "还没有巡检历史，没有可以写进报告的数据。"
        en "there is no history yet: nothing to report on."
    ReportIsSet { name }
        zh "{name} 是一组文件，不是一份报告。"
        en "{name} is a set of files, not one report."
    HintReportAll { name }
        zh "用 opsctl report {name} -o 目录 生成这组文件。"
        en "opsctl report {name} -o FOLDER makes it."
    NoSuchOutput { name, output }
        zh "报告 {name} 没有 {output} 。"
        en "the report {name} has no {output}."
    FieldsOpen { names }
        zh "没有填写的字段，请手工填写： {names}"
        en "not filled in, to be written by hand: {names}"
    UnknownField { name }
        zh "没有名为 {name} 的字段。"
        en "there is no field named {name}."
    FieldInvalid { name }
        zh "字段 {name} 的内容不对。"
        en "the value of the field {name} does not fit."
    RowInvalid { place }
        zh "数据有误： {place}"
        en "wrong data: {place}"
    UnknownReport { name }
        zh "没有名为 {name} 的报告。"
        en "there is no report named {name}."
    TemplateInvalid { place }
        zh "报告模板有误： {place}"
        en "the report template is wrong: {place}"
    UnknownRun { name }
        zh "历史中没有编号为 {name} 的运行。"
        en "there is no run {name} in the history."
    OnlyLocal {}
        zh "没有启用的主机目标，只检查本机。"
        en "no host is configured and enabled: only this machine is looked at."
    NoTarget {}
        zh "没有选中任何目标。"
        en "no target was selected."
    NoSet {}
        zh "没有选中任何备份集。"
        en "no backup set was selected."
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
    // restore tests
    RestoreNotConfigured { name }
        zh "备份集 {name} 没有写 restore，不知道怎样、往哪里恢复。"
        en "the set {name} has no restore: how and where it is restored is not known."
    RestoreRunner { place, what }
        zh "执行器有误： {place} ：{what}"
        en "the runner is wrong: {place} : {what}"
    RestorePassword { step }
        zh "步骤 {step} 的命令行里有密码，本机任何人都能看到，没有运行。"
        en "the command line of step {step} shows a password to everybody on this machine; nothing was run."
    RestoreNothing { name }
        zh "{name} 没有可以用来恢复的备份：没有一份是完整的。"
        en "{name} has nothing to restore from: no backup of it is whole."
    RestoreNotAllowed { target, list }
        zh "{target} 不在 restore.allow 里（{list}），没有动它。"
        en "{target} is not in restore.allow ({list}); it was not touched."
    RestoreProduction { target, name }
        zh "{target} 是生产目标 {name} ，不往里恢复。"
        en "{target} is the production target {name} : nothing is restored into it."
    RestoreIntoBackups { target, place }
        zh "{target} 和备份所在的 {place} 在一起，不往里恢复。"
        en "{target} lies with the backups in {place} : nothing is restored into it."
    RestoreNoMarker { target, command }
        zh "{target} 没有标记“可以恢复到这里”，没有动它： {command}"
        en "{target} is not marked as a place for restore tests; it was not touched: {command}"
    RestoreExists { what }
        zh "要新建的已经存在，没有动它： {what}"
        en "what would be made is there already, and was not touched: {what}"
    RestoreUnfit { what }
        zh "这份备份会动到恢复目标以外的东西，没有恢复： {what}"
        en "this backup would change more than what is made for it, and was not restored: {what}"
    RestoreNoAnswer { step, said }
        zh "步骤 {step} 没有得到回答，什么也没有动： {said}"
        en "step {step} had no answer; nothing was touched: {said}"
    RestoreToClean { scratch, target, step, began, commands }
        zh "{began} 的恢复测试停在步骤 {step} ，{target} 上还留着 {scratch} 。将清理：\n{commands}"
        en "the restore test of {began} was interrupted in step {step}, and {scratch} is still at {target} . To be cleaned up by:\n{commands}"
    RestoreBusy { path }
        zh "另一个恢复测试正在运行（{path}）。"
        en "another restore test is running ({path})."
    RestoreLeft { scratch, target, why }
        zh "{target} 上还留着中断的恢复测试 {scratch} ，清理没有成功：{why}"
        en "{scratch} of an interrupted restore test is still at {target}, and cleaning up failed: {why}"
    RestoreCleaned { scratch, target, step, began }
        zh "已清理 {began} 中断的恢复测试：{target} 上的 {scratch}（停在步骤 {step}）。"
        en "cleaned up after the restore test of {began}, which was interrupted in step {step}: {scratch} at {target}."
    RestoreNoneLeft {}
        zh "没有要清理的。"
        en "there is nothing to clean up."
    RestoreRemote { place }
        zh "备份在 {place} ，执行器只能读本机的文件。"
        en "the backup is at {place}, and runners read files of this machine only."
    HintRestoreRemote {}
        zh "挂载到本机，或在 copies 里写一个本机的副本，或在那台机器上运行 opsctl 。"
        en "mount it here, name a copy on this machine in copies, or run opsctl there."
    HintRestoreTag {}
        zh "确实是测试库的，在 targets.toml 里给它加标签 test 。"
        en "if it is a test database, give it the tag test in targets.toml."
    HintRestoreMarker {}
        zh "确认是测试用的以后，由管理员建标记；看 scripts/runners 里这个执行器的 marker 。"
        en "an administrator makes the marker once it is sure that this is for tests; see marker of the runner."
    HintRestoreConfig {}
        zh "写成 restore = {{ runner = \"tar\", allow = [\"/restore\"], with = {{ dir = \"/restore\" }}, limit = \"4h\" }} 。"
        en "write restore = {{ runner = \"tar\", allow = [\"/restore\"], with = {{ dir = \"/restore\" }}, limit = \"4h\" }} ."
    HintRestoreVerify { name }
        zh "运行 opsctl backup verify {name} 看每一份有什么问题；或用 --day 指定一份。"
        en "opsctl backup verify {name} tells what is wrong with each; or name one with --day."
    HintRestoreAgain {}
        zh "查明原因后运行 opsctl backup restore-test --clean-up 。"
        en "find out why, then run opsctl backup restore-test --clean-up ."
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
    ConfigNoTarget { place, name, kind }
        zh "{place} ：没有名为 {name} 的目标（kind = \"{kind}\"）。"
        en "{place} : there is no target named {name} (kind = \"{kind}\") ."
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
    // templates of Word documents: what is wrong with them or with their data; tag is as it is written there
    DocxNotZip {}
        zh "不是 Word 文档（docx）：文件开头不是 PK 。"
        en "this is no Word document (docx): it does not begin with PK ."
    DocxOldFormat {}
        zh "文件已加密，或是旧格式（.doc/.wps），请在 WPS 中去掉密码并另存为 .docx 。"
        en "the file is encrypted or in the old format (.doc/.wps): remove the password and save it as .docx ."
    DocxDamaged { what }
        zh "文件已损坏，读不完整： {what}"
        en "the file is damaged and cannot be read to its end: {what}"
    DocxTooLarge { what, limit }
        zh "{what} 超过上限 {limit} ，没有读取。"
        en "{what} is beyond the limit of {limit} and was not read."
    DocxNotWord { part }
        zh "文件里没有 {part} ，不是 Word 文档。"
        en "there is no {part} in the file: this is no Word document."
    DocxBadXml { part, why }
        zh "{part} 不是合法的 XML： {why}"
        en "{part} is not well-formed XML: {why}"
    DocxNeverClosed { tag }
        zh "标记 {tag} 没有写完（同一段内找不到结尾的括号）；要打印括号本身请写 {{{{ \"{{{{\" }}}} 。"
        en "the tag {tag} is never closed within its paragraph; to print the braces themselves write {{{{ \"{{{{\" }}}} ."
    DocxNeverOpened { tag }
        zh "{tag} 前面没有开始的括号；要打印括号本身请写 {{{{ \"{tag}\" }}}} 。"
        en "{tag} closes nothing; to print the braces themselves write {{{{ \"{tag}\" }}}} ."
    DocxUnknownTag { tag }
        zh "不认识的标记 {tag} ，可用的有 for、if、elif、else、endif、endfor、set 。"
        en "the tag {tag} is not known; there are for, if, elif, else, endif, endfor and set."
    DocxNotEnded { tag, end }
        zh "{tag} 缺少结尾的 {end} 。"
        en "{tag} has no {end} ."
    DocxWrongEnd { tag, open }
        zh "{tag} 与 {open} 不配对。"
        en "{tag} does not belong to {open} ."
    DocxNoStart { tag }
        zh "{tag} 前面没有与它配对的开始标记。"
        en "{tag} has no beginning."
    DocxMiddle { tag }
        zh "{tag} 夹在一行表格或一个不能拆开的部分中间；请让它独占一行或一段。"
        en "{tag} stands inside a table row or another part that cannot be split: give it a row or a paragraph of its own."
    DocxCrossed { tag }
        zh "{tag} 与同一行表格中的另一个块交叉；请让它们各占一行。"
        en "{tag} crosses another block in the same table row: give each a row of its own."
    DocxColumn { tag }
        zh "{tag} 按列重复，它的开始和结尾必须在同一行表格里。"
        en "{tag} repeats columns: its beginning and end must stand in one table row."
    DocxSyntax { tag, why }
        zh "{tag} 写法有误： {why}"
        en "{tag} is not written right: {why}"
    DocxStandAlone { tag }
        zh "{tag} ：图片和图表必须独占一个标记。"
        en "{tag} : a picture or chart must be all that its tag says."
    DocxUnknownField { field }
        zh "数据中没有 {field} ；允许缺少时请在它后面写 or \"\" 。"
        en "there is no {field} in the data; if it may be absent write or \"\" behind it."
    DocxNear { names }
        zh "相近的有： {names}"
        en "near: {names}"
    DocxNoValue { tag, why }
        zh "{tag} 算不出结果： {why}"
        en "{tag} has no value: {why}"
    DocxNoPicture { name }
        zh "没有名为 {name} 的图片。"
        en "there is no picture named {name} ."
    DocxBadPicture { name }
        zh "图片 {name} 既不是 PNG 也不是 JPEG，或已损坏。"
        en "the picture {name} is neither PNG nor JPEG, or is damaged."
    DocxBadChart { why }
        zh "图表数据有误： {why}"
        en "the data of the chart are wrong: {why}"
    DocxNoDrawing { tag }
        zh "{tag} 写在替代文字里，但这里没有可以替换的图片或图表。"
        en "{tag} stands in an alternative text, but there is no picture or chart here to fill."
    DocxBraces { place }
        zh "{place} ：留下了没有处理的标记。"
        en "{place} : a tag was left over."
    DocxPlace { part, paragraph, text }
        zh "{part} 第 {paragraph} 段「{text}」"
        en "{part}, paragraph {paragraph} \"{text}\""
    DocxAt { place, what }
        zh "{place}： {what}"
        en "{place}: {what}"
    // what was done to the data of a document, for its notes
    DocxCleaned { sequences, characters }
        zh "数据中的终端控制序列 {sequences} 处、控制字符 {characters} 个已去掉。"
        en "{sequences} terminal sequences and {characters} control characters were taken out of the data."
    DocxShrunk { name, cm }
        zh "图片 {name} 比版心宽，已缩到 {cm} 厘米。"
        en "the picture {name} is wider than the text and was made {cm} cm wide."
    DocxNoHeadings {}
        zh "文档有目录，但没有标题，目录未填写。"
        en "the document has a table of contents but no headings; it was not filled."
    // faults of a file that was written, found before it is given out
    LintZip { what }
        zh "压缩包 {what}"
        en "package: {what}"
    LintXml { part, why }
        zh "{part} 不是合法的 XML： {why}"
        en "{part} is not well-formed: {why}"
    LintNoTarget { part, target }
        zh "{part} 引用的 {target} 不存在。"
        en "{part} refers to {target} , which does not exist."
    LintNoType { part }
        zh "{part} 没有内容类型。"
        en "{part} has no content type."
    LintTwice { part, what }
        zh "{part} 中 {what} 重复。"
        en "{what} occurs twice in {part} ."
    LintCell { part, what }
        zh "{part} 中有 {what} 不以段落结尾。"
        en "a {what} in {part} does not end in a paragraph."
    LintGrid { part, what }
        zh "{part} 中表格列宽不一致： {what}"
        en "the columns of a table in {part} do not fit: {what}"
    LintFont { part, what }
        zh "{part} 的字体设置会影响中文： {what}"
        en "fonts in {part} are not right for Chinese: {what}"
    LintRisk { part, what }
        zh "{part} 用了 WPS 可能不支持的功能： {what}"
        en "{part} uses what WPS may not know: {what}"
    // what to do now
    DidYouMean { name }
        zh "是否要写 {name} ？"
        en "did you mean {name} ?"
    HintTargets {}
        zh "用 opsctl config show 查看已配置的目标。"
        en "see the configured targets with opsctl config show"
    HintPastDay {}
        zh "只能验证今天及以前应做的备份；以后的计划看 opsctl backup plan --day。"
        en "only backups that were due up to today can be verified; opsctl backup plan --day shows what is to come"
    HintAccept {}
        zh "这些备份集里没有叫这个名字的文件；名字照检查 backup.checksum 里的写（相对备份目录）。"
        en "no file of these sets is called that; write the name as the check backup.checksum shows it, relative to the folder of the set"
    HintManifest {}
        zh "这个目录还没有清单；在做备份的机器上用 opsctl backup manifest 目录 做一份。"
        en "there is no manifest in this folder; make one where the backup is made: opsctl backup manifest DIR"
    HintReplace {}
        zh "目录里已经有清单；确实要重做时加 --replace。"
        en "there is a manifest already; use --replace if it is to be made anew"
    HintSets {}
        zh "备份集写在 backups.toml 里；用 opsctl backup plan 查看，用 opsctl init 生成样例。"
        en "backup sets stand in backups.toml; see them with opsctl backup plan, and make a sample with opsctl init"
    HintChecks {}
        zh "用 opsctl check list 查看全部检查。"
        en "see all checks with opsctl check list"
    HintFinding {}
        zh "写法：运行编号:目标:检查[:主体]，如 last:db1:db.tablespace:USERS 。"
        en "write RUN:TARGET:CHECK[:SUBJECT], e.g. last:db1:db.tablespace:USERS"
    HintQuoteKeys {}
        zh "中文的项目名要加英文引号： \"故障原因\" = \"…\"；多行的表写 [[\"处理过程\"]] 。"
        en "a name that is not ASCII stands in quotes: \"故障原因\" = \"…\", and [[\"处理过程\"]] for a table of rows"
    HintPeriod {}
        zh "期间的写法：2026-11-25 2026-W48 2026-11 2026-Q4 2026-H2 2026 2026-11-01..2026-11-15 。"
        en "a period is written 2026-11-25 2026-W48 2026-11 2026-Q4 2026-H2 2026 2026-11-01..2026-11-15"
    HintMakeFirst { name, period }
        zh "先运行 opsctl report {name} --period {period} 。"
        en "run opsctl report {name} --period {period} first"
    HintTemplatesDir {}
        zh "在配置中写 report.templates-dir ，或用 --dir 指定。"
        en "set report.templates-dir in the configuration, or give --dir"
    HintReportList {}
        zh "用 opsctl report --list 查看所有报告。"
        en "opsctl report --list shows them all."
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
    // outlines of templates; place is file:line
    OutlineNoHead { place }
        zh "{place} ：大纲没有开头的设置。"
        en "{place} : the outline does not begin with its settings."
    OutlineHeadOpen { place }
        zh "{place} ：开头的设置没有结束。"
        en "{place} : the settings at the beginning do not end."
    HintOutlineHead {}
        zh "文件开头写一行 +++ ，下面写 title = \"标题\" 等设置，再写一行 +++ 。"
        en "begin the file with a line +++ , write settings such as title = \"…\" , and end them with another line +++"
    OutlineControl { place, code }
        zh "{place} ：这一行有看不见的控制字符 {code} ，文档里不能有。"
        en "{place} : the line has the control character {code} , which a document cannot hold."
    HintOutlineControl {}
        zh "删去它；常见于从终端或网页粘贴的文字。"
        en "delete it; it often comes with text copied from a terminal or a web page."
    OutlineEmpty { place }
        zh "{place} ：大纲只有设置，没有正文。"
        en "{place} : the outline has settings but no text."
    HintOutlineEmpty {}
        zh "在第二行 +++ 之后写正文，一行是一段。"
        en "write the text below the second line +++ , a line for each paragraph."
    OutlineCoverOpen { place }
        zh "{place} ：设置了封面（ cover = true ），但没有写封面到哪里结束。"
        en "{place} : there is to be a cover ( cover = true ), but nothing says where it ends."
    HintOutlineCoverOpen {}
        zh "在封面文字的后面单独写一行 --- 。"
        en "write a line --- below the text of the cover."
    OutlineTagOpen { place, tag }
        zh "{place} ：标签 {tag} 在这一行没有结束。"
        en "{place} : the tag {tag} does not end in this line."
    HintOutlineTagOpen {}
        zh "一个标签写在一行里，以 {{{{ 开头的用 }}}} 结束，以 {{% 开头的用 %}} 结束，引号要成对。"
        en "write a tag in one line, {{{{ ends with }}}} and {{% with %}} , and quotes come in pairs."
    OutlineBlockOpen { place, word }
        zh "{place} ：这里的 {{% {word} %}} 没有结束。"
        en "{place} : the {{% {word} %}} that begins here does not end."
    HintOutlineBlockOpen { end }
        zh "在该结束的地方写 {{% {end} %}} 。"
        en "write {{% {end} %}} where it is to end."
    OutlineBlockStray { place, tag }
        zh "{place} ： {tag} 没有对应的开头。"
        en "{place} : {tag} belongs to no block that is open."
    HintOutlineBlockStray {}
        zh "for 用 endfor 结束，if 用 endif 结束，里面的先结束；删去多余的，或补上开头。"
        en "for ends with endfor , if with endif , the inner one first; take it out, or add what it ends."
    OutlineAcross { place }
        zh "{place} ：循环或条件跨过了封面或横页的边界。"
        en "{place} : a loop or condition goes across the edge of the cover or of a turned page."
    HintOutlineAcross {}
        zh "让 for、if 和它的结束在同一边：在边界之前结束，或写到边界里面。"
        en "let for or if and its end stand on the same side of the edge."
    OutlineHeading { place }
        zh "{place} ：标题要有文字，最多四级。"
        en "{place} : a heading has a text, and at most four levels."
    HintOutlineHeading {}
        zh "写成 # 一、… 、 ## （一）… 、 ### 1. … 、 #### （1）… ；正文里的 # 写成 \\# 。"
        en "write # to #### , a space and the text; a # that is text is written \\#"
    OutlineBold { place }
        zh "{place} ：加粗的 ** 没有成对。"
        en "{place} : the signs ** of bold text do not come in a pair."
    HintOutlineBold {}
        zh "写成 **文字** ；星号本身写成 \\* 。"
        en "write **text** ; an asterisk that is text is written \\*"
    OutlineColour { place, name }
        zh "{place} ：没有 {name} 这种颜色。"
        en "{place} : there is no colour {name} ."
    HintOutlineWords { words }
        zh "可以写： {words}"
        en "it can be: {words}"
    OutlineFigure { place }
        zh "{place} ：图表或图片和文字写在了同一段里，会被行距截断。"
        en "{place} : a chart or picture stands in a line of text, whose height would cut it off."
    HintOutlineFigure {}
        zh "让 {{{{ chart(…) }}}} 或 {{{{ image(…) }}}} 单独占一行，图题另起一行写成 : 图 1　… 。"
        en "give {{{{ chart(…) }}}} or {{{{ image(…) }}}} a line of its own, and its caption another that begins with : and a space."
    OutlineBracket { place, name }
        zh "{place} ：没有 :::{name} 这种写法。"
        en "{place} : there is no :::{name} ."
    OutlineBracketOpen { place, name }
        zh "{place} ：这里的 :::{name} 没有结束。"
        en "{place} : the :::{name} that begins here does not end."
    HintOutlineBracketOpen {}
        zh "在该结束的地方单独写一行 ::: 。"
        en "write a line ::: where it is to end."
    OutlineBracketStray { place }
        zh "{place} ：这一行 ::: 没有对应的开头。"
        en "{place} : this line ::: ends nothing."
    HintOutlineBracketStray {}
        zh "删去这一行，或在前面补上 :::landscape 之类的开头。"
        en "delete it, or write the beginning, such as :::landscape , before it."
    OutlineBracketInside { place, name }
        zh "{place} ： :::{name} 要另起一页，不能写在别的 ::: 里面。"
        en "{place} : :::{name} begins a page and cannot stand inside of another ::: ."
    HintOutlineBracketInside {}
        zh "先用一行 ::: 结束外面的，再写它。"
        en "end the outer one with a line ::: before it."
    OutlineSetting { place, name }
        zh "{place} ：表格没有 {name} 这个设置。"
        en "{place} : there is no setting {name} for a table."
    OutlineSettingAlone { place }
        zh "{place} ：表格的设置后面没有表格。"
        en "{place} : no table follows the settings of a table."
    HintOutlineSettingAlone {}
        zh "把它写在表格第一行的紧上面；正文里的 {{ 写成 \\{{ 。"
        en "write it right above the first row of the table; a brace that is text is written \\{{"
    OutlineSettingInside { place }
        zh "{place} ：表格中间只能改行高。"
        en "{place} : only the height of rows can change inside of a table."
    HintOutlineSettingInside {}
        zh "其他设置写在表格第一行的上面；要开始另一张表，先空一行。"
        en "write other settings above the first row; leave an empty line before another table."
    OutlineRowEnd { place }
        zh "{place} ：表格的一行要以 | 开头、以 | 结束。"
        en "{place} : a row of a table begins and ends with | ."
    HintOutlineRowEnd {}
        zh "写成 | 甲 | 乙 | ；文字里的竖线写成 \\| 。"
        en "write | a | b | ; a bar that is text is written \\|"
    OutlineCells { place, found, want }
        zh "{place} ：这一行有 {found} 格，表格的第一行有 {want} 格。"
        en "{place} : the row has {found} cells, the first row of the table has {want} ."
    HintOutlineCells {}
        zh "空格子写成 | | （中间有空格）；一格占几列时，后面几列写成 || （中间没有空格）。"
        en "an empty cell is | | with a space; a cell over several columns is followed by || without one."
    OutlineWidths { place, found, want }
        zh "{place} ：列宽有 {found} 个数，表格有 {want} 列。"
        en "{place} : there are {found} widths for {want} columns."
    HintOutlineWidths {}
        zh "每列写一个数，是各列所占的份数，如 {{widths: 2 5 3}} 。"
        en "write one number a column, its share of the width, as in {{widths: 2 5 3}}"
    OutlineColumns { place, found, most }
        zh "{place} ：表格有 {found} 列，文档最多 {most} 列。"
        en "{place} : the table has {found} columns, a document has at most {most} ."
    HintOutlineColumns {}
        zh "拆成几张表，或改用电子表格。"
        en "make several tables of it, or a spreadsheet."
    OutlineNoRule { place }
        zh "{place} ：表格没有分隔表头的一行。"
        en "{place} : the table has no line below its head."
    HintOutlineNoRule {}
        zh "在表头下面写一行 |---|---| ；没有表头的表单，在表格上面写 {{grid}} 。"
        en "write |---|---| below the head; for a form, which has none, write {{grid}} above it."
    OutlineRule { place }
        zh "{place} ：这里不能有 |---| 一行。"
        en "{place} : there can be no line |---| here."
    HintOutlineRule {}
        zh "它写在表头的下面，表单（ {{grid}} ）里不写。"
        en "it stands below the head of a table, and not in a form ( {{grid}} )."
    OutlineSpanStart { place }
        zh "{place} ：一行的第一格不能是 || ，它的前面没有格子可以加宽。"
        en "{place} : a row cannot begin with || : there is no cell before it to widen."
    HintOutlineSpanStart {}
        zh "空格子写成 | | ，中间有空格。"
        en "an empty cell is | | with a space."
    OutlineSpanUp { place }
        zh "{place} ： ^^ 的上面没有一样宽的格子可以合并。"
        en "{place} : there is no cell of the same width above ^^ ."
    HintOutlineSpanUp {}
        zh "让它和上面的格子从同一列开始、占一样多的列（后面的 || 也要一样多）。"
        en "let it begin in the same column and take as many columns ( || ) as the cell above."
    OutlineTableLoop { place }
        zh "{place} ：循环或条件一半在表格里，一半在表格外。"
        en "{place} : a loop or condition is half inside of a table."
    HintOutlineTableLoop {}
        zh "整个写在表格里，或整个写在表格外；在表格外时，和表格之间空一行。"
        en "write all of it inside or all of it outside; outside, leave an empty line between it and the table."
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
    DidMedium { label }
        zh "登记或修改介质 {label}"
        en "registered or changed the medium {label}"
    DidStocktake { count, others }
        zh "盘点介质 {count} 件，其中 {others} 件不在位或没有核对"
        en "took stock of {count} media, {others} of them not in their place or not looked at"
    DidRestoreTest { set, slot, target, verdict }
        zh "恢复测试：备份集 {set} 的 {slot} ，恢复到 {target} ，结论 {verdict}"
        en "restore test of {set}, {slot}, into {target} : {verdict}"
    DidOther { action }
        zh "opsctl 执行了 {action}"
        en "opsctl did {action}"
    // tickets that others wrote
    IntakeMapNotUtf8 { place }
        zh "映射文件 {place} 不是 UTF-8 编码；请另存为 UTF-8 。"
        en "the mapping {place} is not UTF-8: save it as UTF-8."
    IntakeMapSyntax { place }
        zh "映射文件 {place} 写得不对。"
        en "the mapping {place} is not written as it should be."
    IntakeMapField { place, name }
        zh "{place} ：问题单没有 {name} 这个字段。"
        en "{place} : tickets have no field {name} ."
    IntakeMapValue { place, value, known }
        zh "{place} ：没有 {value} 这个值，可以是：{known}"
        en "{place} : there is no value {value} ; there are: {known}"
    IntakeMapNoColumn { place, key }
        zh "{place} ：{key} 没有说明取自哪一列（column、path 或 join）。"
        en "{place} : {key} does not say which column it is taken from (column, path or join)."
    IntakeMapParts { place, key }
        zh "{place} ：{key} 的 join、with、split、part 配得不对：join 可带 with；split 与 part（从 1 起）成对，配 column。"
        en "{place} : join, with, split and part of {key} do not go together: join may have with; split and part (from 1) are a pair and need column."
    IntakeMapTime { place, format }
        zh "{place} ：时间格式“{format}”不能用。"
        en "{place} : the format of times {format} cannot be used."
    IntakeMapIsAdapter { place }
        zh "{place} ：有 [package] 或 [write] 的是数据包的适配文件，不能用于表格。"
        en "{place} : with [package] or [write] it is an adapter of packages, not a mapping of tables."
    IntakeMapNoPackage { place }
        zh "适配文件 {place} 没有 [package]，不知道包里是什么。"
        en "the adapter {place} has no [package]: what is in a package is not known."
    IntakeMapNoNumber { place }
        zh "{place} ：没有 [number]，不知道哪一列是单号；确实没有单号时写 generate = true 。"
        en "{place} : there is no [number], so the column of the number is not known; say generate = true where there is none."
    IntakeMapPath { place, path }
        zh "{place} ：{path} 不是路径；写成 Base/Title 、@id 、Base/@code 或 . 。"
        en "{place} : {path} is no path; it is written Base/Title, @id, Base/@code or a full stop."
    IntakeMapSamePlace { place, path }
        zh "{place} ：会有两个值写到 {path} 里。"
        en "{place} : two values would be written into {path} ."
    IntakeMapRowPath { place }
        zh "{place} ：格式为 xml 时要有 row（一张单的元素，附件也要有），其他格式不能有。"
        en "{place} : the format xml needs row (the element of a ticket, and of an attachment); others have none."
    IntakeMapWorkbook { place }
        zh "{place} ：xlsx 只能读；要写请用 xml 或 csv 。"
        en "{place} : xlsx can only be read; write xml or csv."
    IntakeMapOneTicket { place }
        zh "{place} ：一个文件只放得下一张单，file 里要有 {{number}} 。"
        en "{place} : a file has room for one ticket only, so file needs {{number}} ."
    IntakeNoSheet { path, names }
        zh "文件 {path} 里没有映射文件所说的工作表，有：{names}"
        en "{path} does not have the worksheet that the mapping names; it has: {names}"
    IntakeEmpty { path }
        zh "文件 {path} 是空的。"
        en "{path} is empty."
    IntakeNoHeadings { path, count }
        zh "文件 {path} 的前 {count} 行里没有找到表头；列名与映射文件不同时，用 --map 指定自己的映射（--map-sample 可得到样例）。"
        en "no row of headings was found in the first {count} rows of {path} ; where its columns have other names, give a mapping with --map (--map-sample prints one)."
    IntakeNoColumn { path, names }
        zh "文件 {path} 缺少这一列：{names}"
        en "{path} lacks the column {names} ."
    IntakeUnnamed { column }
        zh "第 {column} 列没有列名，没有使用。"
        en "column {column} has no heading and was not used."
    IntakeRowMissing { row, column }
        zh "第 {row} 行：“{column}”没有填写。"
        en "row {row} : {column} is empty."
    IntakeRowTime { row, column, value }
        zh "第 {row} 行“{column}”：看不懂时间“{value}”，可写成 2026-11-02 08:30 ，或在映射文件的 [time] 里说明格式。"
        en "row {row}, {column} : {value} is no time; write 2026-11-02 08:30 , or say the format in [time] of the mapping."
    IntakeRowLevel { row, column, value }
        zh "第 {row} 行“{column}”：“{value}”不是 1 至 5 级；各平台的说法写在映射文件的 values 里。"
        en "row {row}, {column} : {value} is no level from 1 to 5; a platform's own words belong into values of the mapping."
    IntakeRowChoice { row, column, value, known }
        zh "第 {row} 行“{column}”：没有“{value}”，可以是：{known}；各平台的说法写在映射文件的 values 里。"
        en "row {row}, {column} : there is no {value} ; there are: {known}. A platform's own words belong into values of the mapping."
    IntakeRowStatus { row, column, value }
        zh "第 {row} 行“{column}”：不认识状态“{value}”；写在映射文件的 [status] values 里。"
        en "row {row}, {column} : the state {value} is not known; put it into [status] values of the mapping."
    IntakeRowControl { row, column, value }
        zh "第 {row} 行“{column}”：有控制字符，或者单号里有换行：“{value}”。"
        en "row {row}, {column} : control characters, or a line break in a number: {value} ."
    IntakeRowLong { row, column, most }
        zh "第 {row} 行“{column}”：超过 {most} 个字。"
        en "row {row}, {column} : more than {most} characters."
    IntakeRowDigits { row, column, value }
        zh "第 {row} 行“{column}”：“{value}”是被表格软件当成数字的编号，已经丢了位数；请把这一列设为文本，重新导出。"
        en "row {row}, {column} : a spreadsheet took {value} for a number and lost digits; make the column text and export it again."
    IntakeRowFormula { row, column, value }
        zh "第 {row} 行“{column}”：公式出错（{value}）。"
        en "row {row}, {column} : a formula that failed ({value})."
    IntakeRowTwice { row, column }
        zh "第 {row} 行：{column} 出现了两次，不知道以哪一个为准。"
        en "row {row} : {column} is there twice, and which one holds is not known."
    IntakeRowNested { row, column }
        zh "第 {row} 行：{column} 里应为文字，却还有下级元素。"
        en "row {row} : {column} should hold a text, but holds elements."
    IntakeRowNoFile { row, value }
        zh "第 {row} 行：包里没有附件“{value}”。"
        en "row {row} : the attachment {value} is not in the package."
    IntakeRowDiffers { row, value, other }
        zh "第 {row} 行：单号 {value} 在第 {other} 行也有，内容不同，都没有导入。"
        en "row {row} : the number {value} is in row {other}, too, with other contents; neither was imported."
    IntakeRowMany { row, value, tickets }
        zh "第 {row} 行：单号 {value} 在这里对应几张单（{tickets}），没有改动。"
        en "row {row} : several tickets here came from the number {value} ({tickets}); nothing was changed."
    IntakeConflict { no, name, ours, theirs, base }
        zh "{no} 的“{name}”两边都改过：这里是“{ours}”，对方是“{theirs}”，上次导入是“{base}”；保留这里的，请核对后决定。"
        en "{name} of {no} was changed on both sides: here {ours} , there {theirs} , at the last import {base} ; ours is kept, decide which holds."
    IntakeNoEntry { path, entry }
        zh "数据包 {path} 里没有名为 {entry} 的文件，可能是另一种格式的包。"
        en "the package {path} has no files {entry} ; it may be of another layout."
    IntakeXmlLarge { place, most }
        zh "{place} ：文件超过 {most} 字节，没有读。"
        en "{place} : more than {most} bytes, not read."
    IntakeXmlDeep { place, most }
        zh "{place} ：元素套了超过 {most} 层，没有读。"
        en "{place} : elements are nested more than {most} deep, not read."
    IntakeXmlEncoding { place, name }
        zh "{place} ：不认识编码 {name} 。"
        en "{place} : the encoding {name} is not known."
    IntakeXmlBytes { place, name }
        zh "{place} ：内容不是它所说的 {name} 编码。"
        en "{place} : it is not encoded as {name}, as it should be."
    IntakeXmlDoctype { place }
        zh "{place} ：含有 DOCTYPE ，可能有害，没有读。"
        en "{place} : it has a DOCTYPE, which may do harm, and was not read."
    IntakeXmlEntity { place, name }
        zh "{place} ：不认识实体 &{name}; 。"
        en "{place} : the entity &{name}; is not known."
    IntakeXmlCharacter { place, code }
        zh "{place} ：有 XML 不允许的字符 {code} 。"
        en "{place} : it has the character {code}, which XML does not allow."
    IntakeXmlCut { place }
        zh "{place} ：文件不完整，到这里就断了。"
        en "{place} : the file ends too early."
    IntakeXmlSyntax { place }
        zh "{place} ：不是正确的 XML 。"
        en "{place} : this is no XML."
    IntakeXmlNoRoot { place, row }
        zh "{place} ：没有适配文件所说的 {row} ，可能是另一种文件。"
        en "{place} : it does not have {row}, which the adapter names; it may be another kind of file."
    IntakeWriteMissing { no, column }
        zh "{no} ：对方要求有 {column} ，这里没有填写。"
        en "{no} : the other side needs {column}, which is empty here."
    IntakeWriteNoWord { no, column, value }
        zh "{no} ：{column} 的值 {value} 在对方没有对应的词；写在适配文件的 values 里。"
        en "{no} : there is no word of theirs for {value} in {column} ; put it into values of the adapter."
    IntakeWriteCharacter { no, column, code }
        zh "{no} ：{column} 里的字符 {code} 写不进这种格式或编码。"
        en "{no} : the character {code} in {column} cannot be written in this format or encoding."
    IntakeWriteSameEntry { no, entry }
        zh "{no} ：与另一张单写到同一个文件 {entry} 里。"
        en "{no} : another ticket would be written into the same file {entry} ."
    IntakeWriteTime { no, column, value }
        zh "{no} ：{column} 的“{value}”不是时间。"
        en "{no} : {value} in {column} is no time."
    // the calendar
    CalendarCut { place }
        zh "{place} ：文件不完整，JSON 没有结束。请重新取得这个文件。"
        en "{place} : the file is cut off, its JSON does not end. Fetch it again."
    CalendarJson { place }
        zh "{place} ：不是日历文件的写法。"
        en "{place} : this is not how a calendar file is written."
    CalendarYear { place }
        zh "{place} ：年份要在 1949 到 2200 之间。"
        en "{place} : a year is between 1949 and 2200."
    CalendarDate { place }
        zh "{place} ：没有这一天，或者写法不是 2026-02-14 这样。"
        en "{place} : there is no such day, or it is not written like 2026-02-14."
    CalendarOtherYear { place, year, before }
        zh "{place} ：{year} 年的文件只能写 {before} 和 {year} 年的日子。"
        en "{place} : a file of {year} speaks of days in {before} and {year} only."
    CalendarContradiction { place, first }
        zh "{place} ：同一天在 {first} 里是另一个结论（放假还是上班）。"
        en "{place} : {first} says the opposite of the same day."
    CalendarWord { place, known }
        zh "{place} ：只能是其中之一：{known}"
        en "{place} : must be one of {known}"
    CalendarNoRegion { place }
        zh "{place} ：layer 是 region 的文件要写明 region（哪个地区）。"
        en "{place} : a file of the layer region names its region."
    CalendarNationalRegion { place }
        zh "{place} ：国家的安排没有地区；地区的文件请写 \"layer\": \"region\" 。"
        en "{place} : the nation's list has no region; a region's file says \"layer\": \"region\"."
    CalendarText { place }
        zh "{place} ：是空的、太长，或者有控制字符。"
        en "{place} : it is empty, too long, or has control characters."
    CalendarInterval { place }
        zh "{place} ：时段要写成 09:00-12:00 ，先早后晚，不跨过半夜。"
        en "{place} : hours are written 09:00-12:00, the earlier first, within one day."
    CalendarNoInterval { place }
        zh "{place} ：没有写时段。"
        en "{place} : there are no hours in it."
    CalendarOrder { place }
        zh "{place} ：时段要从早到晚写，而且不能重叠。"
        en "{place} : hours are written from early to late and do not overlap."
    CalendarHalfSeason { place }
        zh "{place} ：from 和 to 要么都写，要么都不写。"
        en "{place} : from and to are written both or not at all."
    CalendarMonthDay { place }
        zh "{place} ：from 和 to 要写成 05-01 这样的月和日。"
        en "{place} : from and to are a month and a day, like 05-01."
    CalendarSecondUsual { place }
        zh "{place} ：不写 from、to 的工作时间只能有一组。"
        en "{place} : only one set of hours may be without from and to."
    CalendarTwoSeasons { place, day }
        zh "{place} ：{day} 这一天同时在两组工作时间里。"
        en "{place} : {day} is in two sets of hours."
    CalendarNoSeason { place, day }
        zh "{place} ：{day} 这一天没有工作时间；再写一组不带 from、to 的。"
        en "{place} : {day} has no hours; add a set without from and to."
    CalendarClashDay { date, layer, one, other }
        zh "日历文件 {one} 和 {other} （同为 {layer} ）对 {date} 的说法不同，不知道该信哪个。请改正或移走其中一个。"
        en "the calendar files {one} and {other} (both {layer}) disagree about {date} : correct one or take it away."
    CalendarClashHours { year, layer, one, other }
        zh "日历文件 {one} 和 {other} （同为 {layer} ）对 {year} 年起的工作时间说法不同，不知道该信哪个。请改正或移走其中一个。"
        en "the calendar files {one} and {other} (both {layer}) disagree about the hours from {year} on: correct one or take it away."
    CalendarOtherRegion { file, region, place }
        zh "日历文件 {file} 是 {region} 的，不在 {place} 的 regions 里，没有使用。"
        en "the calendar file {file} is of {region}, which {place} does not have in regions; it is not used."
    CalendarOtherFolder { used, other }
        zh "日历文件取自 {used} ；{other} 里的没有使用。"
        en "calendar files are taken from {used} ; those in {other} are not used."
    CalendarNoFolder { folder, place }
        zh "{place} 写的日历目录 {folder} 不存在：只用内置的国家安排。"
        en "the calendar folder {folder} of {place} is not there: only the built-in national lists are used."
    CalendarUnknown { years }
        zh "没有 {years} 年的放假安排，这些日子（标 ? ）只按星期推算，不能当作没有假日。"
        en "there is no list of days off for {years}: days marked ? go by the weekday alone and may be holidays."
    CalendarProvisional {}
        zh "标 ~ 的日子是预计的，还没有公布。"
        en "days marked ~ are expected, not yet published."
    CalendarUsualHours {}
        zh "没有配置工作时间，按 09:00-12:00、13:30-18:00 计算；请写一个 layer 为 org 的文件并导入。"
        en "no working hours are configured: 09:00-12:00 and 13:30-18:00 are taken. Import a file of the layer org."
    CalendarDigest { digest, files, folder }
        zh "日历 {digest} ，{files} 个文件；目录 {folder}"
        en "calendar {digest} of {files} files; folder {folder}"
    CalendarTotal { working, hours, off }
        zh "上班 {working} 天（{hours} 小时），休息 {off} 天。"
        en "{working} working days ({hours} h), {off} days off."
    CalendarLacksNation { year }
        zh "缺 {year} 年的国家放假安排。国务院办公厅一般在 10 月底到 12 月中旬公布；取得 {year}.json 后用 opsctl calendar import 导入。"
        en "the national list of {year} is missing. It is published between late October and mid December; fetch {year}.json and import it: opsctl calendar import"
    CalendarLacksRegion { year, region }
        zh "缺 {year} 年 {region} 的放假安排。通知公布后写成文件导入；公布前可以先导入 status 为 provisional 的。"
        en "the list of {region} for {year} is missing. Import it when it is published, and until then one with the status provisional."
    CalendarExpectedOnly { year, list }
        zh "{year} 年 {list} 的安排是预计的，公布后请导入正式的。"
        en "the list of {list} for {year} is only expected: import the official one when it is published."
    CalendarNotYet { year }
        zh "{year} 年的国家放假安排还没有；每年 11 月 1 日起才要求有下一年的。"
        en "the national list of {year} is not there; that of the next year is asked for from 1 November on."
    CalendarComplete { years }
        zh "{years} 年的日历齐全。"
        en "the calendar of {years} is complete."
    CalendarNothing { file, year }
        zh "{file} 里 {year} 年一天也没有：这一年还是未知，没有导入。"
        en "{file} has no day of {year} : that year stays unknown, and the file is not stored."
    CalendarSame { file }
        zh "{file} 已经在用，没有改动。"
        en "{file} is in force already; nothing changes."
    CalendarTaken { file, kept, what }
        zh "{file} 要存为 {kept} ，但那里已有的是 {what} 。请换一个文件名。"
        en "{file} would be stored as {kept}, where there is {what}. Give it another name."
    CalendarOfficialStays { file, kept }
        zh "{file} 是预计的，{kept} 是已经公布的：不能用预计的替换它。"
        en "{file} is only expected, and {kept} was published: it is not replaced."
    CalendarTwice { file, other, kept }
        zh "{file} 和 {other} 都要存为 {kept} 。请一次只导入一个，或换一个文件名。"
        en "{file} and {other} would both be stored as {kept} : import one of them, or give it another name."
    CalendarAdds { file, kept, what }
        zh "{file} → {kept} （新增）：{what}"
        en "{file} → {kept} (new): {what}"
    CalendarReplaces { file, kept, what }
        zh "{file} → {kept} （替换，旧的留作 .bak）：{what}"
        en "{file} → {kept} (replaces; the old one stays as .bak): {what}"
    CalendarNoChange {}
        zh "没有哪一天的上班、休息或工作时间因此改变。"
        en "no day's work, rest or hours change."
    CalendarRenamed { count }
        zh "另有 {count} 天只是名称、来源或确定程度改变。"
        en "{count} more days change only in name, source or in how well they are known."
    CalendarAgainstBuiltIn {}
        zh "现有的日历文件有错，以下与内置的日历比较。"
        en "the calendar files that are there have faults; what follows is compared with the built-in calendar."
    CalendarDry {}
        zh "只是预演，什么也没有写。"
        en "only a rehearsal: nothing was written."
    CalendarAsk { count, folder }
        zh "把 {count} 个日历文件存入 {folder}"
        en "store {count} calendar files in {folder}"
    CalendarMoved { path }
        zh "{path} 在比较之后被人改动过，没有写。请再运行一次，看清改动。"
        en "{path} was changed by somebody since it was compared; it was not written. Run this again and look at the changes."
    CalendarStored { count, folder, digest }
        zh "已把 {count} 个文件存入 {folder} ；日历现在是 {digest} 。"
        en "stored {count} files in {folder} ; the calendar is now {digest}."
    CalendarNotRecorded { folder }
        zh "文件已存入 {folder} ，但没有记入审计日志。"
        en "the files are in {folder}, but the audit log has no entry of it."
    CalendarNoDue { start }
        zh "从 {start} 算起的时间超出了日历（9999 年）。"
        en "counted from {start}, the time is beyond the calendar (year 9999)."
    CalendarUnsure {}
        zh "经过的日子里有放假安排未知的，到期时间可能变。"
        en "some of the days passed have no list of days off: the due time may change."
    CalendarUnsettled {}
        zh "经过的日子里有尚未公布、只是预计的，到期时间可能变。"
        en "some of the days passed are only expected: the due time may change."
    CalendarWorkingDays {}
        zh "N 个工作日：N 个工作日之后的同一时刻；早于上班算上班时，午休算午休结束，晚于下班算下班时；起点在休息日，从下一个工作日上班算起。"
        en "N working days: the same time N working days later; before opening it is the opening, in a break its end, after closing the closing; a start on a day off counts from the next opening."
    CalendarWorkingHours {}
        zh "N 个工作小时：只数工作日里工作时段内的时间。"
        en "N working hours: only the time inside the hours of working days counts."
    CalendarWallHours {}
        zh "N 小时：7×24，每一分钟都算。"
        en "N hours: 7×24, every minute counts."
    DidCalendar { count, digest }
        zh "导入日历文件 {count} 个，日历变为 {digest}"
        en "imported {count} calendar files; the calendar is {digest}"
    // forms and statistics of tickets
    ReportWantsTickets { name }
        zh "{name} 统计问题单，不能只凭巡检历史生成。"
        en "{name} counts tickets: the history of inspections alone does not make it."
    HintTicketStats {}
        zh "用 opsctl ticket stats 生成，期间和文件在那里指定。"
        en "make it with opsctl ticket stats, which takes the period and the file"
    // tickets
    TicketUnknown { no }
        zh "没有编号为 {no} 的问题单。"
        en "there is no ticket {no} ."
    HintTicketList {}
        zh "用 opsctl ticket list 或 opsctl ticket search 查找。"
        en "find it with opsctl ticket list or opsctl ticket search"
    TicketMade { no }
        zh "已登记问题单 {no} 。"
        en "ticket {no} was made."
    TicketReopened { no, old }
        zh "已登记问题单 {no} ，接续 {old} 。"
        en "ticket {no} was made; it goes on with {old} ."
    TicketNotClosed { no }
        zh "{no} 没有关闭，不需要重新打开；验证不通过用 opsctl ticket reject 。"
        en "{no} is not closed, so there is nothing to reopen; what does not work is told by opsctl ticket reject ."
    TicketNoTitle {}
        zh "没有标题：写标题，或用 --from-finding 由发现生成。"
        en "there is no title: give one, or a finding by --from-finding ."
    TicketOnlyOps {}
        zh "问题单在运维平台登记，问题平台通过交换包收到。"
        en "tickets are written down on the operations platform; the problem platform gets them in packages."
    TicketChanged { no, status }
        zh "{no} 已记录（{status}）。"
        en "{no} was noted ({status})."
    TicketMoved { no, from, to }
        zh "{no} ：{from} → {to}"
        en "{no} : {from} → {to}"
    TicketNobodyNamed {}
        zh "配置 [ticket.people] 没有写谁是什么角色，因此没有限制谁能做哪一步。"
        en "the configuration does not say who is who ([ticket.people]), so nobody was kept from anything."
    TicketNoMove { no, status, step, possible }
        zh "{no} 现在是“{status}”，不能“{step}”；可以：{possible}。"
        en "{no} is {status} and has no {step}; possible: {possible}."
    TicketOtherSide { no, step, side }
        zh "{no} ：“{step}”在{side}做，本库不是。"
        en "{no} : {step} is done on the {side}, which this is not."
    TicketRole { no, step, may, has }
        zh "{no} ：“{step}”由{may}做，操作人是：{has}。"
        en "{no} : {step} is for {may}; the operator is: {has}."
    HintTicketPeople {}
        zh "角色写在配置的 [ticket.people] ；用 --operator 指明操作人。"
        en "roles are in [ticket.people] of the configuration; --operator says who is at work"
    TicketMissing { no, step, fields }
        zh "{no} ：“{step}”之前要写明：{fields}。"
        en "{no} : before {step} there has to be: {fields}."
    HintTicketSet { field }
        zh "用 --set {field}=… 填写。"
        en "write it with --set {field}=…"
    TicketReason { no, step }
        zh "{no} ：“{step}”要写原因。"
        en "{no} : {step} needs a reason."
    TicketUnverified { no }
        zh "{no} 还没有验证通过，不能关闭。"
        en "{no} is not verified, so it is not closed."
    HintTicketVerify { no }
        zh "问题提交人确认后：opsctl ticket verify {no}"
        en "once the submitter says that it works: opsctl ticket verify {no}"
    TicketOver { no, status }
        zh "{no} 是“{status}”，内容不能再改；可以记录（note）和挂附件。"
        en "{no} is {status}: nothing in it is changed any more, but notes and files can be added."
    TicketConflicts { no, fields }
        zh "{no} 有双方都改过、还没有定夺的字段：{fields}。"
        en "{no} has fields that both platforms wrote and nobody decided: {fields}."
    HintTicketDecide {}
        zh "opsctl ticket edit NO --ours FIELD 或 --theirs FIELD"
        en "opsctl ticket edit NO --ours FIELD, or --theirs FIELD"
    TicketNoConflict { no, field }
        zh "{no} 的{field}没有双方都改过。"
        en "{field} of {no} was not written by both."
    TicketValue { no, field, value }
        zh "{no} ：{field}不能是“{value}”。"
        en "{no} : {field} cannot be {value} ."
    TicketField { name, list }
        zh "没有字段 {name} 。可以是：{list}"
        en "there is no field {name} . There are: {list}"
    TicketFieldValue { field, value, want }
        zh "{field}不能是“{value}”，可以是：{want}"
        en "{field} cannot be {value} , it can be: {want}"
    TicketNothing { no }
        zh "{no} 没有变化：内容与原来相同。"
        en "{no} would not change: it is so already."
    TicketPaused { no }
        zh "{no} 的计时已经暂停。"
        en "the clocks of {no} stand still already."
    TicketNotPaused { no }
        zh "{no} 的计时没有暂停。"
        en "the clocks of {no} are not stopped."
    TicketHistoryBroken { no, event, what }
        zh "{no} 的过程记录不完整或被改过（{event}，{what}）。"
        en "the history of {no} was cut or changed ({event}, {what})."
    TicketNotAFile { path }
        zh "{path} 不是文件。"
        en "{path} is not a file."
    TicketNone {}
        zh "没有符合条件的问题单。"
        en "there are no such tickets."
    TicketMore { shown, total }
        zh "只列出 {shown} 张，共 {total} 张；用 --limit 或 -o 文件取全部。"
        en "{shown} of {total} are shown; use --limit, or -o FILE for all of them."
    TicketNoWords {}
        zh "没有可以查找的词。"
        en "there is nothing to search for."
    TicketClause { place, key, why }
        zh "{place} ：{key} 有误（{why}）。"
        en "{place} : {key} is wrong ({why})."
    // packages of tickets
    PackageMade { path, kind, tickets, id }
        zh "已导出 {path} ：{kind}，{tickets} 张单，编号 {id} 。"
        en "{path} : {kind}, {tickets} tickets, id {id} ."
    PackageAgain { path, kind, tickets, id }
        zh "已再次导出 {path} ：{kind}，{tickets} 张单，编号 {id} ，与上次是同一个包。"
        en "{path} : {kind}, {tickets} tickets, id {id} , the same package as before."
    PackageNothing { kind }
        zh "没有需要导出的单（{kind}）；已经发出过的，写明单号可以再次导出。"
        en "there is nothing to export ({kind}); what went out before can be exported again by its number."
    PackageMasked { count }
        zh "已脱敏 {count} 处记录。"
        en "{count} entries were masked."
    PackageFilesLeft { count }
        zh "{count} 个附件没有导出：脱敏的包默认不带附件；确认内容可以外发后加 --with-files 。"
        en "{count} files stayed here: masked packages leave them out; --with-files takes them along once you know what is in them."
    PackageReceiptNext {}
        zh "对方导入后会有回执文件，用 opsctl ticket receipt 登记；登记之前状态不变。"
        en "the other platform gives a receipt when it imports; note it with opsctl ticket receipt. No state changes before."
    PackageEncrypted {}
        zh "包已用 AES-256 加密：7-Zip、bsdtar、opsctl 能打开，unzip、Java、Windows 资源管理器不能；文件名没有加密。"
        en "the package is encrypted by AES-256: 7-Zip, bsdtar and opsctl open it, unzip, Java and Windows Explorer do not; names are visible."
    PackageNoPassword {}
        zh "没有口令：用 --password-file 指定，或在终端输入。"
        en "there is no password: give --password-file, or type it at a terminal."
    PackageStand { kind, numbers, states }
        zh "这些单不能以“{kind}”导出：{numbers} 。可以导出的状态：{states}（关闭的单须下发过）。"
        en "these cannot go out as {kind} : {numbers} . Tickets can that are: {states} (closed ones only if they had been dispatched)."
    PackageLost { files }
        zh "附件的内容不在本库：{files}"
        en "the bytes of these files are not here: {files}"
    HintPackageLost {}
        zh "可能是对方脱敏的包没有带附件，或 attachments 目录不完整；用 opsctl ticket attach 重新挂上同一个文件。"
        en "a masked package came without them, or the folder attachments is not whole; attach the same file again with opsctl ticket attach"
    PackageNotWritten { path }
        zh "没有写成 {path} ，原有的同名文件不变。"
        en "{path} was not written; a file of that name is as it was."
    PackageRefused { path }
        zh "没有导入 {path} ，本库没有变化："
        en "{path} was not imported, nothing here has changed:"
    PackageNoManifest {}
        zh "包里没有 manifest.json ，不是 opsctl 的交换包。"
        en "there is no manifest.json in it: it is no package of opsctl."
    HintPackageAdapter {}
        zh "其他平台的包用 opsctl ticket import --adapter 导入。"
        en "packages of other platforms are imported by opsctl ticket import --adapter"
    PackageShape {}
        zh "清单或回执的格式不对。"
        en "the manifest or receipt does not have the right form."
    PackageFormat { format }
        zh "清单或回执是别的格式：{format}"
        en "the manifest or receipt is of another format: {format}"
    PackageVersion { version }
        zh "由更新版本的 opsctl 生成（格式 {version} ）。"
        en "it was made by a newer opsctl (format {version} )."
    PackageInside { what }
        zh "清单自相矛盾：{what}"
        en "the manifest contradicts itself: {what}"
    PackageMissing { name }
        zh "清单里有、包里没有：{name}"
        en "it is in the manifest and not in the package: {name}"
    PackageExtra { name }
        zh "包里有、清单里没有：{name}"
        en "it is in the package and not in the manifest: {name}"
    PackageDiffers { name }
        zh "{name} 与清单的校验值不符：被改过或损坏。"
        en "{name} is not what the manifest says: it was changed or damaged."
    PackageHistory { name, line }
        zh "{name} 第 {line} 行不是过程记录。"
        en "{name}, line {line}, is no event."
    PackageJunkBefore { bytes }
        zh "包的前面有 {bytes} 个多余的字节（如自解压程序），没有使用。"
        en "there are {bytes} bytes before the package, which were not used."
    PackageJunkBetween { bytes }
        zh "包的中间有 {bytes} 个不属于任何文件的字节，没有使用。"
        en "there are {bytes} bytes inside that belong to no file, which were not used."
    PackageJunkAfter { bytes }
        zh "包的后面有 {bytes} 个多余的字节，没有使用。"
        en "there are {bytes} bytes behind the package, which were not used."
    PackageSide { path, from }
        zh "{path} 是{from}发出的包，不是给本库的。"
        en "{path} is from the {from}, and not for this one."
    PackageTwin { path, name }
        zh "{path} 与导入过的 {name} 编号相同、内容不同：其中一个被改过。没有导入。"
        en "{path} has the id of {name}, which was imported, and is not the same: one of them was changed. Nothing was imported."
    PackageListed { no }
        zh "{no} ：清单与过程记录不一致。"
        en "{no} : manifest and history do not agree."
    PackageTheirStand { no, status }
        zh "{no} 在对方是“{status}”，这类包不该有它。"
        en "{no} is {status} over there, which this kind of package cannot hold."
    PackageFork { no, side, rev }
        zh "{no} ：{side}的第 {rev} 条记录与本库的不同——有一方的记录被改过，或两个库用了同一个身份。"
        en "{no} : entry {rev} of the {side} is another one here: a history was changed, or two stores work under one name."
    PackageAhead { no, here, there }
        zh "{no} ：对方有本库自己的 {there} 条记录，本库只有 {here} 条：本库可能是从旧备份恢复的。"
        en "{no} : they have {there} entries of ours, of which {here} are here: this history may have been restored from an older backup."
    HintRecover {}
        zh "确认后用 --recover 从包里取回本库的记录。"
        en "if that is so, --recover takes them back out of the package"
    PackageUnknown { no }
        zh "{no} 不在本库，这个包也不是下发的包。"
        en "{no} is not here, and the package does not begin it."
    HintPackageUnknown {}
        zh "先导入下发（Z1）的包；可请对方按单号重新导出。"
        en "import the dispatch (Z1) first; the other platform can export it again by its number"
    HintPerTicket {}
        zh "用 --per-ticket 导入其余的单。"
        en "--per-ticket imports the others"
    PackageKnown { kind, id }
        zh "已导入过：{kind}，编号 {id} ，没有变化。"
        en "it was imported before: {kind}, id {id} ; nothing has changed."
    PackageTaken { kind, new, changed, stale }
        zh "已导入 {kind}：新单 {new} 张，更新 {changed} 张，没有新内容 {stale} 张。"
        en "imported {kind}: {new} new, {changed} changed, {stale} with nothing new."
    PackageWouldTake { kind, new, changed, stale }
        zh "试运行，没有写入。{kind}：新单 {new} 张，更新 {changed} 张，没有新内容 {stale} 张。"
        en "dry run, nothing was written. {kind}: {new} new, {changed} changed, {stale} with nothing new."
    PackageArrived { kind, id }
        zh "对方已收到：{kind}，编号 {id} 。"
        en "it arrived: {kind}, id {id} ."
    PackageReceipt { path }
        zh "回执：{path} ，请交给对方。"
        en "receipt: {path} , for the other platform."
    HintPackageReceipt { id }
        zh "已经导入；回执可再次输出：opsctl ticket receipt --print {id}"
        en "the import is done; print the receipt again: opsctl ticket receipt --print {id}"
    PackageNone { name }
        zh "没有编号为 {name} 的交换包。"
        en "there is no package {name} ."
    PackageSeveral { name, ids }
        zh "{name} 可以是几个包：{ids} 。"
        en "{name} could be several packages: {ids} ."
    HintPackages {}
        zh "用 opsctl ticket packages 查看。"
        en "see opsctl ticket packages"
    PackagesNone {}
        zh "没有交换包。"
        en "there are no packages."
    ReceiptOurs { path }
        zh "{path} 是本库自己开的回执，应交给对方登记。"
        en "{path} is a receipt that this platform gave; it is for the other one."
    ReceiptUnknown { path, id }
        zh "{path} 是包 {id} 的回执，本库没有发出过这样的包。"
        en "{path} is for package {id} , which did not go out from here."
    ReceiptKnown { kind, id }
        zh "已登记过：{kind}，编号 {id} 。"
        en "it was noted before: {kind}, id {id} ."
    ReceiptRefused { numbers }
        zh "对方没有接收这些单，状态不变：{numbers}"
        en "they refused these, whose state is as it was: {numbers}"

    // why a ZIP package is not read
    BundleRefused { path, count }
        zh "数据包 {path} 没有读取，有 {count} 处不对："
        en "the package {path} is not read, {count} things are wrong with it:"
    BundleAmbiguous { path }
        zh "数据包 {path} 没有读取：文件名没有说明编码，用几种编码都读得通，不能猜。"
        en "the package {path} is not read: its names do not say their encoding and make sense in several, which is not for us to guess."
    HintBundleEncoding { option, names }
        zh "--zip-encoding {option} 读作：{names}"
        en "with --zip-encoding {option} they read: {names}"
    BundleNotZip { place }
        zh "{place} 不是 ZIP，或者没有拷全：找不到结尾记录。"
        en "{place} is no ZIP, or was cut: it has no end record."
    BundleTwoEnds { place }
        zh "{place} 有两个结尾记录：不同的软件会看到不同的内容。"
        en "{place} has two end records: programs would see different contents."
    BundleMultiDisk { place }
        zh "{place} 是分卷压缩包的一卷，其余的卷不在这里。"
        en "{place} is one part of a ZIP of several; the others are not here."
    BundleEndDisagrees { place }
        zh "{place} 的两种结尾记录（ZIP 与 ZIP64）说的不一样。"
        en "the two end records of {place} (ZIP and ZIP64) do not say the same."
    BundleDirectoryOutside { place }
        zh "{place} 的目录应当在文件开头之前开始：前面少了内容。"
        en "the directory of {place} would begin before the file: its beginning is missing."
    BundleDirectoryLarge { place, size, limit }
        zh "{place} 的目录有 {size}，超过 {limit}，没有读。"
        en "the directory of {place} has {size}, more than the {limit} that are read."
    BundleDirectoryBroken { place, at }
        zh "{place} 的目录坏了（第 {at} 字节处）。"
        en "the directory of {place} is broken (at byte {at})."
    BundleCount { place, stated, walked }
        zh "{place} 自称有 {stated} 个文件，目录里是 {walked} 个。"
        en "{place} says that it has {stated} entries, its directory has {walked}."
    BundleMany { place, count, limit }
        zh "{place} 有 {count} 个文件，超过 {limit} 个，没有读。"
        en "{place} has {count} entries, more than the {limit} that are read."
    BundleLarge { place, size, limit }
        zh "{place} 解开后有 {size}，超过 {limit}，没有解。"
        en "{place} would unpack to {size}, more than {limit}; it was not unpacked."
    BundleDense { place, packed, size, limit }
        zh "{place} 压缩前后相差太大（{packed} 解出 {size}，超过 {limit} 倍）：像是压缩炸弹，没有解。"
        en "{place} grows too much ({packed} would become {size}, over {limit} times): it looks like a bomb and was not unpacked."
    BundleLocalMissing { place }
        zh "{place} 不在目录所说的位置。"
        en "{place} is not where the directory says."
    BundleLocalDiffers { place, part }
        zh "{place} 在目录里和在文件头里的{part}不一样：不同的软件会读出不同的内容。"
        en "{place} has another {part} in the directory than in its header: programs would read different contents."
    BundleDescriptor { place }
        zh "{place} 数据后面的大小或校验和与目录不一样。"
        en "size or sum behind the data of {place} are not those of the directory."
    BundleOutside { place }
        zh "{place} 的数据超出了包的范围。"
        en "the data of {place} would go beyond the package."
    BundleOverlap { place, other }
        zh "{place} 与包里第 {other} 个文件用了同一段数据：压缩炸弹才这样做。"
        en "{place} shares its data with entry {other}, as only bombs do."
    BundleExtra { place }
        zh "{place} 的附加字段重复或者坏了。"
        en "{place} has extra fields that are broken or there twice."
    BundleMethod { place, number }
        zh "{place} 用了不支持的压缩方法（{number}），只能读存储和 Deflate。"
        en "{place} is packed by a method that is not read ({number}); stored and deflated are."
    BundleEncryption { place }
        zh "{place} 用了不支持的加密方法，只能读 AES（WinZip、7-Zip）。"
        en "{place} is encrypted in a way that is not read; AES as of WinZip and 7-Zip is."
    BundleWeak { place }
        zh "{place} 用了旧的 ZIP 加密（ZipCrypto），这种加密几分钟就能破解，没有读。"
        en "{place} has the old encryption of ZIP, which is broken within minutes; it is not read."
    BundleSymlink { place, mode }
        zh "{place} 是符号链接（{mode}），会指向包以外的地方。"
        en "{place} is a symbolic link ({mode}), which may point out of the package."
    BundleSpecial { place, mode }
        zh "{place} 是设备或管道（{mode}），不是文件。"
        en "{place} is a device or pipe ({mode}), not a file."
    BundleKind { place }
        zh "{place} 按名称和按属性，一个是文件、一个是目录。"
        en "{place} is a folder by its name or its mode, but not by both."
    BundleFolderWithData { place }
        zh "{place} 是目录，却带有内容。"
        en "{place} is a folder, but has content."
    BundleSizes { place, packed, size }
        zh "{place} 没有压缩，前后大小却不同（{packed}、{size}）。"
        en "{place} is stored, but its sizes differ ({packed}, {size})."
    BundleNotUtf8 { place }
        zh "{place} 自称文件名是 UTF-8，其实不是。"
        en "{place} says that its name is UTF-8, which it is not."
    BundleNamesDisagree { place }
        zh "{place} 有两个不同的名称：不同的软件会看到不同的文件。"
        en "{place} has two names that differ: programs would see different files."
    BundleNotIn { place, encoding }
        zh "{place} 的文件名不是 {encoding} 编码。"
        en "the name of {place} is not {encoding} ."
    BundleNameEmpty { place }
        zh "{place} 有一个没有名称的文件。"
        en "{place} has an entry without a name."
    BundleNameAbsolute { place }
        zh "{place} 的名称从根目录写起，解包会写到别处。"
        en "the name of {place} begins at the root and would be written elsewhere."
    BundleNameParent { place }
        zh "{place} 的名称里有“..”，解包会写到别处。"
        en "the name of {place} has .. in it and would be written elsewhere."
    BundleNameForm { place }
        zh "{place} 的名称里有“.”一级或连着的“/”。"
        en "the name of {place} has a part . or two / in a row."
    BundleNameDrive { place }
        zh "{place} 的名称里有盘符，解包会写到别处。"
        en "the name of {place} has a drive in it and would be written elsewhere."
    BundleNameBackslash { place }
        zh "{place} 的名称里有“\\”：有的软件当作目录，有的当作名称。"
        en "the name of {place} has a \\ in it, which is a folder for some programs and a character for others."
    BundleNameControl { place, code }
        zh "{place} 的名称里有控制字符（{code}）。"
        en "the name of {place} has a control character ({code})."
    BundleNameBidi { place, code }
        zh "{place} 的名称里有改变阅读方向的字符（{code}），会把 exe 显示成别的类型。"
        en "the name of {place} has a character that turns the reading direction ({code}), which makes an exe look like something else."
    BundleNameReserved { place }
        zh "{place} 的名称是 Windows 的设备名（CON、COM1 之类）。"
        en "the name of {place} is a device of Windows, as CON or COM1."
    BundleNameTrailing { place }
        zh "{place} 的名称以点或空格结尾，Windows 会把它去掉。"
        en "the name of {place} ends with a dot or a space, which Windows cuts off."
    BundleNameLong { place, count }
        zh "{place} 的名称太长（一级 {count} 字节，最多 255）。"
        en "the name of {place} is too long ({count} bytes in a part, 255 at most)."
    BundleNameDeep { place, count, limit }
        zh "{place} 的目录太深（{count} 级，最多 {limit}）。"
        en "{place} lies too deep ({count} parts, {limit} at most)."
    BundleDuplicate { place, other }
        zh "{place} 与包里第 {other} 个文件同名（不分大小写）。"
        en "{place} has the name of entry {other} (but for case)."
    BundleFileAndFolder { place, other }
        zh "{place} 与包里第 {other} 个文件，一个把它当文件，一个把它当目录。"
        en "{place} is a file in one place and a folder for entry {other} ."
    BundleNoEntry { place }
        zh "{place} 不在包里。"
        en "{place} is not in the package."
    BundleFolder { place }
        zh "{place} 是目录，没有内容可读。"
        en "{place} is a folder and has no content."
    BundleNeedsPassword { place }
        zh "{place} 已加密，需要密码。"
        en "{place} is encrypted and needs a password."
    BundleWrongPassword { place }
        zh "{place} 的密码不对。"
        en "the password for {place} is wrong."
    BundleAuthentication { place }
        zh "{place} 加密后的内容被改过或坏了（也可能是密码不对，这极少见）。"
        en "the encrypted content of {place} was changed or is broken (or, which is rare, the password is wrong)."
    BundleChecksum { place }
        zh "{place} 的校验和不对：内容坏了（旧式加密的，也可能是密码不对）。"
        en "{place} has another sum: its content is broken (with the old encryption the password may be wrong)."
    BundleShort { place, got, stated }
        zh "{place} 应有 {stated}，只读出 {got}。"
        en "{place} should have {stated}, but gave {got}."
    BundleLong { place, stated }
        zh "{place} 的内容比自称的（{stated}）多，没有再读。"
        en "{place} has more than the {stated} that it says; no more was read."
    BundleDeflate { place }
        zh "{place} 的压缩数据坏了或没有拷全。"
        en "the packed data of {place} are broken or cut."
    BundleTrailing { place }
        zh "{place} 的压缩数据后面还有别的内容。"
        en "there is something behind the packed data of {place}."
    HintBundleCopy {}
        zh "与来源比较字节数和 SHA-256，重新拷贝；来源也是这样，就请对方重新导出。"
        en "compare size and SHA-256 with the source and copy it again; if that is the same, have it exported again"
    HintBundleSplit {}
        zh "请对方分成几个包，分别导入。"
        en "have it made as several packages, and import one after the other"
    HintBundleRepack {}
        zh "请对方改名或去掉这些文件，用 7-Zip 或 WinRAR 打成普通的 ZIP（不分卷，Deflate），再导入。"
        en "have these files renamed or left out and the package made anew as an ordinary ZIP (one file, deflated), then import that"
    HintBundleSuspect {}
        zh "通常的打包软件不会做出这样的包，可能有人动过：不要用别的软件打开，先向对方核实来历。"
        en "ordinary programs do not make such a package, somebody may have tampered with it: do not open it otherwise, ask where it comes from"
    HintBundleOtherEncoding {}
        zh "换一种编码：--zip-encoding utf-8、gbk、big5 或 cp437"
        en "try another encoding: --zip-encoding utf-8, gbk, big5 or cp437"
    HintBundleAes {}
        zh "请对方用 7-Zip 或 WinRAR 以 AES-256 加密（不加密文件名）重新打包。"
        en "have it packed anew, encrypted with AES-256 (and names left readable)"
    HintBundlePassword {}
        zh "把密码写进只有自己能读的文件：--password-file FILE"
        en "write the password into a file that only you can read: --password-file FILE"
    // masking
    MaskSyntax { place }
        zh "脱敏规则 {place} 写法有误。"
        en "the rules of masking {place} cannot be read."
    MaskShort { place }
        zh "脱敏规则 {place} ：词至少要两个字，一个字会把所有出现的地方都遮掉。"
        en "rules of masking {place} : a term has two characters at least; one would mask every place where it stands."
    MaskPattern { place }
        zh "脱敏规则 {place} ：正则表达式有误。"
        en "rules of masking {place} : the regular expression is wrong."
    MaskEmpty { place }
        zh "脱敏规则 {place} ：这个正则表达式连空文本也匹配，会处处匹配。"
        en "rules of masking {place} : this regular expression fits an empty text, so it fits everywhere."
    MaskBuild { place }
        zh "脱敏规则 {place} ：全部规则合在一起太大。"
        en "rules of masking {place} : all of the rules together are too large."
    BundleBefore { path, count }
        zh "{path} 开头有 {count} 字节不属于任何文件，没有读。"
        en "{path} begins with {count} bytes that belong to no entry; they were not read."
    BundleBetween { path, count }
        zh "{path} 中间有 {count} 字节不属于任何文件（删掉的或藏着的），没有读。"
        en "{path} has {count} bytes between its entries that belong to none (deleted or hidden); they were not read."
    BundleAfter { path, count }
        zh "{path} 末尾多出 {count} 字节，没有读。"
        en "{path} has {count} bytes behind its end; they were not read."

    // tickets of other platforms
    TicketFormWritten { path }
        zh "已写入登记表 {path}；填好后：opsctl ticket import {path}"
        en "the form {path} was written; once it is filled in: opsctl ticket import {path}"
    TicketZipNeedsAdapter { path }
        zh "{path} 是 ZIP，不是表格。"
        en "{path} is a ZIP, no table."
    HintTicketZip {}
        zh "别的平台的包：--adapter FILE.toml；opsctl 的交换包：opsctl ticket import-zip"
        en "a package of another platform: --adapter FILE.toml ; one of opsctl: opsctl ticket import-zip"
    TicketRowsRepeated { count }
        zh "有 {count} 行与别的行完全相同，只算一次。"
        en "{count} rows are there twice, word for word; they count once."
    TicketTheirStatus { platform, status }
        zh "{platform}上的状态：{status}"
        en "state at {platform}: {status}"
    TicketTheirOpening { platform }
        zh "{platform}的登记时间"
        en "opened at {platform}"
    TicketImportReason { file, platform }
        zh "导入 {file}（{platform}）"
        en "imported from {file} ({platform})"
    TicketImported { path, new, changed, same }
        zh "已从 {path} 导入：新登记 {new} 张，更新 {changed} 张，没有变化 {same} 张。"
        en "imported from {path}: {new} new, {changed} changed, {same} unchanged."
    TicketImportWould { path, new, changed, same }
        zh "试运行，什么也没有写。导入 {path} 会新登记 {new} 张，更新 {changed} 张，{same} 张没有变化。"
        en "dry run, nothing was written. {path} would bring {new} new tickets, change {changed} and leave {same} unchanged."
    TicketImportSame { path, count }
        zh "{path} 中的 {count} 张都已导入过，没有变化。"
        en "all {count} tickets of {path} were imported before; nothing changed."
    TicketImportOpen { count }
        zh "有 {count} 张在对方已解决或已关闭，这里登记为待解决；--solve 可按直接解决登记（见 --help）。"
        en "{count} of the new tickets are solved or closed over there and open here; --solve solves them (see --help)."
    TicketAdapterReads { path }
        zh "适配文件 {path} 没有 [write]，只能读，不能写。"
        en "the adapter {path} has no [write]: it reads and does not write."
    TicketForeignWritten { path, count, files }
        zh "已写入 {path}：{count} 张单，{files} 个附件。"
        en "{path} was written: {count} tickets, {files} attachments."
    TicketForeignLeft { fields }
        zh "对方的格式里没有位置，没有写出：{fields}。"
        en "their layout has no place for these, they were left out: {fields}."
    TicketForeignNoFiles { count }
        zh "对方的格式里没有附件，{count} 个附件没有写出。"
        en "their layout has no attachments, {count} files were left out."
    TicketFileGone { path, entry }
        zh "附件 {entry} 的内容读不出来，{path} 没有写。"
        en "the content of the attachment {entry} cannot be read, {path} was not written."
    TicketNameNotIn { entry, names }
        zh "文件名 {entry} 不能用 {names} 写。"
        en "the name {entry} cannot be written as {names}."
    HintTicketNames {}
        zh "--names utf8 能写所有的名称"
        en "--names utf8 takes all names"
    TicketEntryName { entry }
        zh "适配文件给出的文件名 {entry} 不能用。"
        en "the adapter makes a name that no package may have: {entry}"
    // clocks, statistics and forms of tickets
    SlaRemind { no, title, owner, since, minutes }
        zh "【催办】{no} {title}：{since} 指派给 {owner}，已 {minutes} 分钟没有确认接单，请立即确认。"
        en "[reminder] {no} {title}: given to {owner} at {since}, not acknowledged for {minutes} minutes; please do so now."
    SlaReassign { no, title, owner, since, minutes }
        zh "【改派】{no} {title}：{since} 指派给 {owner}，{minutes} 分钟仍没有确认接单，请技术经理改派。"
        en "[reassign] {no} {title}: given to {owner} at {since}, still not acknowledged after {minutes} minutes; please give it to somebody else."
    SlaWarn { no, title, clause, percent, due }
        zh "【提醒】{no} {title}：“{clause}”已用 {percent}%，到期 {due}。"
        en "[warning] {no} {title}: {percent} % of {clause} is used, due {due}."
    SlaLate { no, title, clause, due, by }
        zh "【超时】{no} {title}：“{clause}”应于 {due} 完成，已超时 {by}。"
        en "[late] {no} {title}: {clause} was due {due}, late by {by}."
    SlaReceipt { no, title, package, since }
        zh "【催回执】{no} {title}：{package}包 {since} 发出，还不知道对方是否收到，请联系对方取回执，或用 ticket receipt 登记。"
        en "[receipt] {no} {title}: package {package} went out at {since} and is not known to have arrived; ask for the receipt, or enter it by ticket receipt."
    SlaUncertain {}
        zh "（放假安排没有公布，到期时间按星期推算。）"
        en " (The days off are not published: the due time goes by weekdays alone.)"
    SlaNone {}
        zh "没有欠着的时限。"
        en "nothing is owed."
    SlaMore { shown, total }
        zh "只列出 {shown} 项，共 {total} 项；用 --limit 或 -o 文件取全部。"
        en "{shown} of {total} limits are shown; use --limit, or -o FILE for all of them."
    SlaTally { tickets, late, risk }
        zh "有时限未了的 {tickets} 张：超时 {late} 张，临近 {risk} 张。"
        en "tickets that owe something: {tickets}; late: {late}; at risk: {risk}."
    SlaUnsorted { count, field, list }
        zh "{count} 张没有写{field}，依{field}而定的时限没有计算：{list}"
        en "{count} without {field}, so limits that go by it were not counted: {list}"
    SlaGuessed {}
        zh "标 ? 的到期时间经过没有公布放假安排的年份，按星期推算；标 ~ 的日子是预计的。"
        en "due times marked ? pass a year without its list of days off and go by weekdays; those marked ~ pass expected days."
    SlaBroken { count }
        zh "{count} 张不能判断，见上。"
        en "{count} could not be judged, see above."
    SlaToSend {}
        zh "待发送："
        en "to be sent:"
    SlaNotRecorded {}
        zh "以上提醒没有记录；用 --remind 记录，同一步不会再发。"
        en "these are not recorded; --remind does, and no step is told twice."
    SlaReach { days }
        zh "已解决的单只查最近 {days} 天内解决的。"
        en "of solved tickets those of the last {days} days were looked at."
    SlaEndOfDay {}
        zh "当日下班前：到当日下班；下班后或休息日收到的，到下一个工作日下班。"
        en "end of the day: closing time of that working day; of what comes after closing or on a day off, of the next one."
    SlaOff { clauses }
        zh "没有计算的条款：{clauses}"
        en "clauses that are not counted: {clauses}"
    SlaPauses { clauses }
        zh "暂停期间不计时的条款：{clauses}"
        en "clauses whose clocks pauses stop: {clauses}"
    SlaNoPauses {}
        zh "合同没有写暂停，暂停期间照常计时。"
        en "the contract names no pause, so clocks run on in pauses."
    SlaBasis { calendar, clauses }
        zh "依据：日历 {calendar} ，条款 {clauses}"
        en "by calendar {calendar}, clauses {clauses}"
    ClauseSyntax { cause }
        zh "不是 TOML：{cause}"
        en "no TOML: {cause}"
    ClauseUnknown {}
        zh "没有这一项"
        en "there is no such key"
    ClauseMissing {}
        zh "没有写"
        en "it is missing"
    ClauseType { want }
        zh "应写成 {want}"
        en "it is written as {want}"
    ClauseWord { found }
        zh "没有“{found}”"
        en "{found} is not known"
    ClauseId { found }
        zh "“{found}”只能由 a-z、0-9 和 - 组成，最多 64 个字符"
        en "{found} may have a-z, 0-9 and - only, and 64 characters at most"
    ClauseTwice { found }
        zh "“{found}”写了两次"
        en "{found} is there twice"
    ClauseLimit { found }
        zh "“{found}”不是限期，如 30 min、8 working hours、end of day"
        en "{found} is no limit such as 30 min, 8 working hours, end of day"
    ClauseLong { found }
        zh "“{found}”超过一年"
        en "{found} is longer than a year"
    ClauseNoCalendar {}
        zh "要写明 7x24 还是 working，限期本身没有说"
        en "7x24 or working has to be said, as the limit does not"
    ClauseOtherCalendar {}
        zh "限期是工作时间，与 7x24 矛盾"
        en "the limit is one of working time, which is not 7x24"
    ClauseRange { least, most }
        zh "应在 {least} 到 {most} 之间"
        en "it has to be within {least} and {most}"
    ClauseEmpty {}
        zh "是空的"
        en "it is empty"
    ClauseOrder {}
        zh "各步应递增"
        en "steps must rise"
    ClauseTogether { other }
        zh "不能与 {other} 同时写"
        en "it does not go together with {other}"
    ClausePackage {}
        zh "package-sent 只能与 package-arrived 配对"
        en "package-sent goes with package-arrived, and with nothing else"
    TicketNoForm { name }
        zh "没有名为 {name} 的单据或清单。"
        en "there is no form or list {name} ."
    HintTicketForms {}
        zh "用 opsctl ticket form --list 列出。"
        en "see opsctl ticket form --list"
    TicketFormIsList { name }
        zh "{name} 是清单，一次列出一个期间的问题单。"
        en "{name} is a list of the tickets of a period."
    HintTicketListOf { name }
        zh "opsctl ticket form --list-of {name} --month 2026-11"
        en "opsctl ticket form --list-of {name} --month 2026-11"
    TicketFormIsForm { name }
        zh "{name} 是单据，一张问题单一份。"
        en "{name} is a form of one ticket."
    HintTicketForm { name }
        zh "opsctl ticket form NO {name}"
        en "opsctl ticket form NO {name}"
    TicketOpen { names }
        zh "未填写：{names}"
        en "not filled in: {names}"
    TicketRunGone { run }
        zh "历史库中没有运行 {run} 的这项发现了，单据只写它的编号。"
        en "the finding of run {run} is no longer in the history: the form has its number only."
    TicketsListed { count, period }
        zh "{period}：{count} 张。"
        en "{period}: {count} tickets."
    TicketStatsOf { period }
        zh "问题单统计　{period}"
        en "Statistics of tickets, {period}"
    MaskCounted { hits }
        zh "遮蔽了：{hits}。"
        en "masked: {hits}."
    MaskNothing {}
        zh "按规则没有找到要脱敏的内容；规则认不出的仍要人看。"
        en "the rules found nothing to mask; what they do not know is for a person to see."
    MaskNoText { path }
        zh "{path} 不是 UTF-8 或 GBK 的文本，没有脱敏。"
        en "{path} is no text in UTF-8 or GBK; nothing was masked."
    MaskGbk { path }
        zh "{path} 不是 UTF-8，按 GB18030 读，输出为 UTF-8。"
        en "{path} is not UTF-8; it was read as GB18030, and what comes out is UTF-8."
    // knowledge base
    KbUnknown { id }
        zh "没有编号为 {id} 的知识。"
        en "there is no entry {id} ."
    HintKbList {}
        zh "用 opsctl kb list 或 opsctl kb search 查找。"
        en "find it with opsctl kb list or opsctl kb search"
    KbNone {}
        zh "没有符合条件的知识。"
        en "there are no such entries."
    KbDrafted { no, id }
        zh "{no} 的知识草稿：{id}"
        en "{no} has a draft for the knowledge base: {id}"
    KbAlready { no, id }
        zh "{no} 已有知识 {id} ，没有再建。"
        en "{no} has its entry already, {id} ; no other was made."
    KbNotSolved { no, status }
        zh "{no} 现在是“{status}”，还没有解决，不建知识草稿。"
        en "{no} is {status} and not solved yet: there is nothing to learn from it."
    KbDraftStep {}
        zh "建草稿"
        en "draft"
    KbEditStep {}
        zh "修改"
        en "edit"
    KbNoMove { id, state, step, possible }
        zh "{id} 现在是“{state}”，不能“{step}”；可以：{possible}。"
        en "{id} is {state} and has no {step}; possible: {possible}."
    KbRole { id, step, role }
        zh "{id} ：“{step}”由{role}做。"
        en "{id} : {step} is for {role}."
    KbOwnWork { id, step, author }
        zh "{id} 是{author}写的，不能由本人“{step}”。"
        en "{id} was written by {author}, who cannot {step} it as well."
    KbReason { id, step }
        zh "{id} ：“{step}”要写原因。"
        en "{id} : {step} needs a reason."
    KbNotDraft { id, state }
        zh "{id} 现在是“{state}”，不能修改；只改草稿。"
        en "{id} is {state}: only drafts are written in."
    HintKbRevise { id }
        zh "opsctl kb revise {id} 成为新版本的草稿；遮蔽用 opsctl kb edit {id} --mask"
        en "opsctl kb revise {id} begins a new version; opsctl kb edit {id} --mask masks what must not leave"
    KbLeaks { id, hits }
        zh "{id} 里还有要脱敏的内容：{hits}。"
        en "{id} holds what has to be masked: {hits}."
    HintKbMask { id }
        zh "用 opsctl kb edit {id} --mask 遮掉；误认的写入 [ticket] mask 文件的 allow 。"
        en "mask it with opsctl kb edit {id} --mask ; what is none goes under allow in the file that [ticket] mask names"
    KbDue { count }
        zh "{count} 条知识到期待复核：仍适用的用 kb confirm ，要改的用 kb revise ，无用的用 kb withdraw 。"
        en "{count} entries are due for review: kb confirm what holds, kb revise what has changed, kb withdraw the rest."
    KbAllWell { count }
        zh "已发布的 {count} 条知识都没有到期，按现在的规则也没有要脱敏的。"
        en "of {count} published entries none is due for review, and the rules of masking find nothing."
    KbExported { count, due }
        zh "手册收录 {count} 条，其中待复核 {due} 条。"
        en "the handbook has {count} entries, {due} of which are due for review."
    KbHotNone {}
        zh "没有重复发生的问题。"
        en "nothing came again."
    KbHotMore { shown, total }
        zh "只列出前 {shown} 类，共 {total} 类；用 -o 文件取全部。"
        en "the first {shown} of {total} are shown; use -o FILE for all of them."
    HintTicketTheirs { number, fields }
        zh "对方的 {number} 改了：{fields}。需要时重新打开（ticket reopen），或记下来（ticket note）。"
        en "there {number} has other values of {fields} ; reopen the ticket if that matters (ticket reopen), or note it (ticket note)"
}
