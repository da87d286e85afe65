-- +++
-- id      = "db.recover-file"
-- req     = ["DB-06", "DB-19"]
-- title   = { zh-CN = "待恢复的数据文件", en = "Files that need recovery" }
-- why     = { zh-CN = "列在这里的文件缺少重做，不恢复就不能联机；所需归档一旦被删就只能不完全恢复。", en = "These files lack redo and cannot be brought online without recovery; once the archived logs are gone only incomplete recovery is left." }
-- advice  = { zh-CN = "先停止归档清理任务，保住起始 SCN 以来的归档。FILE NOT FOUND：确认文件被移动还是丢失，丢失则 RMAN restore datafile <文件号>；然后 recover datafile <文件号>；alter database datafile <文件号> online。", en = "Stop the clean-up of archived logs first, keeping all since the SCN shown. FILE NOT FOUND: moved or lost? If lost, RMAN restore datafile <n>; then recover datafile <n>; alter database datafile <n> online." }
-- cadence = "daily"
-- on      = { open = false }
-- subject = ["con_name", "tablespace_name", "file_id"]
-- empty   = "ok"
-- # On a physical standby files wait for redo all the time: there only a row with an error is a fault.
-- column.con_name        = { type = "text",    title = { zh-CN = "容器", en = "Container" } }
-- column.tablespace_name = { type = "text",    title = { zh-CN = "表空间", en = "Tablespace" } }
-- column.file_id         = { type = "integer", title = { zh-CN = "文件号", en = "File" } }
-- column.file_name       = { type = "text",    title = { zh-CN = "文件名", en = "Name" } }
-- column.online_status   = { type = "text",    title = { zh-CN = "联机状态", en = "Online status" } }
-- column.error           = { type = "text",    title = { zh-CN = "错误", en = "Error" } }
-- column.since_scn       = { type = "text",    title = { zh-CN = "恢复起始 SCN", en = "From SCN" } }
-- column.since           = { type = "time",    title = { zh-CN = "恢复起始时间", en = "Since" } }
-- [[rule]]
-- level = "critical"
-- when  = "error != null && error != 'OFFLINE NORMAL'"
-- says  = { zh-CN = "数据文件 {{ file_id }} 无法恢复使用（{{ error }}）：{{ file_name }}", en = "Data file {{ file_id }} cannot be used ({{ error }}): {{ file_name }}" }
-- [[rule]]
-- level = "critical"
-- when  = "error == null && db.role == 'primary'"
-- says  = { zh-CN = "数据文件 {{ file_id }} 需要介质恢复：{{ file_name }}", en = "Data file {{ file_id }} needs media recovery: {{ file_name }}" }
-- [[rule]]
-- level = "note"
-- when  = "error != null && error == 'OFFLINE NORMAL'"
-- says  = { zh-CN = "数据文件 {{ file_id }} 随表空间正常离线（OFFLINE NORMAL），联机时不需要恢复", en = "Data file {{ file_id }} was taken offline normally with its tablespace and needs no recovery" }
-- [[example]]
-- name   = "the file is gone; the time is NULL"
-- rows   = [["", "TS_SBF_JK_DATA", 58, "/u02/oradata/SWCDB/SBFPDB/ts_sbf_jk_data02.dbf", "OFFLINE", "FILE NOT FOUND", "0", ""]]
-- null   = [[0, "since"]]
-- expect = "critical"
-- says   = "FILE NOT FOUND"
-- [[example]]
-- name   = "needs redo; the error is NULL"
-- rows   = [["", "TS_SBF_LOG", 65, "/u02/oradata/SWCDB/SBFPDB/ts_sbf_log02.dbf", "OFFLINE", "", "17643209906800", "2026-11-22 02:19:00"]]
-- expect = "critical"
-- says   = "需要介质恢复"
-- [[example]]
-- name   = "waiting for redo on a standby"
-- rows   = [["", "TS_SBF_LOG", 65, "/u02/oradata/SWCDBDG/ts_sbf_log02.dbf", "ONLINE", "", "17643209906800", "2026-11-22 02:19:00"]]
-- db     = { role = "standby" }
-- expect = "ok"
-- [[example]]
-- name   = "taken offline normally"
-- rows   = [["", "TS_OLD", 80, "/u02/oradata/old01.dbf", "OFFLINE", "OFFLINE NORMAL", "0", ""]]
-- null   = [[0, "since"]]
-- expect = "note"
-- [[example]]
-- name   = "nothing to recover"
-- rows   = []
-- expect = "ok"
-- +++
select cast(null as varchar2(128))                                 as con_name,
       (select max(t.name) from v$tablespace t where t.ts# = f.ts#) as tablespace_name,
       r.file#                                                     as file_id,
       f.name                                                      as file_name,
       r.online_status,
       r.error,
       to_char(r.change#, 'TM9')                                   as since_scn,
       r.time                                                      as since
  from v$recover_file r
  left join v$datafile f on f.file# = r.file#
 order by r.file#
