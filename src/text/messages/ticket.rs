//! Tickets, their clocks, forms and statistics.

macro_rules! ticket {
    ([$next:ident $($rest:ident)*] $($before:tt)*) => {
        $next! { [$($rest)*] $($before)*
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
            TicketFileSaved { path }
                zh "已存为 {path}"
                en "written to {path}"
            TicketFileUnsaved { entry, path }
                zh "附件 {entry} 没有存到 {path} 。"
                en "the file {entry} was not written into {path}."
            TicketFileThere { path }
                zh "{path} 已有，内容相同"
                en "{path} is there already, with the same content"
            TicketNoFiles { no }
                zh "{no} 没有附件。"
                en "{no} has no files."
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
        }
    };
}
