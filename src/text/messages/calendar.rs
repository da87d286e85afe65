//! The calendar.

macro_rules! calendar {
    ([$next:ident $($rest:ident)*] $($before:tt)*) => {
        $next! { [$($rest)*] $($before)*
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
            CalendarMovesDues { count }
                zh "{count} 张未解决问题单的到期时间因此改变："
                en "the due times of {count} unsolved tickets move:"
            CalendarMoreDues { count }
                zh "另有 {count} 张没有列出；导入后用 opsctl ticket list --overdue、opsctl ticket sla 查看。"
                en "{count} more are not shown; after the import, opsctl ticket list --overdue and opsctl ticket sla tell them."
            CalendarDuesUnknown { why }
                zh "没有核对问题单的到期时间会不会变：{why}"
                en "whether due times of tickets move was not checked: {why}"
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
        }
    };
}
