-- +++
-- id      = "db.archive-gap"
-- req     = ["DB-09"]
-- title   = { zh-CN = "备库归档缺口", en = "Archive gap on the standby" }
-- why     = { zh-CN = "缺一个归档，后面的全都应用不了；主库上一旦删掉缺的那几个，备库就只能用增量备份补或重建。", en = "One missing log holds up all that follow; once the primary has deleted it, the standby must be rolled forward by backup, or rebuilt." }
-- advice  = { zh-CN = "马上到主库确认缺的序列号还在：select name from v$archived_log where thread# = 线程 and sequence# between 起 and 止 and standby_dest = 'NO' and deleted = 'NO'；在，则查 FAL_SERVER 参数和网络让它自动补，或复制到备库后 alter database register physical logfile '文件'；不在，先看 RMAN 能否 restore archivelog，再不行用主库增量备份补备库（12.1 以后 recover standby database from service 主库服务名）。", en = "At once, see that the primary still has them: select name from v$archived_log where thread# = T and sequence# between A and B and standby_dest = 'NO' and deleted = 'NO'. If so, check FAL_SERVER and network, or copy them and alter database register physical logfile 'FILE'. If not, try RMAN restore archivelog; failing that roll the standby forward by an incremental of the primary (12.1 on: recover standby database from service NAME)." }
-- cadence = "daily"
-- on      = { open = false, role = ["standby"] }
-- subject = ["thread_no"]
-- empty   = "ok"
-- metric  = ["low_seq"]
-- timeout_s = 120
-- column.thread_no = { type = "integer", title = { zh-CN = "线程", en = "Thread" } }
-- column.low_seq   = { type = "integer", title = { zh-CN = "缺口起", en = "Missing from" } }
-- column.high_seq  = { type = "integer", title = { zh-CN = "缺口止", en = "Missing to" } }
-- column.gap_logs  = { type = "integer", unit = "count", title = { zh-CN = "缺归档个数", en = "Logs missing" } }
-- [[rule]]
-- level = "critical"
-- when  = "prev('low_seq') != null && low_seq == prev('low_seq') && elapsed_s() >= 600.0"
-- says  = { zh-CN = "备库缺线程 {{ thread_no }} 的归档 {{ low_seq }}–{{ high_seq }}（{{ gap_logs }} 个），自上次巡检仍未补上", en = "The standby still lacks logs {{ low_seq }}–{{ high_seq }} of thread {{ thread_no }} ({{ gap_logs }}), as at the last look" }
-- [[rule]]
-- level = "warning"
-- when  = "true"
-- says  = { zh-CN = "备库缺线程 {{ thread_no }} 的归档 {{ low_seq }}–{{ high_seq }}（{{ gap_logs }} 个）", en = "The standby lacks logs {{ low_seq }}–{{ high_seq }} of thread {{ thread_no }} ({{ gap_logs }})" }
-- [[example]]
-- name   = "new gap"
-- rows   = [[1, 88459, 88463, 5]]
-- expect = "warning"
-- [[example]]
-- name   = "the same gap as six hours ago"
-- rows   = [[1, 88459, 88463, 5]]
-- prev   = [[1, 88459, 88463, 5]]
-- prev_hours = 6
-- expect = "critical"
-- says   = "仍未补上"
-- [[example]]
-- name   = "none"
-- rows   = []
-- expect = "ok"
-- +++
select thread# thread_no,
       low_sequence# low_seq,
       high_sequence# high_seq,
       high_sequence# - low_sequence# + 1 gap_logs
  from v$archive_gap
 order by thread#
