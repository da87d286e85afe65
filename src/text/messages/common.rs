//! What went wrong, and what to do now.

macro_rules! common {
    ([$next:ident $($rest:ident)*] $($before:tt)*) => {
        $next! { [$($rest)*] $($before)*
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
            HintNoPast {}
                zh "本次有判断没能参照历史（新增、恢复、增长等不可信），结果也未存入：修好历史库后再查一次。"
                en "some of this was judged without its past (what is new, gone or growing cannot be trusted), and nothing was stored: put the store right, then look again."
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
        }
    };
}
