-- +++
-- id      = "db.load-profile"
-- req     = ["DB-24"]
-- title   = { zh-CN = "负载概要", en = "Load profile" }
-- why     = { zh-CN = "每秒的事务、读写、解析和日志量是月度性能分析报告的底数；每天取一次，月底才有曲线可画。", en = "Transactions, reads, parses and redo per second are the base of the monthly report; taken daily, they make its curves." }
-- advice  = { zh-CN = "数据库时间明显上升而事务数没变，说明每笔业务变慢，看 db.top-sql 和 db.wait-event；硬解析多请开发改用绑定变量；回滚占比高请开发查应用为何频繁回滚；出现死锁的按警告日志 ORA-00060 的跟踪文件找两条 SQL。", en = "If database time rises and transactions do not, each one got slower: see db.top-sql and db.wait-event. Many hard parses want bind variables; a high share of rollbacks is an application matter; for deadlocks follow ORA-00060 in the alert log to its trace." }
-- cadence = "daily"
-- subject = ["inst_id"]
-- empty   = "unknown"
-- metric  = ["db_time_cs", "user_calls", "commits", "rollbacks", "executes", "parses", "hard_parses", "logical_reads", "physical_reads", "physical_writes", "redo_mb", "logons", "deadlocks", "startup_epoch"]
-- counter_reset = "startup_epoch"
-- limits  = { rollback_pct = 20, min_tx = 1000, hard_parses_s = 100 }
-- column.inst_id         = { type = "integer", title = { zh-CN = "实例", en = "Instance" } }
-- column.db_time_cs      = { type = "number", title = { zh-CN = "数据库时间（厘秒）", en = "DB time (cs)" } }
-- column.user_calls      = { type = "number", unit = "count", title = { zh-CN = "用户调用", en = "User calls" } }
-- column.commits         = { type = "number", unit = "count", title = { zh-CN = "提交", en = "Commits" } }
-- column.rollbacks       = { type = "number", unit = "count", title = { zh-CN = "回滚", en = "Rollbacks" } }
-- column.executes        = { type = "number", unit = "count", title = { zh-CN = "执行", en = "Executions" } }
-- column.parses          = { type = "number", unit = "count", title = { zh-CN = "解析", en = "Parses" } }
-- column.hard_parses     = { type = "number", unit = "count", title = { zh-CN = "硬解析", en = "Hard parses" } }
-- column.logical_reads   = { type = "number", unit = "count", title = { zh-CN = "逻辑读", en = "Logical reads" } }
-- column.physical_reads  = { type = "number", unit = "count", title = { zh-CN = "物理读", en = "Physical reads" } }
-- column.physical_writes = { type = "number", unit = "count", title = { zh-CN = "物理写", en = "Physical writes" } }
-- column.redo_mb         = { type = "number", unit = "mb",    title = { zh-CN = "日志量", en = "Redo" } }
-- column.logons          = { type = "number", unit = "count", title = { zh-CN = "登录", en = "Logons" } }
-- column.deadlocks       = { type = "number", unit = "count", title = { zh-CN = "死锁", en = "Deadlocks" } }
-- column.startup_epoch   = { type = "number", title = { zh-CN = "实例启动标记", en = "Startup mark" } }
-- column.active_sessions = { type = "number", title = { zh-CN = "平均活动会话", en = "Active sessions, mean" }, compute = "delta('db_time_cs') / 100.0 / elapsed_s()" }
-- column.tx_s            = { type = "number", title = { zh-CN = "每秒事务", en = "Transactions/s" }, compute = "(delta('commits') + delta('rollbacks')) / elapsed_s()" }
-- column.calls_s         = { type = "number", title = { zh-CN = "每秒调用", en = "Calls/s" }, compute = "delta('user_calls') / elapsed_s()" }
-- column.executes_s      = { type = "number", title = { zh-CN = "每秒执行", en = "Executions/s" }, compute = "delta('executes') / elapsed_s()" }
-- column.hard_parses_s   = { type = "number", title = { zh-CN = "每秒硬解析", en = "Hard parses/s" }, compute = "delta('hard_parses') / elapsed_s()" }
-- column.logical_reads_s = { type = "number", title = { zh-CN = "每秒逻辑读", en = "Logical reads/s" }, compute = "delta('logical_reads') / elapsed_s()" }
-- column.physical_reads_s = { type = "number", title = { zh-CN = "每秒物理读", en = "Physical reads/s" }, compute = "delta('physical_reads') / elapsed_s()" }
-- column.redo_mb_hour    = { type = "number", unit = "mb", title = { zh-CN = "每小时日志量", en = "Redo an hour" }, compute = "delta('redo_mb') * 3600.0 / elapsed_s()" }
-- column.new_tx          = { type = "number", unit = "count", title = { zh-CN = "事务（本期）", en = "Transactions in the period" }, compute = "delta('commits') + delta('rollbacks')" }
-- column.rollback_pct    = { type = "number", unit = "percent", title = { zh-CN = "回滚占比", en = "Rolled back %" }, compute = "delta('commits') + delta('rollbacks') > 0.0 ? delta('rollbacks') * 100.0 / (delta('commits') + delta('rollbacks')) : null" }
-- column.new_deadlocks   = { type = "number", unit = "count", title = { zh-CN = "死锁（本期）", en = "Deadlocks in the period" }, compute = "delta('deadlocks')" }
-- show    = ["inst_id", "active_sessions", "tx_s", "calls_s", "executes_s", "hard_parses_s", "logical_reads_s", "physical_reads_s", "redo_mb_hour", "rollback_pct"]
-- [[rule]]
-- level = "note"
-- topic = "rollback"
-- when  = "new_tx != null && rollback_pct != null && new_tx >= limits.min_tx && rollback_pct >= limits.rollback_pct"
-- says  = { zh-CN = "实例 {{ inst_id }} 本期 {{ new_tx | num }} 个事务中 {{ rollback_pct }}% 被回滚（限 {{ limits.rollback_pct }}%）", en = "Instance {{ inst_id }} rolled back {{ rollback_pct }}% of {{ new_tx | num }} transactions in the period (limit {{ limits.rollback_pct }}%)" }
-- [[rule]]
-- level = "note"
-- topic = "parse"
-- when  = "hard_parses_s != null && hard_parses_s >= limits.hard_parses_s"
-- says  = { zh-CN = "实例 {{ inst_id }} 本期平均每秒硬解析 {{ hard_parses_s }} 次（限 {{ limits.hard_parses_s }} 次）", en = "Instance {{ inst_id }} had {{ hard_parses_s }} hard parses a second in the period (limit {{ limits.hard_parses_s }})" }
-- [[rule]]
-- level = "note"
-- topic = "deadlock"
-- when  = "new_deadlocks != null && new_deadlocks > 0"
-- says  = { zh-CN = "实例 {{ inst_id }} 自上次巡检以来发生死锁 {{ new_deadlocks }} 次（ORA-00060）", en = "Instance {{ inst_id }} had {{ new_deadlocks }} deadlocks since the last look (ORA-00060)" }
-- [[example]]
-- name   = "first look"
-- rows   = [[1, 3518221103.0, 7418221103.0, 141822110.0, 182211.0, 9918221103.0, 1418221103.0, 6182211.0, 918221100331.0, 5182211033.0, 1282211033.0, 6120893.0, 4182110.0, 3.0, 1791771455]]
-- expect = "ok"
-- [[example]]
-- name   = "an ordinary day"
-- rows   = [[1, 87000000.0, 182000000.0, 3500000.0, 4500.0, 240000000.0, 34000000.0, 150000.0, 22000000000.0, 128000000.0, 32000000.0, 150000.0, 102000.0, 3.0, 1791771455]]
-- prev   = [[1, 1000000.0, 1000000.0, 10000.0, 10.0, 1000000.0, 100000.0, 1000.0, 1000000.0, 1000000.0, 1000000.0, 1000.0, 1000.0, 3.0, 1791771455]]
-- expect = "ok"
-- [[example]]
-- name   = "half rolled back"
-- rows   = [[1, 87000000.0, 182000000.0, 20000.0, 20000.0, 240000000.0, 34000000.0, 150000.0, 22000000000.0, 128000000.0, 32000000.0, 150000.0, 102000.0, 3.0, 1791771455]]
-- prev   = [[1, 1000000.0, 1000000.0, 10000.0, 10000.0, 1000000.0, 100000.0, 1000.0, 1000000.0, 1000000.0, 1000000.0, 1000.0, 1000.0, 3.0, 1791771455]]
-- expect = "note"
-- says   = "50% 被回滚"
-- [[example]]
-- name   = "literals instead of binds"
-- rows   = [[1, 87000000.0, 182000000.0, 20000.0, 0.0, 240000000.0, 34000000.0, 17281000.0, 22000000000.0, 128000000.0, 32000000.0, 150000.0, 102000.0, 3.0, 1791771455]]
-- prev   = [[1, 1000000.0, 1000000.0, 10000.0, 0.0, 1000000.0, 100000.0, 1000.0, 1000000.0, 1000000.0, 1000000.0, 1000.0, 1000.0, 3.0, 1791771455]]
-- expect = "note"
-- says   = "硬解析 200 次"
-- [[example]]
-- name   = "a deadlock"
-- rows   = [[1, 87000000.0, 182000000.0, 20000.0, 0.0, 240000000.0, 34000000.0, 150000.0, 22000000000.0, 128000000.0, 32000000.0, 150000.0, 102000.0, 5.0, 1791771455]]
-- prev   = [[1, 1000000.0, 1000000.0, 10000.0, 0.0, 1000000.0, 100000.0, 1000.0, 1000000.0, 1000000.0, 1000000.0, 1000.0, 1000.0, 3.0, 1791771455]]
-- expect = "note"
-- says   = "死锁 2 次"
-- [[example]]
-- name   = "restarted in between"
-- rows   = [[1, 87000.0, 182000.0, 2000.0, 2000.0, 240000.0, 34000.0, 150000.0, 22000000.0, 128000.0, 32000.0, 150.0, 102.0, 5.0, 1795300000]]
-- prev   = [[1, 1000000.0, 1000000.0, 10000.0, 0.0, 1000000.0, 100000.0, 1000.0, 1000000.0, 1000000.0, 1000000.0, 1000.0, 1000.0, 3.0, 1791771455]]
-- expect = "ok"
-- [[example]]
-- name   = "a counter that this release lacks"
-- rows   = [[1, 87000.0, 182000.0, 2000.0, 2000.0, 240000.0, 34000.0, 150000.0, 22000000.0, 128000.0, 32000.0, 150.0, 102.0, 0.0, 1791771455]]
-- null   = [[0, "deadlocks"]]
-- expect = "ok"
-- [[example]]
-- name   = "nothing read"
-- rows   = []
-- expect = "unknown"
-- +++
select i.inst_id,
       max(case s.name when 'DB time' then s.value end) db_time_cs,
       max(case s.name when 'user calls' then s.value end) user_calls,
       max(case s.name when 'user commits' then s.value end) commits,
       max(case s.name when 'user rollbacks' then s.value end) rollbacks,
       max(case s.name when 'execute count' then s.value end) executes,
       max(case s.name when 'parse count (total)' then s.value end) parses,
       max(case s.name when 'parse count (hard)' then s.value end) hard_parses,
       max(case s.name when 'session logical reads' then s.value end) logical_reads,
       max(case s.name when 'physical reads' then s.value end) physical_reads,
       max(case s.name when 'physical writes' then s.value end) physical_writes,
       round(max(case s.name when 'redo size' then s.value end) / 1048576) redo_mb,
       max(case s.name when 'logons cumulative' then s.value end) logons,
       max(case s.name when 'enqueue deadlocks' then s.value end) deadlocks,
       round((i.startup_time - date '1970-01-01') * 86400) startup_epoch
  from gv$instance i
  join gv$sysstat s on s.inst_id = i.inst_id
 where s.name in ('DB time', 'user calls', 'user commits', 'user rollbacks', 'execute count', 'parse count (total)', 'parse count (hard)',
                  'session logical reads', 'physical reads', 'physical writes', 'redo size', 'logons cumulative', 'enqueue deadlocks')
 group by i.inst_id, i.startup_time
 order by i.inst_id
