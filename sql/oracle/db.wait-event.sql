-- +++
-- id      = "db.wait-event"
-- req     = ["DB-24"]
-- title   = { zh-CN = "主要等待事件（前 100）", en = "Wait events (first 100)" }
-- why     = { zh-CN = "数据库的时间花在哪里：等锁、等盘、等提交、等网络，性能分析报告以此为据。", en = "Shows where database time goes: locks, disks, commits, network; the performance report rests on it." }
-- advice  = { zh-CN = "按等待类别找原因：User I/O 看 db.file-io 和 db.top-sql；Commit（log file sync）看日志盘和提交频度；Application（enq: TX）看 db.locks 和应用提交；Concurrency 看热点块、硬解析；Configuration（log file switch）看 db.redo-switch。数字是两次巡检之间的增量。", en = "By class: User I/O, see db.file-io and db.top-sql; Commit (log file sync), the redo disks and how often the application commits; Application (enq: TX), db.locks; Concurrency, hot blocks and hard parses; Configuration (log file switch), db.redo-switch. Figures are since the last look." }
-- cadence = "weekly"
-- subject = ["event"]
-- empty   = "unknown"
-- metric  = ["waits", "time_ms", "startup_epoch"]
-- counter_reset = "startup_epoch"
-- limits  = { min_waits = 1000, io_ms = 20, sessions = 1 }
-- column.event         = { type = "text",   title = { zh-CN = "等待事件", en = "Event" } }
-- column.wait_class    = { type = "text",   title = { zh-CN = "类别", en = "Class" } }
-- column.waits         = { type = "number", unit = "count", title = { zh-CN = "次数（启动以来）", en = "Waits since startup" } }
-- column.time_ms       = { type = "number", unit = "ms",    title = { zh-CN = "时间（启动以来）", en = "Time since startup" } }
-- column.startup_epoch = { type = "number", title = { zh-CN = "实例启动标记", en = "Startup mark" } }
-- column.new_waits     = { type = "number", unit = "count", title = { zh-CN = "次数（本期）", en = "Waits in the period" }, compute = "delta('waits')" }
-- column.new_s         = { type = "number", unit = "seconds", title = { zh-CN = "时间（本期）", en = "Time in the period" }, compute = "delta('time_ms') / 1000.0" }
-- column.avg_ms        = { type = "number", unit = "ms",    title = { zh-CN = "平均（本期）", en = "Mean in the period" }, compute = "delta('waits') > 0.0 ? delta('time_ms') / delta('waits') : null" }
-- column.avg_sessions  = { type = "number", title = { zh-CN = "平均等待会话", en = "Sessions waiting, mean" }, compute = "delta('time_ms') / 1000.0 / elapsed_s()" }
-- show    = ["event", "wait_class", "new_waits", "new_s", "avg_ms", "avg_sessions"]
-- [[rule]]
-- level = "note"
-- when  = "wait_class in ['User I/O', 'System I/O', 'Commit'] && new_waits != null && avg_ms != null && new_waits >= limits.min_waits && avg_ms >= limits.io_ms"
-- says  = { zh-CN = "等待事件 {{ event }} 本期平均 {{ avg_ms }} 毫秒（{{ new_waits | num }} 次，限 {{ limits.io_ms }} 毫秒）", en = "{{ event }} took {{ avg_ms }} ms on average in the period ({{ new_waits | num }} waits, limit {{ limits.io_ms }} ms)" }
-- [[rule]]
-- level = "note"
-- topic = "sessions"
-- when  = "wait_class in ['Application', 'Concurrency', 'Configuration', 'Cluster', 'Scheduler'] && avg_sessions != null && avg_sessions >= limits.sessions"
-- says  = { zh-CN = "等待事件 {{ event }}（{{ wait_class }}）本期平均有 {{ avg_sessions }} 个会话在等（限 {{ limits.sessions }} 个）", en = "{{ event }} ({{ wait_class }}) held {{ avg_sessions }} sessions on average in the period (limit {{ limits.sessions }})" }
-- [[example]]
-- name   = "first look"
-- rows   = [["db file sequential read", "User I/O", 2182211033.0, 1527547720.0, 1791771455]]
-- expect = "ok"
-- [[example]]
-- name   = "fast reads"
-- rows   = [["db file sequential read", "User I/O", 2000000.0, 1400000.0, 1791771455]]
-- prev   = [["db file sequential read", "User I/O", 1000000.0, 700000.0, 1791771455]]
-- prev_hours = 168
-- expect = "ok"
-- [[example]]
-- name   = "slow commits"
-- rows   = [["log file sync", "Commit", 2000000.0, 31000000.0, 1791771455]]
-- prev   = [["log file sync", "Commit", 1000000.0, 1000000.0, 1791771455]]
-- prev_hours = 168
-- expect = "note"
-- says   = "平均 30 毫秒"
-- [[example]]
-- name   = "two sessions always waiting for rows"
-- rows   = [["enq: TX - row lock contention", "Application", 2000.0, 173800000.0, 1791771455]]
-- prev   = [["enq: TX - row lock contention", "Application", 1000.0, 1000000.0, 1791771455]]
-- prev_hours = 24
-- expect = "note"
-- says   = "2 个会话"
-- [[example]]
-- name   = "restarted in between"
-- rows   = [["log file sync", "Commit", 2000000.0, 31000000.0, 1795300000]]
-- prev   = [["log file sync", "Commit", 1000000.0, 1000000.0, 1791771455]]
-- expect = "ok"
-- [[example]]
-- name   = "nothing read"
-- rows   = []
-- expect = "unknown"
-- +++
select event, wait_class, waits, time_ms, startup_epoch
  from (select e.event,
               e.wait_class,
               sum(e.total_waits) waits,
               round(sum(e.time_waited_micro) / 1000) time_ms,
               max(i.startup_epoch) startup_epoch
          from gv$system_event e
         cross join (select round(sum(startup_time - date '1970-01-01') * 86400) startup_epoch from gv$instance) i
         where e.wait_class <> 'Idle'
           and e.total_waits > 0
         group by e.event, e.wait_class
         order by sum(e.time_waited_micro) desc)
 where rownum <= 100
