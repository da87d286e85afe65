-- +++
-- id      = "db.dataguard-lag"
-- req     = ["DB-09"]
-- title   = { zh-CN = "备库延迟", en = "Data Guard lag" }
-- why     = { zh-CN = "传输延迟是主库出事会丢的数据量，应用延迟是备库接管前要追的时间；取不到数不等于没有延迟。", en = "Transport lag is what a disaster loses, apply lag what a takeover must catch up; no figure does not mean no lag." }
-- advice  = { zh-CN = "传输延迟大：在主库查 V$ARCHIVE_DEST 的 STATUS、ERROR 和两地网络；应用延迟大：在备库看 MRP0 是否在跑（db.dataguard-process），在跑则多半是备库 I/O 慢或主库有大批量写入，看它是否在缩小；没跑就执行 alter database recover managed standby database disconnect from session。统计时间陈旧：备库已收不到主库消息，按传输中断处理。", en = "Transport: look at STATUS and ERROR of V$ARCHIVE_DEST on the primary and at the network. Apply: see whether MRP0 runs (db.dataguard-process); if so, slow disks or a bulk load, watch it shrink; if not, alter database recover managed standby database disconnect from session. Old statistics: the standby hears nothing from the primary, treat it as a broken transport." }
-- cadence = "daily"
-- on      = { open = false, role = ["standby"] }
-- subject = ["lag_name"]
-- empty   = "unknown"
-- metric  = ["lag_s"]
-- chart   = "lag_s"
-- limits  = { warn_s = 600, crit_s = 3600 }
-- column.lag_name    = { type = "text",   title = { zh-CN = "项目", en = "Item" } }
-- column.lag_s       = { type = "number", unit = "seconds", title = { zh-CN = "延迟", en = "Lag" } }
-- column.datum_time  = { type = "time",   title = { zh-CN = "统计依据时间", en = "As of" } }
-- column.datum_age_s = { type = "number", unit = "seconds", title = { zh-CN = "依据已过去", en = "Age of that" } }
-- [[rule]]
-- level = "critical"
-- when  = "lag_s != null && lag_s >= limits.crit_s"
-- says  = { zh-CN = "备库 {{ lag_name }} 为 {{ lag_s | duration }}（限 {{ limits.crit_s | duration }}）", en = "The standby's {{ lag_name }} is {{ lag_s | duration }} (limit {{ limits.crit_s | duration }})" }
-- [[rule]]
-- level = "critical"
-- when  = "datum_age_s != null && datum_age_s >= limits.crit_s"
-- says  = { zh-CN = "备库 {{ lag_name }} 的依据停在 {{ datum_time }}，已 {{ datum_age_s | duration }} 没收到主库消息，实际延迟至少这么久（限 {{ limits.crit_s | duration }}）", en = "The standby's {{ lag_name }} is as of {{ datum_time }}: nothing heard from the primary for {{ datum_age_s | duration }}, the true lag is at least that (limit {{ limits.crit_s | duration }})" }
-- [[rule]]
-- level = "warning"
-- when  = "lag_s != null && lag_s >= limits.warn_s"
-- says  = { zh-CN = "备库 {{ lag_name }} 为 {{ lag_s | duration }}（限 {{ limits.warn_s | duration }}）", en = "The standby's {{ lag_name }} is {{ lag_s | duration }} (limit {{ limits.warn_s | duration }})" }
-- [[rule]]
-- level = "warning"
-- when  = "datum_age_s != null && datum_age_s >= limits.warn_s"
-- says  = { zh-CN = "备库 {{ lag_name }} 的依据停在 {{ datum_time }}，已 {{ datum_age_s | duration }} 没收到主库消息（限 {{ limits.warn_s | duration }}）", en = "The standby's {{ lag_name }} is as of {{ datum_time }}: nothing heard from the primary for {{ datum_age_s | duration }} (limit {{ limits.warn_s | duration }})" }
-- [[rule]]
-- level = "warning"
-- when  = "lag_s == null"
-- says  = { zh-CN = "备库给不出 {{ lag_name }}（VALUE 为空），不能当作没有延迟", en = "The standby gives no {{ lag_name }} (VALUE is empty), which is not the same as none" }
-- [[example]]
-- name   = "seconds"
-- rows   = [["transport lag", 0.0, "2026-11-22 07:59:58", 2.0], ["apply lag", 5.0, "2026-11-22 07:59:58", 2.0]]
-- expect = "ok"
-- [[example]]
-- name   = "a quarter of an hour"
-- rows   = [["apply lag", 900.0, "2026-11-22 07:59:58", 2.0]]
-- expect = "warning"
-- [[example]]
-- name   = "two hours"
-- rows   = [["apply lag", 7200.0, "2026-11-22 07:59:58", 2.0]]
-- expect = "critical"
-- subject = "apply lag"
-- [[example]]
-- name   = "no lag, but as of hours ago"
-- rows   = [["transport lag", 0.0, "2026-11-22 01:48:00", 22320.0]]
-- expect = "critical"
-- says   = "至少这么久"
-- [[example]]
-- name   = "no lag, but as of a quarter of an hour ago"
-- rows   = [["transport lag", 0.0, "2026-11-22 07:45:00", 900.0]]
-- expect = "warning"
-- [[example]]
-- name   = "no figure"
-- rows   = [["apply lag", 0.0, "", 0.0]]
-- null   = [[0, "lag_s"], [0, "datum_age_s"]]
-- expect = "warning"
-- says   = "不能当作没有延迟"
-- [[example]]
-- name   = "nothing read"
-- rows   = []
-- expect = "unknown"
-- +++
select lag_name,
       to_number(regexp_substr(lag_text, '[0-9]+', 1, 1)) * 86400 + to_number(regexp_substr(lag_text, '[0-9]+', 1, 2)) * 3600
     + to_number(regexp_substr(lag_text, '[0-9]+', 1, 3)) * 60 + to_number(regexp_substr(lag_text, '[0-9]+', 1, 4)) lag_s,
       datum_time,
       round((sysdate - datum_time) * 86400) datum_age_s
  from (select name lag_name, value lag_text, to_date(datum_time, 'MM/DD/YYYY HH24:MI:SS') datum_time
          from v$dataguard_stats
         where name in ('transport lag', 'apply lag'))
 order by lag_name desc
