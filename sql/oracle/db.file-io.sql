-- +++
-- id      = "db.file-io"
-- req     = ["DB-11"]
-- title   = { zh-CN = "数据文件 I/O", en = "Data file I/O" }
-- why     = { zh-CN = "单次读超过几十毫秒，业务就会整体变慢；按文件看能找出是哪块存储、哪个表空间。", en = "Reads of tens of milliseconds slow everything down; by file it shows which storage or tablespace." }
-- advice  = { zh-CN = "慢的文件集中在同一文件系统或磁盘组的，拿同一时段的 iostat、多路径状态、存储告警给存储工程师看（是否在重建、备份、快照）；只有个别文件慢的，查其表空间上的热点 SQL（V$SEGMENT_STATISTICS 的 physical reads），考虑移走或优化。数字是自上次巡检以来的平均，备份时段会偏高。", en = "If the slow files share a file system or disk group, take iostat, multipath state and storage alerts of that time to the storage engineer (rebuild, backup, snapshot?); if single files, look for the hot segments (physical reads in V$SEGMENT_STATISTICS). Figures are means since the last look and higher while backups run." }
-- cadence = "daily"
-- subject = ["con_name", "file_name"]
-- empty   = "unknown"
-- metric  = ["phyrds", "phywrts", "readtim_cs", "writetim_cs", "startup_epoch"]
-- counter_reset = "startup_epoch"
-- limits  = { min_reads = 1000, warn_ms = 20, crit_ms = 50, write_ms = 100 }
-- column.con_name      = { type = "text",    title = { zh-CN = "容器", en = "Container" } }
-- column.file_id       = { type = "integer", title = { zh-CN = "文件号", en = "File" } }
-- column.file_name     = { type = "text",    title = { zh-CN = "数据文件", en = "Data file" } }
-- column.phyrds        = { type = "integer", unit = "count", title = { zh-CN = "物理读（启动以来）", en = "Physical reads since startup" } }
-- column.phywrts       = { type = "integer", unit = "count", title = { zh-CN = "物理写（启动以来）", en = "Physical writes since startup" } }
-- column.readtim_cs    = { type = "integer", title = { zh-CN = "读耗时（厘秒）", en = "Read time (cs)" } }
-- column.writetim_cs   = { type = "integer", title = { zh-CN = "写耗时（厘秒）", en = "Write time (cs)" } }
-- column.startup_epoch = { type = "number",  title = { zh-CN = "实例启动标记", en = "Startup mark" } }
-- column.reads         = { type = "number",  unit = "count", title = { zh-CN = "物理读（本次）", en = "Reads since the last look" }, compute = "delta('phyrds')" }
-- column.writes        = { type = "number",  unit = "count", title = { zh-CN = "物理写（本次）", en = "Writes since the last look" }, compute = "delta('phywrts')" }
-- column.reads_s       = { type = "number",  title = { zh-CN = "每秒读", en = "Reads/s" }, compute = "delta('phyrds') / elapsed_s()" }
-- column.writes_s      = { type = "number",  title = { zh-CN = "每秒写", en = "Writes/s" }, compute = "delta('phywrts') / elapsed_s()" }
-- column.read_ms       = { type = "number",  unit = "ms", title = { zh-CN = "平均读", en = "Mean read" }, compute = "delta('phyrds') > 0.0 ? delta('readtim_cs') * 10.0 / delta('phyrds') : null" }
-- column.write_ms      = { type = "number",  unit = "ms", title = { zh-CN = "平均写", en = "Mean write" }, compute = "delta('phywrts') > 0.0 ? delta('writetim_cs') * 10.0 / delta('phywrts') : null" }
-- show    = ["con_name", "file_name", "phyrds", "phywrts", "reads_s", "writes_s", "read_ms", "write_ms"]
-- [[rule]]
-- level = "critical"
-- when  = "reads != null && read_ms != null && reads >= limits.min_reads && read_ms > limits.crit_ms"
-- says  = { zh-CN = "数据文件 {{ file_name }} 平均读 {{ read_ms }} 毫秒（{{ reads | num }} 次，限 {{ limits.crit_ms }} 毫秒）", en = "Data file {{ file_name }}: mean read {{ read_ms }} ms over {{ reads | num }} reads (limit {{ limits.crit_ms }} ms)" }
-- [[rule]]
-- level = "warning"
-- when  = "reads != null && read_ms != null && reads >= limits.min_reads && read_ms > limits.warn_ms"
-- says  = { zh-CN = "数据文件 {{ file_name }} 平均读 {{ read_ms }} 毫秒（{{ reads | num }} 次，限 {{ limits.warn_ms }} 毫秒）", en = "Data file {{ file_name }}: mean read {{ read_ms }} ms over {{ reads | num }} reads (limit {{ limits.warn_ms }} ms)" }
-- [[rule]]
-- level = "note"
-- topic = "write"
-- when  = "writes != null && write_ms != null && writes >= limits.min_reads && write_ms > limits.write_ms"
-- says  = { zh-CN = "数据文件 {{ file_name }} 平均写 {{ write_ms }} 毫秒（{{ writes | num }} 次，限 {{ limits.write_ms }} 毫秒）", en = "Data file {{ file_name }}: mean write {{ write_ms }} ms over {{ writes | num }} writes (limit {{ limits.write_ms }} ms)" }
-- [[example]]
-- name   = "first look: nothing to compare with"
-- rows   = [["", 9, "/u02/oradata/users01.dbf", 1658394, 67819, 9975381, 1695, 1791771455]]
-- expect = "ok"
-- [[example]]
-- name   = "half a millisecond"
-- rows   = [["", 9, "/u02/oradata/users01.dbf", 1658394, 67819, 75381, 1695, 1791771455]]
-- prev   = [["", 9, "/u02/oradata/users01.dbf", 1558394, 57819, 70381, 1595, 1791771455]]
-- expect = "ok"
-- [[example]]
-- name   = "30 ms a read"
-- rows   = [["", 9, "/u02/oradata/users01.dbf", 20000, 100, 60000, 10, 1791771455]]
-- prev   = [["", 9, "/u02/oradata/users01.dbf", 10000, 100, 30000, 10, 1791771455]]
-- expect = "warning"
-- says   = "平均读 30 毫秒"
-- [[example]]
-- name   = "60 ms a read"
-- rows   = [["SBFPDB", 9, "/u02/oradata/users01.dbf", 20000, 100, 90000, 10, 1791771455]]
-- prev   = [["SBFPDB", 9, "/u02/oradata/users01.dbf", 10000, 100, 30000, 10, 1791771455]]
-- expect = "critical"
-- [[example]]
-- name   = "slow, but a hundred reads only"
-- rows   = [["", 9, "/u02/oradata/users01.dbf", 10100, 100, 33000, 10, 1791771455]]
-- prev   = [["", 9, "/u02/oradata/users01.dbf", 10000, 100, 30000, 10, 1791771455]]
-- expect = "ok"
-- [[example]]
-- name   = "restarted in between: counters began anew"
-- rows   = [["", 9, "/u02/oradata/users01.dbf", 20000, 100, 90000, 10, 1795300000]]
-- prev   = [["", 9, "/u02/oradata/users01.dbf", 10000, 100, 30000, 10, 1791771455]]
-- expect = "ok"
-- [[example]]
-- name   = "slow writes"
-- rows   = [["", 9, "/u02/oradata/users01.dbf", 10000, 20000, 30000, 300000, 1791771455]]
-- prev   = [["", 9, "/u02/oradata/users01.dbf", 10000, 10000, 30000, 10000, 1791771455]]
-- expect = "note"
-- [[example]]
-- name   = "nothing read"
-- rows   = []
-- expect = "unknown"
-- +++
select cast(null as varchar2(128)) con_name,
       f.file# file_id,
       f.name file_name,
       s.phyrds,
       s.phywrts,
       s.readtim readtim_cs,
       s.writetim writetim_cs,
       i.startup_epoch
  from v$datafile f
  join (select file#, sum(phyrds) phyrds, sum(phywrts) phywrts, sum(readtim) readtim, sum(writetim) writetim
          from gv$filestat
         group by file#) s on s.file# = f.file#
 cross join (select round(sum(startup_time - date '1970-01-01') * 86400) startup_epoch from gv$instance) i
 order by s.phyrds + s.phywrts desc
