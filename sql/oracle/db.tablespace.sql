-- +++
-- id      = "db.tablespace"
-- req     = ["DB-05"]
-- title   = { zh-CN = "表空间使用率", en = "Tablespace usage" }
-- why     = { zh-CN = "写满后所有写入报 ORA-01653、ORA-01654，申报和征收业务立即中断。", en = "When full, every write fails with ORA-01653 or ORA-01654 and filing and collection stop at once." }
-- advice  = { zh-CN = "先查该表空间的数据文件：select file_name, bytes/1048576, maxbytes/1048576, autoextensible from dba_data_files where tablespace_name = '…'。再用 df 或 v$asm_diskgroup_stat 确认盘上余量，然后二选一：alter tablespace … add datafile … size … autoextend on maxsize …；或 alter database datafile … resize / autoextend on maxsize …。大文件表空间只能 alter tablespace … resize 或改 maxsize。做完重跑本项确认。", en = "Look at its files first: select file_name, bytes/1048576, maxbytes/1048576, autoextensible from dba_data_files where tablespace_name = '…'. Check the room on disk (df or v$asm_diskgroup_stat), then either alter tablespace … add datafile … size … autoextend on maxsize …, or alter database datafile … resize / autoextend on maxsize …. A bigfile tablespace can only be resized or given a larger maxsize. Run this check again." }
-- cadence = "daily"
-- subject = ["con_name", "tablespace_name"]
-- empty   = "unknown"
-- metric  = ["size_mb", "used_mb", "max_mb", "used_pct", "max_used_pct"]
-- timeout_s = 300
-- # Two percentages (T16): of what is allocated now, and of what autoextend can still reach (per file the greater of BYTES and MAXBYTES).
-- # The verdict is on the second: a small file at 99 % of its current size that may still grow is in order.
-- # A percentage of a bigfile tablespace says little: 15 % of a terabyte is still 150 GB, months of growth, and its limit is one number
-- # that is usually set generously. So it is a warning there only when less than bigfile_warn_mb can be added as well, critical below
-- # bigfile_crit_mb, and a note otherwise; from limits.crit on it is a warning in any case. A smallfile tablespace has been given its
-- # files one by one, each 32 GB at 8 K: there the percentage alone decides.
-- # A file that is offline has NULL in BYTES: its tablespace gets no percentage at all rather than a false one (T16, T18).
-- # TEMPORARY and UNDO are judged by db.temp-usage and db.undo-space. Space in the recycle bin counts as free here: see db.recyclebin.
-- # READ ONLY is shown and not judged on use. Room on the file system or disk group behind the files is judged by their own checks.
-- limits  = { warn = 85, crit = 95, bigfile_warn_mb = 102400, bigfile_crit_mb = 30720 }
-- column.con_name          = { type = "text",    title = { zh-CN = "容器", en = "Container" } }
-- column.tablespace_name   = { type = "text",    title = { zh-CN = "表空间", en = "Tablespace" } }
-- column.contents          = { type = "text",    title = { zh-CN = "类型", en = "Contents" } }
-- column.status            = { type = "text",    title = { zh-CN = "状态", en = "Status" } }
-- column.bigfile           = { type = "text",    title = { zh-CN = "大文件", en = "Bigfile" } }
-- column.files             = { type = "integer", unit = "count",   title = { zh-CN = "文件数", en = "Files" } }
-- column.files_unavailable = { type = "integer", unit = "count",   title = { zh-CN = "离线文件", en = "Files offline" } }
-- column.size_mb           = { type = "number",  unit = "mb",      title = { zh-CN = "总大小", en = "Size" } }
-- column.used_mb           = { type = "number",  unit = "mb",      title = { zh-CN = "已用", en = "Used" } }
-- column.free_mb           = { type = "number",  unit = "mb",      title = { zh-CN = "未用", en = "Free" } }
-- column.used_pct          = { type = "number",  unit = "percent", title = { zh-CN = "使用率", en = "Used %" } }
-- column.free_pct          = { type = "number",  unit = "percent", title = { zh-CN = "空闲率", en = "Free %" } }
-- column.max_mb            = { type = "number",  unit = "mb",      title = { zh-CN = "最大可扩", en = "Can grow to" } }
-- column.max_used_pct      = { type = "number",  unit = "percent", title = { zh-CN = "占最大", en = "Of maximum" } }
-- column.extendable        = { type = "text",    title = { zh-CN = "可自动扩展", en = "Extends" } }
-- column.headroom_mb       = { type = "number",  unit = "mb",      title = { zh-CN = "还可写入", en = "Headroom" }, compute = "max_mb - used_mb" }
-- show    = ["con_name", "tablespace_name", "status", "size_mb", "used_mb", "used_pct", "max_mb", "max_used_pct", "headroom_mb"]
-- chart   = "max_used_pct"
-- [[rule]]
-- level = "critical"
-- when  = "status == 'ONLINE' && max_used_pct != null && max_used_pct >= limits.crit && (bigfile != 'YES' || headroom_mb < limits.bigfile_crit_mb)"
-- says  = { zh-CN = "表空间 {{ tablespace_name }} 已用 {{ used_mb | mb }}，占最大可扩 {{ max_mb | mb }} 的 {{ max_used_pct }}%，达到 {{ limits.crit }}%，只能再写 {{ headroom_mb | mb }}", en = "Tablespace {{ tablespace_name }} uses {{ used_mb | mb }}, {{ max_used_pct }}% of the {{ max_mb | mb }} it can grow to (limit {{ limits.crit }}%); {{ headroom_mb | mb }} left" }
-- [[rule]]
-- level = "warning"
-- when  = "status == 'ONLINE' && max_used_pct != null && max_used_pct >= limits.warn && (bigfile != 'YES' || max_used_pct >= limits.crit || headroom_mb < limits.bigfile_warn_mb)"
-- says  = { zh-CN = "表空间 {{ tablespace_name }} 已用 {{ used_mb | mb }}，占最大可扩 {{ max_mb | mb }} 的 {{ max_used_pct }}%，达到 {{ limits.warn }}%，还可写 {{ headroom_mb | mb }}", en = "Tablespace {{ tablespace_name }} uses {{ used_mb | mb }}, {{ max_used_pct }}% of the {{ max_mb | mb }} it can grow to (limit {{ limits.warn }}%); {{ headroom_mb | mb }} left" }
-- [[rule]]
-- level = "note"
-- when  = "status == 'ONLINE' && max_used_pct != null && max_used_pct >= limits.warn && bigfile == 'YES'"
-- says  = { zh-CN = "大文件表空间 {{ tablespace_name }} 占最大可扩的 {{ max_used_pct }}%，但还可写 {{ headroom_mb | mb }}，暂不报警", en = "Bigfile tablespace {{ tablespace_name }} is at {{ max_used_pct }}% of its maximum, but {{ headroom_mb | mb }} are left: no alarm yet" }
-- [[rule]]
-- level = "warning"
-- when  = "status == 'OFFLINE'"
-- says  = { zh-CN = "表空间 {{ tablespace_name }} 处于 OFFLINE，其中的数据无法访问，使用率无法计算", en = "Tablespace {{ tablespace_name }} is OFFLINE: its data cannot be read and its usage cannot be computed" }
-- advice = { zh-CN = "确认是否有意离线。不是则先看数据文件检查项有无 RECOVER，需要时 recover tablespace …，再 alter tablespace … online。长期不用的表空间请登记例外或删除。", en = "Was it taken offline on purpose? If not, see whether the data file check shows RECOVER, recover tablespace … if so, then alter tablespace … online. Register the exception, or drop what is no longer used." }
-- [[rule]]
-- level = "warning"
-- when  = "status != 'OFFLINE' && max_used_pct == null"
-- says  = { zh-CN = "表空间 {{ tablespace_name }} 的使用率无法计算：{{ files }} 个数据文件中有 {{ files_unavailable }} 个离线或读不到大小", en = "The usage of tablespace {{ tablespace_name }} cannot be computed: {{ files_unavailable }} of its {{ files }} data files are offline or have no readable size" }
-- advice = { zh-CN = "先按数据文件状态检查项的结论恢复文件（recover datafile …，再 online），恢复后重跑本项取得使用率。", en = "First bring back the files named by the data file check (recover datafile …, then online), then run this check again for the usage." }
-- [[example]]
-- name   = "roomy"
-- rows   = [["", "TS_SBF_SB_DATA", "PERMANENT", "ONLINE", "NO", 6, 0, 184320.0, 119000.0, 65320.0, 64.56, 35.44, 184320.0, 64.56, "NO"]]
-- expect = "ok"
-- [[example]]
-- name   = "99 % of its current size, but it can grow"
-- rows   = [["", "TS_SBF_DJ_DATA", "PERMANENT", "ONLINE", "NO", 3, 0, 61440.0, 60825.0, 615.0, 99.0, 1.0, 98303.94, 61.87, "YES"]]
-- expect = "ok"
-- [[example]]
-- name   = "full and cannot grow"
-- rows   = [["", "TS_SBF_ZS_IDX", "PERMANENT", "ONLINE", "NO", 5, 0, 153600.0, 149299.0, 4301.0, 97.2, 2.8, 153600.0, 97.2, "NO"]]
-- expect = "critical"
-- says   = "97.2%"
-- subject = "TS_SBF_ZS_IDX"
-- [[example]]
-- name   = "smallfile over the warning limit in a PDB"
-- rows   = [["CXPDB", "TS_CX_DATA", "PERMANENT", "ONLINE", "NO", 1, 0, 30720.0, 27955.0, 2765.0, 91.0, 9.0, 32767.98, 85.31, "YES"]]
-- expect = "warning"
-- [[example]]
-- name   = "bigfile with 151 GB left"
-- rows   = [["", "TS_SBF_LS_DATA", "PERMANENT", "ONLINE", "YES", 1, 0, 921600.0, 893952.0, 27648.0, 97.0, 3.0, 1048576.0, 85.25, "YES"]]
-- expect = "note"
-- says   = "暂不报警"
-- [[example]]
-- name   = "bigfile with less than the limit left"
-- rows   = [["", "TS_SBF_LS_DATA", "PERMANENT", "ONLINE", "YES", 1, 0, 460800.0, 450000.0, 10800.0, 97.66, 2.34, 524288.0, 85.83, "YES"]]
-- expect = "warning"
-- [[example]]
-- name   = "bigfile over the critical percentage with room is a warning"
-- rows   = [["", "TS_BIG", "PERMANENT", "ONLINE", "YES", 1, 0, 10100000.0, 10000000.0, 100000.0, 99.01, 0.99, 10485760.0, 95.37, "YES"]]
-- expect = "warning"
-- [[example]]
-- name   = "bigfile nearly full"
-- rows   = [["", "TS_BIG", "PERMANENT", "ONLINE", "YES", 1, 0, 1040000.0, 1030000.0, 10000.0, 99.04, 0.96, 1048576.0, 98.23, "YES"]]
-- expect = "critical"
-- [[example]]
-- name   = "read only is not judged on use"
-- rows   = [["", "TS_SBF_2020", "PERMANENT", "READ ONLY", "NO", 2, 0, 20480.0, 20400.0, 80.0, 99.61, 0.39, 20480.0, 99.61, "NO"]]
-- expect = "ok"
-- [[example]]
-- name   = "offline: everything is NULL"
-- rows   = [["", "TS_OLD", "PERMANENT", "OFFLINE", "NO", 2, 2, 0, 0, 0, 0, 0, 0, 0, ""]]
-- null   = [[0, "size_mb"], [0, "used_mb"], [0, "free_mb"], [0, "used_pct"], [0, "free_pct"], [0, "max_mb"], [0, "max_used_pct"]]
-- expect = "warning"
-- says   = "OFFLINE"
-- [[example]]
-- name   = "one file offline: no percentage"
-- rows   = [["", "TS_SBF_LOG", "PERMANENT", "ONLINE", "NO", 2, 1, 0, 0, 0, 0, 0, 0, 0, ""]]
-- null   = [[0, "size_mb"], [0, "used_mb"], [0, "free_mb"], [0, "used_pct"], [0, "free_pct"], [0, "max_mb"], [0, "max_used_pct"]]
-- expect = "warning"
-- says   = "无法计算"
-- [[example]]
-- name   = "no rows"
-- rows   = []
-- expect = "unknown"
-- +++
with f as (
  select d.tablespace_name,
         count(*)                                                as files,
         sum(case when d.bytes is null then 1 else 0 end)        as files_unavailable,
         sum(d.bytes)                                            as bytes,
         sum(case when d.autoextensible = 'YES' then greatest(d.bytes, d.maxbytes) else d.bytes end) as cap
    from dba_data_files d
   group by d.tablespace_name
), s as (
  select e.tablespace_name, sum(e.bytes) as bytes
    from dba_free_space e
   group by e.tablespace_name
), u as (
  select t.tablespace_name,
         t.contents,
         t.status,
         t.bigfile,
         nvl(f.files, 0)             as files,
         nvl(f.files_unavailable, 0) as files_unavailable,
         case when f.files_unavailable = 0 and t.status <> 'OFFLINE' then f.bytes end                   as bytes,
         case when f.files_unavailable = 0 and t.status <> 'OFFLINE' then f.bytes - nvl(s.bytes, 0) end as used,
         case when f.files_unavailable = 0 and t.status <> 'OFFLINE' then f.cap end                     as cap
    from dba_tablespaces t
    left join f on f.tablespace_name = t.tablespace_name
    left join s on s.tablespace_name = t.tablespace_name
   where t.contents not in ('TEMPORARY', 'UNDO')
)
select cast(null as varchar2(128))                           as con_name,
       u.tablespace_name,
       u.contents,
       u.status,
       u.bigfile,
       u.files,
       u.files_unavailable,
       round(u.bytes / 1048576, 2)                           as size_mb,
       round(u.used / 1048576, 2)                            as used_mb,
       round((u.bytes - u.used) / 1048576, 2)                as free_mb,
       round(100 * u.used / nullif(u.bytes, 0), 2)           as used_pct,
       round(100 * (u.bytes - u.used) / nullif(u.bytes, 0), 2) as free_pct,
       round(u.cap / 1048576, 2)                             as max_mb,
       round(100 * u.used / nullif(u.cap, 0), 2)             as max_used_pct,
       case when u.cap > u.bytes then 'YES' when u.cap is not null then 'NO' end as extendable
  from u
 order by max_used_pct desc nulls first, u.tablespace_name
