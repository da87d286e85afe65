-- +++
-- id      = "db.temp-io"
-- req     = ["DB-11"]
-- title   = { zh-CN = "临时文件 I/O", en = "Temp file I/O" }
-- why     = { zh-CN = "大排序、哈希连接和临时表都走临时文件；它慢，报表和批处理就慢。", en = "Large sorts, hash joins and temporary tables go through temp files; when these are slow, so are reports and batches." }
-- advice  = { zh-CN = "先看同盘的数据文件是否也慢（db.file-io）：都慢是存储问题，找存储工程师；只有临时文件慢，查谁在大量落盘（V$TEMPSEG_USAGE、V$SQL_WORKAREA 的 multipass），优化其 SQL 或适当加大 pga_aggregate_target。", en = "If the data files on the same disks are slow as well (db.file-io), it is storage. If not, see who spills to disk (V$TEMPSEG_USAGE, multipass in V$SQL_WORKAREA) and tune that SQL or raise pga_aggregate_target." }
-- cadence = "daily"
-- subject = ["con_name", "file_name"]
-- empty   = "unknown"
-- metric  = ["phyrds", "phywrts", "readtim_cs", "writetim_cs", "startup_epoch"]
-- counter_reset = "startup_epoch"
-- limits  = { min_reads = 1000, warn_ms = 20, crit_ms = 50 }
-- column.con_name      = { type = "text",    title = { zh-CN = "容器", en = "Container" } }
-- column.file_id       = { type = "integer", title = { zh-CN = "文件号", en = "File" } }
-- column.file_name     = { type = "text",    title = { zh-CN = "临时文件", en = "Temp file" } }
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
-- says  = { zh-CN = "临时文件 {{ file_name }} 平均读 {{ read_ms }} 毫秒（{{ reads | num }} 次，限 {{ limits.crit_ms }} 毫秒）", en = "Temp file {{ file_name }}: mean read {{ read_ms }} ms over {{ reads | num }} reads (limit {{ limits.crit_ms }} ms)" }
-- [[rule]]
-- level = "warning"
-- when  = "reads != null && read_ms != null && reads >= limits.min_reads && read_ms > limits.warn_ms"
-- says  = { zh-CN = "临时文件 {{ file_name }} 平均读 {{ read_ms }} 毫秒（{{ reads | num }} 次，限 {{ limits.warn_ms }} 毫秒）", en = "Temp file {{ file_name }}: mean read {{ read_ms }} ms over {{ reads | num }} reads (limit {{ limits.warn_ms }} ms)" }
-- [[example]]
-- name   = "first look"
-- rows   = [["", 4, "/u02/oradata/temp01.dbf", 812345, 790112, 9930211, 41288, 1791771455]]
-- expect = "ok"
-- [[example]]
-- name   = "fast"
-- rows   = [["", 4, "/u02/oradata/temp01.dbf", 812345, 790112, 30211, 41288, 1791771455]]
-- prev   = [["", 4, "/u02/oradata/temp01.dbf", 712345, 690112, 29211, 40288, 1791771455]]
-- expect = "ok"
-- [[example]]
-- name   = "25 ms a read"
-- rows   = [["", 4, "/u02/oradata/temp01.dbf", 20000, 100, 55000, 10, 1791771455]]
-- prev   = [["", 4, "/u02/oradata/temp01.dbf", 10000, 100, 30000, 10, 1791771455]]
-- expect = "warning"
-- says   = "平均读 25 毫秒"
-- [[example]]
-- name   = "80 ms a read"
-- rows   = [["SBFPDB", 4, "/u02/oradata/temp01.dbf", 20000, 100, 110000, 10, 1791771455]]
-- prev   = [["SBFPDB", 4, "/u02/oradata/temp01.dbf", 10000, 100, 30000, 10, 1791771455]]
-- expect = "critical"
-- [[example]]
-- name   = "restarted in between"
-- rows   = [["", 4, "/u02/oradata/temp01.dbf", 20000, 100, 110000, 10, 1795300000]]
-- prev   = [["", 4, "/u02/oradata/temp01.dbf", 10000, 100, 30000, 10, 1791771455]]
-- expect = "ok"
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
  from v$tempfile f
  join (select file#, sum(phyrds) phyrds, sum(phywrts) phywrts, sum(readtim) readtim, sum(writetim) writetim
          from gv$tempstat
         group by file#) s on s.file# = f.file#
 cross join (select round(sum(startup_time - date '1970-01-01') * 86400) startup_epoch from gv$instance) i
 order by s.phyrds + s.phywrts desc
