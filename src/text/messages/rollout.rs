//! Releases: plans, runs, what they left.

macro_rules! rollout {
    ([$next:ident $($rest:ident)*] $($before:tt)*) => {
        $next! { [$($rest)*] $($before)*
            ReleaseNoTarget { name }
                zh "没有名为 {name} 的发布目标。"
                en "there is no release target {name} ."
            ReleaseNoTargets {}
                zh "没有配置发布目标。"
                en "no release target is configured."
            HintReleaseTargets {}
                zh "目标写在配置目录的 releases.toml 里；opsctl init 会生成带注释的样例。"
                en "targets are written in releases.toml of the configuration folder; opsctl init writes a commented sample"
            ReleaseRefused { target, why }
                zh "{target} 没有任何改动：{why}"
                en "nothing of {target} was touched: {why}"
            HintReleaseDrift {}
                zh "现场文件与包所要求的不同：先查清是谁改的；确认要覆盖时，由包的制作方按现场重新生成包（release new --base）。"
                en "the target is not as the package asks for: find out who changed it; if it is to be replaced, have the package made anew from it (release new --base)"
            ReleaseDone { target, number, paths }
                zh "{target} 发布完成，执行号 {number}，{paths} 个路径已更新。"
                en "{target}: released, run {number}, {paths} paths are new."
            ReleaseUndone { target, number, undone, paths }
                zh "{target} 已回退执行 {undone}（本次执行号 {number}，{paths} 个路径恢复为原来的）。"
                en "{target}: run {undone} was taken back (by run {number}, {paths} paths are as before it)."
            ReleaseRehearsed { target, number }
                zh "{target} 演练第一轮完成，执行号 {number}：已生效、验证、回退，并与发布前逐位一致。"
                en "{target}: the first half of the rehearsal is done, run {number}: applied, verified, taken back, and equal to before to the bit."
            ReleaseTakenBack { target, number, why }
                zh "{target} 发布失败，已全部回退到发布前（执行号 {number}，逐位核对一致）。失败原因：{why}"
                en "{target}: failed, and all is as before (run {number}, compared to the bit). What failed: {why}"
            ReleaseUndoFailed { target, number, why }
                zh "{target} 回退失败，仍是回退前的版本（执行号 {number}，逐位核对一致）。失败原因：{why}"
                en "{target}: taking back failed, and all is as before that (run {number}, compared to the bit). What failed: {why}"
            ReleaseManual { target, number, why }
                zh "{target} 需要人工处理（执行号 {number}）。起因：{why}。下列各项没有恢复："
                en "{target} needs a person (run {number}). It began with: {why}. What could not be brought back:"
            HintReleaseManual { target }
                zh "排除原因后运行 opsctl release recover --target {target} 再恢复一次；已由人工全部处理好的，加 --resolve \"处理说明\" 。在此之前不能再发布。"
                en "remove the cause and run opsctl release recover --target {target} to try again; where a person has put all in order, add --resolve \"what was done\" . Until then nothing is released there"
            ReleaseOpen { target, number, why }
                zh "{target} 还没有执行完（执行号 {number}）。起因：{why}。尚未完成："
                en "{target} is not brought to its end yet (run {number}). It began with: {why}. Still to do:"
            HintReleaseOpen { target }
                zh "排除原因（连不上、磁盘满等）后运行 opsctl release recover --target {target} 继续。"
                en "remove the cause (no connection, a full disk, …) and run opsctl release recover --target {target} to go on"
            ReleaseIsOpen { target, number }
                zh "{target} 有一次没有结束的执行（{number}）。"
                en "{target} has a run that did not come to its end ({number})."
            ReleaseThere { target, release }
                zh "{target} 上已经是 {release} ，没有要做的。"
                en "{release} is on {target} already, there is nothing to do."
            ReleaseRecovered { target, count }
                zh "{target} 没有遗留，处理了 {count} 项。"
                en "{target}: nothing is left, {count} ended."
            ReleaseResolved { target, number }
                zh "{target} 的执行 {number} 已由人工确认处理完毕。"
                en "{target}: run {number} was put in order by a person."
            ReleaseNothingManual { target }
                zh "{target} 没有等待人工处理的执行。"
                en "{target} has no run that waits for a person."
            ReleasePlanned { target, digest, path }
                zh "{target} 的计划 {digest} 已写入 {path} 。"
                en "the plan {digest} of {target} was written to {path} ."
            ReleasePlanOther { path }
                zh "{path} 不是现在要做的事：目标、包或现场在计划之后变了。"
                en "{path} is not what would be done now: target, package or files changed since."
            HintReleasePlanAgain {}
                zh "重新运行 opsctl release plan ，核对后再发布。"
                en "run opsctl release plan again, look at it, and apply that"
            ReleasePlanOld { path, at }
                zh "{path} 已于 {at} 过期。"
                en "{path} expired at {at} ."
            ReleasePlanBad { path }
                zh "{path} 不是 opsctl release plan 写的计划，或被改动过。"
                en "{path} is no plan of opsctl release plan, or was changed."
            ReleaseWantsPlan { target }
                zh "{target} 是生产环境：须先用 opsctl release plan 生成计划并核对，再用 --plan 发布。"
                en "{target} is production: make a plan with opsctl release plan, look at it, and give it with --plan ."
            ReleaseWantsForm { target }
                zh "{target} 是生产环境：须有批准的申请审批表（--form 编号）。"
                en "{target} is production: it needs an approved form (--form NO)."
            ReleaseNotReady { no, why }
                zh "申请审批表 {no} 还不允许发布：{why}"
                en "form {no} does not allow it yet: {why}"
            ReleaseFrozen { name, from, to }
                zh "{name}（{from} 至 {to}）期间不发布；紧急补丁除外。"
                en "nothing but emergency patches is released during {name} ({from} to {to})."
            ReleaseFreezeUnknown { year }
                zh "没有 {year} 年的放假安排，无法判断是否在封网期。"
                en "there is no list of holidays of {year}, so it cannot be told whether releases are frozen."
            HintCalendarImport {}
                zh "用 opsctl calendar import 导入当年的放假安排。"
                en "import the year's holidays with opsctl calendar import"
            ReleaseUnsigned { path }
                zh "{path} 没有可信签名，不能发布到生产环境。"
                en "{path} has no trusted signature, and production takes no other."
            HintReleaseTrust {}
                zh "在 opsctl.toml 的 [release] 里写 trusted-keys ，由制作方用 release new --key 签名。"
                en "set trusted-keys of [release] in opsctl.toml , and have the package signed with release new --key"
            ReleaseNoEvidence { database, set }
                zh "数据库 {database} 没有可用的备份证据：备份集 {set} 最近没有验证为完整的备份。"
                en "there is no evidence of a backup of database {database}: no verification of set {set} found a whole one of late."
            ReleaseNoSet { database }
                zh "数据库 {database} 没有指定备份集（releases.toml 的 backup），没有备份证据。"
                en "database {database} names no backup set (backup of releases.toml), so there is no evidence."
            HintReleaseEvidence {}
                zh "先做备份并运行 opsctl backup verify ；确实不需要时用 --no-db-backup \"理由\" ，理由记入执行情况表。"
                en "make a backup and run opsctl backup verify ; where none is needed say --no-db-backup REASON , which the report shows"
            ReleaseNobodyToAsk {}
                zh "有需要人工试操作的验证项，但现在不在终端前。"
                en "there are looks that a person has to take, and nobody is at a terminal."
            ReleaseChainBroken { path, at }
                zh "{path} 在字节 {at} 处被改动过。"
                en "{path} was changed by somebody at byte {at} ."
            ReleasePackageRefused { path, why }
                zh "{path} 不予使用：{why}"
                en "{path} is refused: {why}"
            HintReleaseForm { no }
                zh "用 opsctl release form show {no} 看还缺什么、由谁办。"
                en "see with opsctl release form show {no} what is missing, and whose turn it is"
            ReleaseNoDatabase { name }
                zh "目标里没有数据库 {name}（releases.toml 的 database）。"
                en "the target has no database {name} (database of releases.toml)."
            ReleaseNoHost { host }
                zh "targets.toml 里没有主机 {host} 。"
                en "targets.toml has no host {host} ."
        }
    };
}
