-- +++
-- id      = "db.version"
-- req     = ["DB-23"]
-- title   = { zh-CN = "版本支持状态", en = "Release support" }
-- why     = { zh-CN = "停止支持的版本不再有安全补丁和错误修正，出了新问题厂商不再修。", en = "A release out of support gets no security patches and no fixes; new defects stay." }
-- advice  = { zh-CN = "在巡检报告中写明，列入年度升级计划：目标版本选长期支持版（19c 及以上的长期支持版本），升级前核对应用、中间件驱动与操作系统的兼容性；升级前加强备份和访问控制。", en = "State it in the report and put an upgrade into the yearly plan: to a long-term release (19c or a later one), after checking application, drivers and operating system; until then keep backups and access control tight." }
-- cadence = "daily"
-- on      = { open = false }
-- subject = []
-- empty   = "unknown"
-- # End of fixes for the terminal patch set of each release, from Oracle's lifetime support policy and MOS 742060.1 (12.2: end of
-- # limited error correction). Releases with NULL are supported, or not known to this file.
-- column.version     = { type = "text",    title = { zh-CN = "版本", en = "Version" } }
-- column.support_end = { type = "time",    title = { zh-CN = "支持截止", en = "Support ended" } }
-- column.days_past   = { type = "integer", unit = "days", title = { zh-CN = "已过天数", en = "Days past" } }
-- [[rule]]
-- level = "note"
-- when  = "days_past != null && days_past > 0.0"
-- says  = { zh-CN = "数据库版本 {{ version }} 已停止支持 {{ days_past }} 天，不再有安全补丁", en = "Database release {{ version }} went out of support {{ days_past }} days ago; there are no more security patches" }
-- [[example]]
-- name   = "11.2"
-- rows   = [["11.2.0.4.0", "2020-12-31 00:00:00", 2152]]
-- expect = "note"
-- says   = "已停止支持"
-- [[example]]
-- name   = "19c: no end known"
-- rows   = [["19.24.0.0.0", "", 0]]
-- null   = [[0, "support_end"], [0, "days_past"]]
-- expect = "ok"
-- [[example]]
-- name   = "no answer"
-- rows   = []
-- expect = "unknown"
-- +++
select r.version,
       r.support_end,
       trunc(sysdate) - r.support_end as days_past
  from (select i.version,
               case when i.version like '11.2.%' then to_date('2020-12-31', 'YYYY-MM-DD')
                    when i.version like '12.1.%' then to_date('2022-07-31', 'YYYY-MM-DD')
                    when i.version like '12.2.%' then to_date('2022-03-31', 'YYYY-MM-DD')
               end as support_end
          from v$instance i) r
