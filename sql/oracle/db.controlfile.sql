-- +++
-- id      = "db.controlfile"
-- req     = ["DB-19"]
-- title   = { zh-CN = "控制文件", en = "Control files" }
-- why     = { zh-CN = "任何一个控制文件读写失败实例都会宕掉；只有一份时一旦损坏就要重建。", en = "An instance crashes when any control file cannot be written; a single one that breaks has to be recreated." }
-- advice  = { zh-CN = "INVALID：不要重启。先 alter database backup controlfile to '<路径>' 和 to trace，查该路径的文件系统和权限；安排停机窗口，关库后用完好的一份覆盖坏的，或从 control_files 参数中去掉坏的再启动。", en = "INVALID: do not restart. First alter database backup controlfile to '<path>' and to trace, and look at the file system and permissions there; in a maintenance window shut down and copy a good one over it, or take it out of control_files, then start." }
-- cadence = "weekly"
-- on      = { open = false }
-- subject = ["name"]
-- empty   = "unknown"
-- column.name    = { type = "text",   title = { zh-CN = "控制文件", en = "Control file" } }
-- column.status  = { type = "text",   title = { zh-CN = "状态", en = "Status" } }
-- column.in_fra  = { type = "text",   title = { zh-CN = "在恢复区", en = "In FRA" } }
-- column.size_mb = { type = "number", unit = "mb", title = { zh-CN = "大小", en = "Size" } }
-- # STATUS is NULL when the file is good (T18).
-- [[rule]]
-- level = "critical"
-- when  = "status != null && status == 'INVALID'"
-- says  = { zh-CN = "控制文件失效（INVALID）：{{ name }}", en = "Control file is INVALID: {{ name }}" }
-- [[rule]]
-- level = "note"
-- when  = "status != null && status != 'INVALID'"
-- says  = { zh-CN = "控制文件 {{ name }} 的状态 {{ status }} 不在已知范围内", en = "Control file {{ name }} has the unknown status {{ status }}" }
-- [[rule]]
-- level = "note"
-- scope = "table"
-- topic = "count"
-- when  = "size(rows) < 2"
-- says  = { zh-CN = "控制文件只有一份，没有多路复用", en = "There is only one control file; it is not multiplexed" }
-- advice = { zh-CN = "在下次停机窗口增加一份，放在另一块盘或另一磁盘组：改 control_files 参数（spfile），关库后复制控制文件，再启动。", en = "Add one on another disk or disk group in the next maintenance window: change control_files in the spfile, shut down, copy the control file, start." }
-- [[example]]
-- name   = "two good ones: the status is NULL"
-- rows   = [["/u02/oradata/SWCDB/control01.ctl", "", "NO", 37.97], ["/u03/fra/SWCDB/control02.ctl", "", "YES", 37.97]]
-- expect = "ok"
-- [[example]]
-- name   = "one is invalid"
-- rows   = [["/u02/oradata/SWCDB/control01.ctl", "", "NO", 37.97], ["/u03/fra/SWCDB/control02.ctl", "INVALID", "NO", 37.97]]
-- expect = "critical"
-- says   = "control02"
-- [[example]]
-- name   = "an unknown word"
-- rows   = [["/u02/oradata/SWCDB/control01.ctl", "", "NO", 37.97], ["/u03/fra/SWCDB/control02.ctl", "STALE", "NO", 37.97]]
-- expect = "note"
-- [[example]]
-- name   = "only one"
-- rows   = [["/u02/oradata/SWCDB/control01.ctl", "", "NO", 37.97]]
-- expect = "note"
-- says   = "只有一份"
-- [[example]]
-- name   = "no rows"
-- rows   = []
-- expect = "unknown"
-- +++
select c.name,
       c.status,
       c.is_recovery_dest_file                                as in_fra,
       round(c.block_size * c.file_size_blks / 1048576, 2)    as size_mb
  from v$controlfile c
 order by c.name
