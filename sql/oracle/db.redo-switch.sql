-- +++
-- id      = "db.redo-switch"
-- req     = ["DB-09"]
-- title   = { zh-CN = "联机日志切换频度（近 24 小时）", en = "Redo log switches (last 24 hours)" }
-- why     = { zh-CN = "切换过频会使检查点和归档跟不上，业务等在 log file switch 上；频度骤增也说明有异常的大批量写入。", en = "Switching too often outruns checkpoints and archiving, and sessions wait on log file switch; a sudden rise also betrays unusual bulk writing." }
-- advice  = { zh-CN = "看最高的那个小时在跑什么（批处理、数据导入、失控的更新）。长期偏高就按建议大小新建日志组：add logfile 新组，切换并等旧组 INACTIVE 且已归档后 drop 旧组；备库的备用日志也要同样加大。", en = "See what ran in the busiest hour (batch, load, runaway update). If it is always so, add groups of the suggested size, switch, and drop the old ones when INACTIVE and archived; enlarge the standby redo logs alike." }
-- cadence = "daily"
-- on      = { open = false, role = ["primary"] }
-- subject = ["thread_no"]
-- empty   = "unknown"
-- metric  = ["switches_24h", "max_per_hour"]
-- chart   = "switches_24h"
-- limits  = { per_hour = 30 }
-- column.thread_no    = { type = "integer", title = { zh-CN = "线程", en = "Thread" } }
-- column.switches_24h = { type = "integer", unit = "count",    title = { zh-CN = "24 小时切换次数", en = "Switches in 24 h" } }
-- column.max_per_hour = { type = "integer", unit = "per_hour", title = { zh-CN = "最高每小时", en = "Most in an hour" } }
-- column.busiest_hour = { type = "time",    title = { zh-CN = "最高的小时", en = "Busiest hour" } }
-- column.size_mb      = { type = "number",  unit = "mb",       title = { zh-CN = "日志大小", en = "Log size" } }
-- column.suggest_mb   = { type = "number",  unit = "mb",       title = { zh-CN = "建议大小（每小时切换 4 次）", en = "Size for 4 switches an hour" } }
-- [[rule]]
-- level = "warning"
-- when  = "max_per_hour > limits.per_hour"
-- says  = { zh-CN = "线程 {{ thread_no }} 在 {{ busiest_hour }} 起的一小时内切换日志 {{ max_per_hour }} 次（限 {{ limits.per_hour }} 次），现日志 {{ size_mb | mb }}，建议 {{ suggest_mb | mb }}", en = "Thread {{ thread_no }} switched logs {{ max_per_hour }} times in the hour from {{ busiest_hour }} (limit {{ limits.per_hour }}); logs are {{ size_mb | mb }}, {{ suggest_mb | mb }} would do" }
-- [[example]]
-- name   = "every ten minutes by night"
-- rows   = [[1, 62, 6, "2026-11-22 01:00:00", 2048.0, 3072.0]]
-- expect = "ok"
-- [[example]]
-- name   = "just the limit"
-- rows   = [[1, 300, 30, "2026-11-22 01:00:00", 2048.0, 15360.0]]
-- expect = "ok"
-- [[example]]
-- name   = "more than one in two minutes"
-- rows   = [[1, 480, 47, "2026-11-22 01:00:00", 200.0, 2350.0]]
-- expect = "warning"
-- says   = "47 次"
-- [[example]]
-- name   = "no switch at all in a day"
-- rows   = [[2, 0, 0, "", 2048.0, 0.0]]
-- null   = [[0, "busiest_hour"]]
-- expect = "ok"
-- [[example]]
-- name   = "nothing read"
-- rows   = []
-- expect = "unknown"
-- +++
select l.thread_no,
       nvl(h.switches, 0) switches_24h,
       nvl(h.max_per_hour, 0) max_per_hour,
       h.busiest_hour,
       round(l.bytes / 1048576) size_mb,
       greatest(round(l.bytes / 1048576 * nvl(h.max_per_hour, 0) / 4), round(l.bytes / 1048576)) suggest_mb
  from (select thread# thread_no, max(bytes) bytes from v$log group by thread#) l
  left join (select thread_no, sum(n) switches, max(n) max_per_hour, max(case n when peak then hour_start end) busiest_hour
               from (select thread# thread_no, trunc(first_time, 'HH24') hour_start, count(*) n,
                            max(count(*)) over (partition by thread#) peak
                       from v$log_history
                      where first_time > sysdate - 1
                      group by thread#, trunc(first_time, 'HH24'))
              group by thread_no) h on h.thread_no = l.thread_no
 order by l.thread_no
