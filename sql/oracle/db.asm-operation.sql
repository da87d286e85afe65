-- +++
-- id      = "db.asm-operation"
-- req     = ["DB-05"]
-- title   = { zh-CN = "ASM 重平衡", en = "ASM operations" }
-- why     = { zh-CN = "重平衡出错停下后冗余一直没有恢复；运行中则会拖慢磁盘。", en = "A rebalance that halted on errors leaves redundancy unrestored; a running one slows the disks." }
-- advice  = { zh-CN = "出错的：在 ASM 告警日志中按 ERROR_CODE 查原因（常见 ORA-15041 空间不足），解决后 alter diskgroup … rebalance。运行中的：看预计剩余时间，业务高峰可用 alter diskgroup … rebalance power 1 降速。", en = "After an error: find ERROR_CODE in the ASM alert log (often ORA-15041, no room), mend it, then alter diskgroup … rebalance. While running: see the estimate; at peak hours slow it down with alter diskgroup … rebalance power 1." }
-- cadence = "daily"
-- on      = { open = false }
-- subject = ["inst_id", "group_name", "operation"]
-- # Oracle documents this view for ASM instances; a database instance shows few or no rows, so an empty answer proves little.
-- # The state of the disks themselves is in db.asm-diskgroup.
-- empty   = "ok"
-- column.inst_id     = { type = "integer", title = { zh-CN = "实例号", en = "Instance" } }
-- column.group_name  = { type = "text",    title = { zh-CN = "磁盘组", en = "Disk group" } }
-- column.operation   = { type = "text",    title = { zh-CN = "操作", en = "Operation" } }
-- column.state       = { type = "text",    title = { zh-CN = "状态", en = "State" } }
-- column.done_pct    = { type = "number",  unit = "percent", title = { zh-CN = "进度", en = "Done" } }
-- column.est_minutes = { type = "number",  unit = "minutes", title = { zh-CN = "预计剩余分钟", en = "Minutes left" } }
-- column.error_code  = { type = "text",    title = { zh-CN = "错误", en = "Error" } }
-- [[rule]]
-- level = "critical"
-- when  = "(state != null && state == 'ERRS') || error_code != null"
-- says  = { zh-CN = "磁盘组 {{ group_name }} 的 {{ operation }} 因错误停止：{{ error_code }}", en = "{{ operation }} of disk group {{ group_name }} halted on an error: {{ error_code }}" }
-- [[rule]]
-- level = "note"
-- when  = "error_code == null && (state == null || !(state in ['ERRS', 'DONE']))"
-- says  = { zh-CN = "磁盘组 {{ group_name }} 正在 {{ operation }}({{ state }})", en = "{{ operation }} of disk group {{ group_name }} is under way ({{ state }})" }
-- [[example]]
-- name   = "rebalancing; the error is NULL"
-- rows   = [[1, "DATA", "REBAL", "RUN", 42.0, 18.0, ""]]
-- expect = "note"
-- [[example]]
-- name   = "halted"
-- rows   = [[1, "DATA", "REBAL", "ERRS", 42.0, 0, "ORA-15041"]]
-- null   = [[0, "est_minutes"]]
-- expect = "critical"
-- says   = "ORA-15041"
-- [[example]]
-- name   = "done"
-- rows   = [[1, "DATA", "REBAL", "DONE", 100.0, 0.0, ""]]
-- expect = "ok"
-- [[example]]
-- name   = "nothing under way"
-- rows   = []
-- expect = "ok"
-- +++
select o.inst_id,
       g.name                                              as group_name,
       trim(o.operation)                                   as operation,
       o.state,
       max(round(100 * o.sofar / nullif(o.est_work, 0), 1)) as done_pct,
       max(o.est_minutes)                                  as est_minutes,
       max(o.error_code)                                   as error_code
  from gv$asm_operation o
  left join v$asm_diskgroup_stat g on g.group_number = o.group_number
 group by o.inst_id, g.name, trim(o.operation), o.state
 order by o.inst_id, g.name, o.state
