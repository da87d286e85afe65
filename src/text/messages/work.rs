//! Baselines, restore tests, the work log, and what opsctl recorded of itself.

macro_rules! work {
    ([$next:ident $($rest:ident)*] $($before:tt)*) => {
        $next! { [$($rest)*] $($before)*
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
        }
    };
}
