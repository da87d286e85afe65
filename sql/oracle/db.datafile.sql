-- +++
-- id      = "db.datafile"
-- req     = ["DB-06"]
-- title   = { zh-CN = "数据文件状态", en = "Data file state" }
-- why     = { zh-CN = "离线或待恢复的数据文件中的数据无法访问，报 ORA-00376；拖得越久，恢复需要的归档越多。", en = "Data in a file that is offline or needs recovery cannot be read (ORA-00376); the longer it stays, the more archived logs recovery needs." }
-- advice  = { zh-CN = "先在主机上确认文件是否还在（ls -l 或 asmcmd ls）。文件在：recover datafile <文件号>，再 alter database datafile <文件号> online（属于 PDB 的先 alter session set container）。文件丢失：RMAN 执行 restore datafile <文件号>；recover datafile <文件号>；再 online。确认所需归档齐全之前，不要删除任何归档日志。", en = "See on the host whether the file is there (ls -l or asmcmd ls). If so: recover datafile <n>, then alter database datafile <n> online (for a file of a PDB, alter session set container first). If it is lost: RMAN restore datafile <n>; recover datafile <n>; then online. Delete no archived log until recovery is through." }
-- cadence = "daily"
-- subject = ["con_name", "tablespace_name", "file_id"]
-- empty   = "unknown"
-- # V$DATAFILE leads (the control file knows every file, those of PDBs that are not open too); DBA_DATA_FILES adds ONLINE_STATUS.
-- # DBA_DATA_FILES.STATUS says AVAILABLE even for files that are offline. A file removed by rm stays ONLINE while processes
-- # hold it open: the host's checks see that.
-- column.con_name          = { type = "text",    title = { zh-CN = "容器", en = "Container" } }
-- column.tablespace_name   = { type = "text",    title = { zh-CN = "表空间", en = "Tablespace" } }
-- column.file_id           = { type = "integer", title = { zh-CN = "文件号", en = "File" } }
-- column.file_name         = { type = "text",    title = { zh-CN = "文件名", en = "Name" } }
-- column.status            = { type = "text",    title = { zh-CN = "状态", en = "Status" } }
-- column.online_status     = { type = "text",    title = { zh-CN = "联机状态", en = "Online status" } }
-- column.file_state        = { type = "text",    title = { zh-CN = "可用性", en = "Availability" } }
-- column.tablespace_status = { type = "text",    title = { zh-CN = "表空间状态", en = "Tablespace status" } }
-- column.enabled           = { type = "text",    title = { zh-CN = "读写", en = "Enabled" } }
-- column.size_mb           = { type = "number",  unit = "mb", title = { zh-CN = "大小", en = "Size" } }
-- show    = ["con_name", "tablespace_name", "file_id", "file_name", "status", "online_status", "size_mb"]
-- [[rule]]
-- level = "critical"
-- when  = "status == 'RECOVER' || (online_status != null && online_status == 'RECOVER')"
-- says  = { zh-CN = "数据文件 {{ file_id }} 需要介质恢复（RECOVER）：{{ file_name }}，其中的数据无法访问", en = "Data file {{ file_id }} needs media recovery (RECOVER): {{ file_name }}; its data cannot be read" }
-- [[rule]]
-- level = "critical"
-- when  = "(status in ['OFFLINE', 'SYSOFF'] || (online_status != null && online_status in ['OFFLINE', 'SYSOFF'])) && (tablespace_status == null || tablespace_status != 'OFFLINE')"
-- says  = { zh-CN = "数据文件 {{ file_id }} 已离线（{{ status }}）：{{ file_name }}，其中的数据无法访问", en = "Data file {{ file_id }} is offline ({{ status }}): {{ file_name }}; its data cannot be read" }
-- [[rule]]
-- level = "critical"
-- when  = "file_state != null && file_state == 'INVALID'"
-- says  = { zh-CN = "数据文件 {{ file_id }} 状态为 INVALID:{{ file_name }}", en = "Data file {{ file_id }} is INVALID: {{ file_name }}" }
-- [[rule]]
-- level = "critical"
-- when  = "file_name != null && (file_name.contains('UNNAMED0') || file_name.contains('MISSING0'))"
-- says  = { zh-CN = "数据文件 {{ file_id }} 在控制文件中只有占位名：{{ file_name }}，文件没有建成或没有登记", en = "Data file {{ file_id }} is only a placeholder in the control file: {{ file_name }}; it was not created or not registered" }
-- advice = { zh-CN = "备库出现 UNNAMED：主库新增的文件在备库建不出来（目录不存在、空间不足或 standby_file_management=MANUAL），redo 应用已停。补好目录或空间后 alter database create datafile '…UNNAMED…' as '<新路径>'，把 standby_file_management 改为 AUTO，再启动应用。主库出现 MISSING：重建控制文件时漏了该文件，用 alter database rename file 指回实际文件，再恢复。", en = "UNNAMED on a standby: a file added on the primary could not be created (no directory, no room, or standby_file_management=MANUAL) and apply has stopped. Mend that, alter database create datafile '…UNNAMED…' as '<path>', set standby_file_management to AUTO, start apply. MISSING on a primary: the control file was recreated without it; alter database rename file to the real one, then recover." }
-- [[rule]]
-- level = "note"
-- when  = "status == 'OFFLINE' && tablespace_status != null && tablespace_status == 'OFFLINE'"
-- says  = { zh-CN = "数据文件 {{ file_id }} 随所属表空间 {{ tablespace_name }} 一起离线", en = "Data file {{ file_id }} is offline with its tablespace {{ tablespace_name }}" }
-- [[rule]]
-- level = "note"
-- when  = "!(status in ['SYSTEM', 'ONLINE', 'OFFLINE', 'SYSOFF', 'RECOVER'])"
-- says  = { zh-CN = "数据文件 {{ file_id }} 的状态 {{ status }} 不在已知范围内", en = "Data file {{ file_id }} has the unknown status {{ status }}" }
-- [[example]]
-- name   = "in order"
-- rows   = [["", "SYSTEM", 9, "/u02/oradata/SWCDB/SBFPDB/system01.dbf", "SYSTEM", "SYSTEM", "AVAILABLE", "ONLINE", "READ WRITE", 2048.0], ["", "TS_SBF_LOG", 64, "/u02/oradata/SWCDB/SBFPDB/ts_sbf_log01.dbf", "ONLINE", "ONLINE", "AVAILABLE", "ONLINE", "READ WRITE", 30720.0]]
-- expect = "ok"
-- [[example]]
-- name   = "needs recovery; the size is NULL"
-- rows   = [["", "TS_SBF_JK_DATA", 58, "/u02/oradata/SWCDB/SBFPDB/ts_sbf_jk_data02.dbf", "RECOVER", "RECOVER", "AVAILABLE", "ONLINE", "READ WRITE", 0]]
-- null   = [[0, "size_mb"]]
-- expect = "critical"
-- says   = "需要介质恢复"
-- [[example]]
-- name   = "offline in an online tablespace"
-- rows   = [["", "TS_SBF_LOG", 65, "/u02/oradata/SWCDB/SBFPDB/ts_sbf_log02.dbf", "OFFLINE", "OFFLINE", "AVAILABLE", "ONLINE", "READ WRITE", 30720.0]]
-- expect = "critical"
-- says   = "已离线"
-- [[example]]
-- name   = "a SYSTEM file offline in a PDB that is not open: nothing from DBA_ views"
-- rows   = [["TESTPDB", "SYSTEM", 90, "/u02/oradata/SWCDB/TESTPDB/system01.dbf", "SYSOFF", "", "", "", "READ WRITE", 1024.0]]
-- expect = "critical"
-- [[example]]
-- name   = "a file of a PDB that is not open, in order"
-- rows   = [["TESTPDB", "USERS", 93, "/u02/oradata/SWCDB/TESTPDB/users01.dbf", "ONLINE", "", "", "", "READ WRITE", 256.0]]
-- expect = "ok"
-- [[example]]
-- name   = "invalid"
-- rows   = [["", "TS_A", 70, "/u02/oradata/a.dbf", "ONLINE", "ONLINE", "INVALID", "ONLINE", "READ WRITE", 256.0]]
-- expect = "critical"
-- says   = "INVALID"
-- [[example]]
-- name   = "a placeholder on a standby"
-- rows   = [["", "TS_A", 71, "/u01/app/oracle/product/19/dbs/UNNAMED00071", "ONLINE", "ONLINE", "AVAILABLE", "ONLINE", "READ WRITE", 256.0]]
-- db     = { role = "standby" }
-- expect = "critical"
-- says   = "占位名"
-- [[example]]
-- name   = "offline with its tablespace"
-- rows   = [["", "TS_OLD", 80, "/u02/oradata/old01.dbf", "OFFLINE", "OFFLINE", "AVAILABLE", "OFFLINE", "DISABLED", 256.0]]
-- expect = "note"
-- [[example]]
-- name   = "an unknown word"
-- rows   = [["", "TS_A", 70, "/u02/oradata/a.dbf", "FROZEN", "ONLINE", "AVAILABLE", "ONLINE", "READ WRITE", 256.0]]
-- expect = "note"
-- [[example]]
-- name   = "no rows"
-- rows   = []
-- expect = "unknown"
-- +++
select cast(null as varchar2(128))              as con_name,
       d.tablespace_name,
       f.file#                                  as file_id,
       f.name                                   as file_name,
       f.status,
       d.online_status,
       d.status                                 as file_state,
       t.status                                 as tablespace_status,
       f.enabled,
       round(nullif(f.bytes, 0) / 1048576, 2)   as size_mb
  from v$datafile f
  left join dba_data_files d on d.file_id = f.file#
  left join dba_tablespaces t on t.tablespace_name = d.tablespace_name
 order by f.file#
