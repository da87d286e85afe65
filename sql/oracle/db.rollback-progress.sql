-- +++
-- id      = "db.rollback-progress"
-- req     = ["DB-04", "DB-08"]
-- title   = { zh-CN = "死事务回滚进度", en = "Recovery of dead transactions" }
-- why     = { zh-CN = "实例崩溃或大事务被杀后，SMON 在后台回滚；期间相关表变慢、行被锁，属于进行中的恢复，不是挂死。", en = "After a crash or the kill of a large transaction SMON rolls back in the background; tables are slow and rows locked meanwhile, which is progress, not a hang." }
-- advice  = { zh-CN = "耐心等待，不要重启、不要再杀：重启会从头再来。按下次巡检的已完成块数估算剩余时间；若拖累业务，可调整 fast_start_parallel_rollback（LOW/HIGH/FALSE）。若两次巡检毫无进展，查 SMON 及其并行进程在等什么（GV$SESSION 的 EVENT），并看警告日志有无 ORA-00600 或坏块。", en = "Be patient: no restart, no further kill. Estimate the rest from the blocks done at the next look; fast_start_parallel_rollback (LOW/HIGH/FALSE) sets its pace. If two looks show no progress, see what SMON and its slaves wait for (EVENT in GV$SESSION) and look for ORA-00600 or corrupt blocks in the alert log." }
-- cadence = "daily"
-- subject = ["inst_id", "xid"]
-- empty   = "ok"
-- metric  = ["done_blocks"]
-- column.inst_id      = { type = "integer", title = { zh-CN = "实例", en = "Instance" } }
-- column.xid          = { type = "text",    title = { zh-CN = "事务号", en = "Transaction" } }
-- column.state        = { type = "text",    title = { zh-CN = "状态", en = "State" } }
-- column.done_blocks  = { type = "integer", unit = "count",   title = { zh-CN = "已回滚块", en = "Blocks done" } }
-- column.total_blocks = { type = "integer", unit = "count",   title = { zh-CN = "总块数", en = "Blocks in all" } }
-- column.done_pct     = { type = "number",  unit = "percent", title = { zh-CN = "完成", en = "Done %" } }
-- column.cpu_s        = { type = "integer", unit = "seconds", title = { zh-CN = "已耗时", en = "Time spent" } }
-- [[rule]]
-- level = "warning"
-- when  = "prev('done_blocks') != null && done_blocks <= prev('done_blocks') && elapsed_s() >= 600.0"
-- says  = { zh-CN = "死事务 {{ xid }}（实例 {{ inst_id }}）的回滚停在 {{ done_blocks }}/{{ total_blocks }} 块，自上次巡检没有进展", en = "The rollback of dead transaction {{ xid }} (instance {{ inst_id }}) stands at {{ done_blocks }} of {{ total_blocks }} blocks, as at the last look" }
-- [[rule]]
-- level = "note"
-- when  = "true"
-- says  = { zh-CN = "死事务 {{ xid }}（实例 {{ inst_id }}）正在回滚：{{ done_blocks }}/{{ total_blocks }} 块", en = "Dead transaction {{ xid }} (instance {{ inst_id }}) is being rolled back: {{ done_blocks }} of {{ total_blocks }} blocks" }
-- [[example]]
-- name   = "under way"
-- rows   = [[1, "12.4.90117", "RECOVERING", 41200, 90000, 45.8, 1200]]
-- prev   = [[1, "12.4.90117", "RECOVERING", 2200, 90000, 2.4, 60]]
-- prev_hours = 1
-- expect = "note"
-- [[example]]
-- name   = "stands still"
-- rows   = [[1, "12.4.90117", "RECOVERING", 41200, 90000, 45.8, 1200]]
-- prev   = [[1, "12.4.90117", "RECOVERING", 41200, 90000, 45.8, 1200]]
-- prev_hours = 1
-- expect = "warning"
-- [[example]]
-- name   = "total not known yet"
-- rows   = [[1, "12.4.90117", "TO BE RECOVERED", 0, 0, 0.0, 0]]
-- null   = [[0, "done_pct"], [0, "cpu_s"]]
-- expect = "note"
-- [[example]]
-- name   = "nothing to roll back"
-- rows   = []
-- expect = "ok"
-- +++
select inst_id, xid, state, done_blocks, total_blocks, done_pct, cpu_s
  from (select inst_id,
               usn || '.' || slt || '.' || seq xid,
               state,
               nvl(undoblocksdone, 0) done_blocks,
               nvl(undoblockstotal, 0) total_blocks,
               round(undoblocksdone / nullif(undoblockstotal, 0) * 100, 1) done_pct,
               cputime cpu_s
          from gv$fast_start_transactions
         where state <> 'RECOVERED'
         order by undoblockstotal desc)
 where rownum <= 100
