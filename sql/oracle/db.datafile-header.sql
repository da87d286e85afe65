-- +++
-- id      = "db.datafile-header"
-- req     = ["DB-19"]
-- title   = { zh-CN = "数据文件头", en = "Data file headers" }
-- why     = { zh-CN = "文件头读不出或检查点落后，说明文件丢失、损坏或被旧副本覆盖，重启后库可能打不开。", en = "A header that cannot be read or lags behind means a file that is lost, damaged or overwritten by an old copy; the database may not open again." }
-- advice  = { zh-CN = "重启数据库之前先处理。用 ls -l 或 asmcmd 确认文件存在且属主为 oracle；读不出的执行 dbv file=<文件> blocksize=<块大小> 或 RMAN validate datafile <文件号>；RECOVER=YES 的执行 recover datafile <文件号>；损坏的用 RMAN restore datafile <文件号> 后恢复。", en = "Deal with it before any restart. Make sure the file exists and belongs to oracle (ls -l, asmcmd); if it cannot be read, dbv file=<file> blocksize=<size> or RMAN validate datafile <n>; for RECOVER=YES recover datafile <n>; if damaged, RMAN restore datafile <n> and recover." }
-- cadence = "weekly"
-- on      = { open = false }
-- subject = ["con_name", "tablespace_name", "file_id"]
-- empty   = "ok"
-- # Only headers with something to say: an error, RECOVER other than NO, or FUZZY on a file that nobody writes.
-- # FUZZY=YES is the rule for an open file. On a standby RECOVER=YES only says that redo is being applied. OFFLINE NORMAL is benign (T18).
-- column.con_name        = { type = "text",    title = { zh-CN = "容器", en = "Container" } }
-- column.tablespace_name = { type = "text",    title = { zh-CN = "表空间", en = "Tablespace" } }
-- column.file_id         = { type = "integer", title = { zh-CN = "文件号", en = "File" } }
-- column.file_name       = { type = "text",    title = { zh-CN = "文件名", en = "Name" } }
-- column.status          = { type = "text",    title = { zh-CN = "状态", en = "Status" } }
-- column.error           = { type = "text",    title = { zh-CN = "错误", en = "Error" } }
-- column.recover         = { type = "text",    title = { zh-CN = "需恢复", en = "Recover" } }
-- column.fuzzy           = { type = "text",    title = { zh-CN = "模糊", en = "Fuzzy" } }
-- column.checkpoint_time = { type = "time",    title = { zh-CN = "检查点时间", en = "Checkpoint" } }
-- [[rule]]
-- level = "critical"
-- when  = "error != null && error != 'OFFLINE NORMAL'"
-- says  = { zh-CN = "数据文件 {{ file_id }} 的文件头异常（{{ error }}）：{{ file_name }}", en = "The header of data file {{ file_id }} is in error ({{ error }}): {{ file_name }}" }
-- [[rule]]
-- level = "critical"
-- when  = "error == null && recover != null && recover == 'YES' && db.role == 'primary'"
-- says  = { zh-CN = "数据文件 {{ file_id }} 的文件头标记需要恢复：{{ file_name }}", en = "The header of data file {{ file_id }} asks for recovery: {{ file_name }}" }
-- [[rule]]
-- level = "warning"
-- when  = "error == null && recover != null && recover == 'NO' && fuzzy != null && fuzzy == 'YES' && db.role == 'primary'"
-- says  = { zh-CN = "数据文件 {{ file_id }} 离线但文件头仍为模糊状态（FUZZY）：{{ file_name }}，联机前可能需要恢复", en = "Data file {{ file_id }} is offline with a fuzzy header: {{ file_name }}; it may need recovery before it goes online" }
-- [[rule]]
-- level = "note"
-- when  = "error != null && error == 'OFFLINE NORMAL'"
-- says  = { zh-CN = "数据文件 {{ file_id }} 随表空间正常离线（OFFLINE NORMAL）", en = "Data file {{ file_id }} was taken offline normally with its tablespace" }
-- [[example]]
-- name   = "cannot be read: RECOVER, FUZZY and the checkpoint are NULL"
-- rows   = [["", "TS_SBF_JK_DATA", 58, "/u02/oradata/SWCDB/SBFPDB/ts_sbf_jk_data02.dbf", "OFFLINE", "FILE NOT FOUND", "", "", ""]]
-- null   = [[0, "checkpoint_time"]]
-- expect = "critical"
-- says   = "FILE NOT FOUND"
-- [[example]]
-- name   = "asks for recovery"
-- rows   = [["", "TS_SBF_LOG", 65, "/u02/oradata/SWCDB/SBFPDB/ts_sbf_log02.dbf", "OFFLINE", "", "YES", "YES", "2026-11-22 02:19:00"]]
-- expect = "critical"
-- says   = "需要恢复"
-- [[example]]
-- name   = "asks for recovery on a standby"
-- rows   = [["", "TS_SBF_LOG", 65, "/u02/oradata/SWCDBDG/ts_sbf_log02.dbf", "ONLINE", "", "YES", "YES", "2026-11-22 02:19:00"]]
-- db     = { role = "standby" }
-- expect = "ok"
-- [[example]]
-- name   = "offline and fuzzy"
-- rows   = [["", "TS_SBF_LOG", 65, "/u02/oradata/SWCDB/SBFPDB/ts_sbf_log02.dbf", "OFFLINE", "", "NO", "YES", "2026-11-22 02:19:00"]]
-- expect = "warning"
-- [[example]]
-- name   = "taken offline normally"
-- rows   = [["", "TS_OLD", 80, "/u02/oradata/old01.dbf", "OFFLINE", "OFFLINE NORMAL", "", "", ""]]
-- null   = [[0, "checkpoint_time"]]
-- expect = "note"
-- [[example]]
-- name   = "all headers in order"
-- rows   = []
-- expect = "ok"
-- +++
select cast(null as varchar2(128))                                 as con_name,
       (select max(t.name) from v$tablespace t where t.ts# = f.ts#) as tablespace_name,
       h.file#                                                     as file_id,
       f.name                                                      as file_name,
       h.status,
       h.error,
       h.recover,
       h.fuzzy,
       h.checkpoint_time
  from v$datafile_header h
  join v$datafile f on f.file# = h.file#
 where h.error is not null
    or h.recover = 'YES'
    or (h.fuzzy = 'YES' and h.status = 'OFFLINE')
 order by h.file#
