-- +++
-- id      = "db.tempfile"
-- req     = ["DB-07"]
-- title   = { zh-CN = "临时文件状态", en = "Temp file state" }
-- why     = { zh-CN = "临时文件丢失或离线时，排序、建索引、大表关联报 ORA-01157、ORA-25153 或 ORA-01652。", en = "With a temp file missing or offline, sorts, index builds and big joins fail with ORA-01157, ORA-25153 or ORA-01652." }
-- advice  = { zh-CN = "临时文件里没有业务数据，可直接重建：alter tablespace <临时表空间> add tempfile '<路径>' size … autoextend on maxsize …；确认新文件 ONLINE 后 alter database tempfile <坏文件号> drop。文件还在、只是离线的：alter database tempfile <文件号> online。", en = "Temp files hold no business data: add a new one (alter tablespace <temp> add tempfile '<path>' size … autoextend on maxsize …), see that it is ONLINE, then alter database tempfile <bad n> drop. If the file is there and merely offline: alter database tempfile <n> online." }
-- cadence = "daily"
-- subject = ["con_name", "tablespace_name", "file_id"]
-- empty   = "unknown"
-- # V$TEMPFILE, not DBA_TEMP_FILES: selecting the latter fails with ORA-01157 when a file is missing (T19).
-- # Temporary tablespaces lead, so that one without any file is a row with NULLs and not an absence.
-- column.con_name        = { type = "text",    title = { zh-CN = "容器", en = "Container" } }
-- column.tablespace_name = { type = "text",    title = { zh-CN = "临时表空间", en = "Tablespace" } }
-- column.file_id         = { type = "integer", title = { zh-CN = "文件号", en = "File" } }
-- column.file_name       = { type = "text",    title = { zh-CN = "文件名", en = "Name" } }
-- column.status          = { type = "text",    title = { zh-CN = "状态", en = "Status" } }
-- column.enabled         = { type = "text",    title = { zh-CN = "读写", en = "Enabled" } }
-- column.size_mb         = { type = "number",  unit = "mb", title = { zh-CN = "大小", en = "Size" } }
-- [[rule]]
-- level = "critical"
-- when  = "file_id == null && db.role == 'primary'"
-- says  = { zh-CN = "临时表空间 {{ tablespace_name }} 没有任何临时文件", en = "Temporary tablespace {{ tablespace_name }} has no temp file at all" }
-- [[rule]]
-- level = "warning"
-- when  = "file_id == null && db.role == 'standby'"
-- says  = { zh-CN = "备库的临时表空间 {{ tablespace_name }} 没有临时文件，只读查询和切换后的业务会失败", en = "Temporary tablespace {{ tablespace_name }} of the standby has no temp file; queries, and users after a switchover, will fail" }
-- [[rule]]
-- level = "critical"
-- when  = "file_id != null && (status == null || status != 'ONLINE')"
-- says  = { zh-CN = "临时文件 {{ file_id }} 不在线（{{ status }}）：{{ file_name }}", en = "Temp file {{ file_id }} is not online ({{ status }}): {{ file_name }}" }
-- [[rule]]
-- level = "critical"
-- when  = "file_id != null && (size_mb == null || size_mb <= 0.0)"
-- says  = { zh-CN = "临时文件 {{ file_id }} 读不出大小，很可能已从磁盘上丢失：{{ file_name }}", en = "Temp file {{ file_id }} has no readable size and is probably gone from disk: {{ file_name }}" }
-- [[example]]
-- name   = "in order"
-- rows   = [["", "TEMP", 4, "/u02/oradata/SWCDB/SBFPDB/temp01.dbf", "ONLINE", "READ WRITE", 30720.0]]
-- expect = "ok"
-- [[example]]
-- name   = "one is offline"
-- rows   = [["", "TEMP", 4, "/u02/oradata/SWCDB/SBFPDB/temp01.dbf", "ONLINE", "READ WRITE", 30720.0], ["", "TEMP", 5, "/u02/oradata/SWCDB/SBFPDB/temp02.dbf", "OFFLINE", "READ WRITE", 30720.0]]
-- expect = "critical"
-- says   = "不在线"
-- [[example]]
-- name   = "missing from disk"
-- rows   = [["", "TEMP", 5, "/u02/oradata/SWCDB/SBFPDB/temp02.dbf", "ONLINE", "READ WRITE", 0]]
-- null   = [[0, "size_mb"]]
-- expect = "critical"
-- says   = "丢失"
-- [[example]]
-- name   = "no file: all of the file is NULL"
-- rows   = [["", "TEMP", 0, "", "", "", 0]]
-- null   = [[0, "file_id"], [0, "size_mb"]]
-- expect = "critical"
-- says   = "没有任何临时文件"
-- [[example]]
-- name   = "no file on a standby"
-- rows   = [["", "TEMP", 0, "", "", "", 0]]
-- null   = [[0, "file_id"], [0, "size_mb"]]
-- db     = { role = "standby" }
-- expect = "warning"
-- [[example]]
-- name   = "no rows"
-- rows   = []
-- expect = "unknown"
-- +++
select cast(null as varchar2(128))              as con_name,
       t.tablespace_name,
       f.file#                                  as file_id,
       f.name                                   as file_name,
       f.status,
       f.enabled,
       round(nullif(f.bytes, 0) / 1048576, 2)   as size_mb
  from dba_tablespaces t
  left join v$tablespace v on v.name = t.tablespace_name
  left join v$tempfile f on f.ts# = v.ts#
 where t.contents = 'TEMPORARY'
 order by t.tablespace_name, f.file#
