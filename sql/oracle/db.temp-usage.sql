-- +++
-- id      = "db.temp-usage"
-- req     = ["DB-07"]
-- title   = { zh-CN = "临时表空间使用率", en = "Temporary tablespace usage" }
-- why     = { zh-CN = "用尽后排序和大表关联报 ORA-01652，批量任务失败。", en = "When it is used up, sorts and big joins fail with ORA-01652 and batch jobs break." }
-- advice  = { zh-CN = "先看临时表空间占用会话（db.temp-sessions）中占用最多的 SQL：异常的笛卡尔积或漏条件查询，与责任人确认后结束会话；属于正常批量的，alter tablespace … add tempfile 或加大 maxsize，加之前确认盘上余量。", en = "See the top sessions in db.temp-sessions: a runaway join or a query without conditions is ended after asking its owner; for regular batch work add a tempfile or raise maxsize, after checking the room on disk." }
-- cadence = "daily"
-- subject = ["con_name", "tablespace_name"]
-- empty   = "unknown"
-- metric  = ["used_mb", "max_used_pct"]
-- # What sessions hold now (USED_BLOCKS over all instances) against what the usable files can grow to. The sort segment itself
-- # is nearly always as large as the tablespace: that is a cache, not use (T19). No row in V$SORT_SEGMENT = unused since startup.
-- # peak_mb adds up the instances' maxima since startup: an upper bound on a cluster.
-- limits  = { warn = 90, crit = 98 }
-- column.con_name          = { type = "text",    title = { zh-CN = "容器", en = "Container" } }
-- column.tablespace_name   = { type = "text",    title = { zh-CN = "临时表空间", en = "Tablespace" } }
-- column.files             = { type = "integer", unit = "count",   title = { zh-CN = "文件数", en = "Files" } }
-- column.files_unavailable = { type = "integer", unit = "count",   title = { zh-CN = "离线文件", en = "Files offline" } }
-- column.size_mb           = { type = "number",  unit = "mb",      title = { zh-CN = "总大小", en = "Size" } }
-- column.max_mb            = { type = "number",  unit = "mb",      title = { zh-CN = "最大可扩", en = "Can grow to" } }
-- column.used_mb           = { type = "number",  unit = "mb",      title = { zh-CN = "正在使用", en = "In use" } }
-- column.max_used_pct      = { type = "number",  unit = "percent", title = { zh-CN = "占最大", en = "Of maximum" } }
-- column.peak_mb           = { type = "number",  unit = "mb",      title = { zh-CN = "启动以来峰值", en = "Peak since startup" } }
-- column.users             = { type = "integer", unit = "count",   title = { zh-CN = "使用会话", en = "Sessions" } }
-- chart   = "used_mb"
-- [[rule]]
-- level = "critical"
-- when  = "max_used_pct != null && max_used_pct >= limits.crit"
-- says  = { zh-CN = "临时表空间 {{ tablespace_name }} 正在使用 {{ used_mb | mb }}，占最大可扩 {{ max_mb | mb }} 的 {{ max_used_pct }}%，达到 {{ limits.crit }}%", en = "Temporary tablespace {{ tablespace_name }} has {{ used_mb | mb }} in use, {{ max_used_pct }}% of the {{ max_mb | mb }} it can grow to (limit {{ limits.crit }}%)" }
-- [[rule]]
-- level = "warning"
-- when  = "max_used_pct != null && max_used_pct >= limits.warn"
-- says  = { zh-CN = "临时表空间 {{ tablespace_name }} 正在使用 {{ used_mb | mb }}，占最大可扩 {{ max_mb | mb }} 的 {{ max_used_pct }}%，达到 {{ limits.warn }}%", en = "Temporary tablespace {{ tablespace_name }} has {{ used_mb | mb }} in use, {{ max_used_pct }}% of the {{ max_mb | mb }} it can grow to (limit {{ limits.warn }}%)" }
-- [[rule]]
-- level = "warning"
-- when  = "max_used_pct == null"
-- says  = { zh-CN = "临时表空间 {{ tablespace_name }} 的使用率无法计算：没有可用的临时文件", en = "The usage of temporary tablespace {{ tablespace_name }} cannot be computed: it has no usable temp file" }
-- advice = { zh-CN = "先按临时文件状态检查项处理，再重跑本项。", en = "Follow the temp file check first, then run this check again." }
-- [[example]]
-- name   = "busy but fine"
-- rows   = [["", "TEMP", 2, 0, 61440.0, 65535.97, 52224.0, 79.69, 60416.0, 12]]
-- expect = "ok"
-- [[example]]
-- name   = "over the warning limit"
-- rows   = [["", "TEMP", 2, 0, 61440.0, 65535.97, 60293.0, 92.0, 60416.0, 12]]
-- expect = "warning"
-- [[example]]
-- name   = "used up"
-- rows   = [["", "TEMP", 2, 0, 65535.97, 65535.97, 65500.0, 99.95, 65500.0, 12]]
-- expect = "critical"
-- [[example]]
-- name   = "no usable file: size and percentage are NULL"
-- rows   = [["", "TEMP", 1, 1, 0, 0, 0.0, 0, 0.0, 0]]
-- null   = [[0, "size_mb"], [0, "max_mb"], [0, "max_used_pct"]]
-- expect = "warning"
-- says   = "无法计算"
-- [[example]]
-- name   = "no rows"
-- rows   = []
-- expect = "unknown"
-- +++
with f as (
  select d.tablespace_name,
         count(*)                                         as files,
         sum(case when d.bytes is null then 1 else 0 end) as files_unavailable,
         sum(d.bytes)                                     as bytes,
         sum(case when d.autoextensible = 'YES' then greatest(d.bytes, d.maxbytes) else d.bytes end) as cap
    from dba_temp_files d
   group by d.tablespace_name
), s as (
  select g.tablespace_name,
         sum(g.used_blocks)     as used_blocks,
         sum(g.max_used_blocks) as max_used_blocks,
         sum(g.current_users)   as users
    from gv$sort_segment g
   group by g.tablespace_name
)
select cast(null as varchar2(128))                                                   as con_name,
       t.tablespace_name,
       nvl(f.files, 0)                                                               as files,
       nvl(f.files_unavailable, 0)                                                   as files_unavailable,
       round(f.bytes / 1048576, 2)                                                   as size_mb,
       round(f.cap / 1048576, 2)                                                     as max_mb,
       round(nvl(s.used_blocks, 0) * t.block_size / 1048576, 2)                      as used_mb,
       round(100 * nvl(s.used_blocks, 0) * t.block_size / nullif(f.cap, 0), 2)       as max_used_pct,
       round(nvl(s.max_used_blocks, 0) * t.block_size / 1048576, 2)                  as peak_mb,
       nvl(s.users, 0)                                                               as users
  from dba_tablespaces t
  left join f on f.tablespace_name = t.tablespace_name
  left join s on s.tablespace_name = t.tablespace_name
 where t.contents = 'TEMPORARY'
 order by t.tablespace_name
