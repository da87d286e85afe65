-- +++
-- id      = "db.object-growth"
-- req     = ["DB-16"]
-- title   = { zh-CN = "大对象及其增长（表、分区表、索引、LOB，取最大 200 个）", en = "Large objects and their growth (tables, partitioned tables, indexes, LOBs; the largest 200)" }
-- why     = { zh-CN = "表空间告警只说空间不够，不说是谁吃掉的；每周对比对象大小，才能在空间用完之前找到异常增长的表。", en = "A tablespace alert says that space is short, not who took it; weekly sizes show the table that grows out of line before space is gone." }
-- advice  = { zh-CN = "先与开发确认增长是否属于业务（申报期、批量导入、补数据）。属于业务：核对所在表空间剩余空间，按本周增量估算还能用几周，提前扩容或归档历史分区。不属于业务：查该表近期写入的作业和 SQL，日志、临时、备份类的表清理后用 alter table … move 或 shrink space 收回空间（先评估锁和索引）。", en = "Ask the developers whether the growth is business (filing period, batch load, data repair). If it is: compare with the space left in its tablespace, see how many weeks that lasts, extend or archive old partitions in time. If not: find the jobs and statements that write to it, clean log, scratch and backup tables, then give space back with alter table … move or shrink space (mind locks and indexes)." }
-- cadence = "weekly"
-- subject = ["con_name", "owner", "table_name", "part", "object_name"]
-- # All partitions and subpartitions of an object are one row: a new partition each month is growth of the table. LOB segments have
-- # names made by the system; they are told by table and column. Recycle bin, undo and temporary segments are left out.
-- empty   = "unknown"
-- metric  = ["size_mb"]
-- timeout_s = 600
-- limits  = { min_mb = 1024, warn_pct = 20, warn_mb = 10240 }
-- column.con_name    = { type = "text",    title = { zh-CN = "容器", en = "Container" } }
-- column.owner       = { type = "text",    title = { zh-CN = "用户", en = "Owner" } }
-- column.table_name  = { type = "text",    title = { zh-CN = "表", en = "Table" } }
-- column.part        = { type = "text",    title = { zh-CN = "类别", en = "Part" } }
-- column.object_name = { type = "text",    title = { zh-CN = "对象", en = "Object" } }
-- column.segments    = { type = "integer", unit = "count", title = { zh-CN = "段数（分区数）", en = "Segments" } }
-- column.size_mb     = { type = "number",  unit = "mb", title = { zh-CN = "大小", en = "Size" } }
-- column.prev_mb     = { type = "number",  unit = "mb", title = { zh-CN = "上次大小", en = "Size before" }, compute = "prev('size_mb')" }
-- # Per week. From the last look if that is three days old or more; otherwise (daily runs) the slope over at least seven days; otherwise nothing.
-- column.week_mb     = { type = "number",  unit = "mb", title = { zh-CN = "每周增长", en = "Growth a week" }, compute = "elapsed_s() >= 259200.0 ? delta('size_mb') * 604800.0 / elapsed_s() : (samples('size_mb') >= 7.0 ? slope_per_day('size_mb') * 7.0 : null)" }
-- [[rule]]
-- level = "warning"
-- when  = "week_mb != null && prev_mb != null && size_mb >= limits.min_mb && (week_mb >= limits.warn_mb || week_mb >= prev_mb * limits.warn_pct / 100.0)"
-- says  = { zh-CN = "{{ owner }}.{{ object_name }}（{{ part }}）每周增长 {{ week_mb | mb }}，从 {{ prev_mb | mb }} 到 {{ size_mb | mb }}，超过每周 {{ limits.warn_pct }}% 或 {{ limits.warn_mb | mb }}", en = "{{ owner }}.{{ object_name }} ({{ part }}) grows {{ week_mb | mb }} a week, from {{ prev_mb | mb }} to {{ size_mb | mb }}: over {{ limits.warn_pct }}% or {{ limits.warn_mb | mb }} a week" }
-- [[rule]]
-- level = "note"
-- when  = "!first_look && prev_mb == null && size_mb >= limits.warn_mb"
-- says  = { zh-CN = "{{ owner }}.{{ object_name }}（{{ part }}）{{ size_mb | mb }}，上次检查不在列表中", en = "{{ owner }}.{{ object_name }} ({{ part }}) has {{ size_mb | mb }} and was not in the last list" }
-- advice = { zh-CN = "新建的大表、改名、重建或导入的结果：确认是谁在什么时候建的、是否要长期保留；临时备份表用完即删。", en = "A large new table, or one renamed, rebuilt or imported: find out who made it and whether it is to stay; drop scratch copies when done." }
-- [[example]]
-- name   = "first look: sizes only"
-- rows   = [["", "SBF_ZS", "ZS_JKSMX", "TABLE", "ZS_JKSMX", 36, 81920.0], ["", "SBF_GG", "GG_WSXX", "LOB", "WSNR", 2, 38400.0]]
-- expect = "ok"
-- [[example]]
-- name   = "a week later, 6% more"
-- rows   = [["", "SBF_ZS", "ZS_JKSMX", "TABLE", "ZS_JKSMX", 37, 86835.2]]
-- prev   = [["", "SBF_ZS", "ZS_JKSMX", "TABLE", "ZS_JKSMX", 36, 81920.0]]
-- prev_hours = 168
-- expect = "ok"
-- [[example]]
-- name   = "a week later, 25% more"
-- rows   = [["", "SBF_RZ", "RZ_CZRZ", "TABLE", "RZ_CZRZ", 12, 5120.0]]
-- prev   = [["", "SBF_RZ", "RZ_CZRZ", "TABLE", "RZ_CZRZ", 12, 4096.0]]
-- prev_hours = 168
-- expect = "warning"
-- says   = "RZ_CZRZ"
-- [[example]]
-- name   = "a week later, 10 GB more"
-- rows   = [["", "SBF_ZS", "ZS_JKSMX", "TABLE", "ZS_JKSMX", 37, 92160.0]]
-- prev   = [["", "SBF_ZS", "ZS_JKSMX", "TABLE", "ZS_JKSMX", 36, 81920.0]]
-- prev_hours = 168
-- expect = "warning"
-- [[example]]
-- name   = "under 1 GB nothing is said"
-- rows   = [["", "SBF_RZ", "RZ_DL", "TABLE", "RZ_DL", 1, 512.0]]
-- prev   = [["", "SBF_RZ", "RZ_DL", "TABLE", "RZ_DL", 1, 64.0]]
-- prev_hours = 168
-- expect = "ok"
-- [[example]]
-- name   = "an hour later: too short to scale to a week"
-- rows   = [["", "SBF_ZS", "ZS_JKSMX", "TABLE", "ZS_JKSMX", 37, 83968.0]]
-- prev   = [["", "SBF_ZS", "ZS_JKSMX", "TABLE", "ZS_JKSMX", 36, 81920.0]]
-- prev_hours = 1
-- expect = "ok"
-- [[example]]
-- name   = "a large object that was not there"
-- rows   = [["", "SBF_ZS", "ZS_JKSMX", "TABLE", "ZS_JKSMX", 36, 81920.0], ["", "SBF_ZS", "ZS_JKSMX_BAK1121", "TABLE", "ZS_JKSMX_BAK1121", 1, 20480.0]]
-- prev   = [["", "SBF_ZS", "ZS_JKSMX", "TABLE", "ZS_JKSMX", 36, 81920.0]]
-- prev_hours = 168
-- expect = "note"
-- says   = "不在列表中"
-- [[example]]
-- name   = "no segments at all: the view was not readable"
-- rows   = []
-- expect = "unknown"
-- +++
select cast(null as varchar2(128)) as con_name,
       t.owner,
       coalesce(l.table_name, li.table_name, i.table_name, t.segment_name) as table_name,
       case when i.index_type = 'IOT - TOP' then 'TABLE' else t.part end as part,
       case when i.index_type = 'IOT - TOP' then i.table_name
            else coalesce(l.column_name, li.column_name, t.segment_name) end as object_name,
       t.segments,
       t.size_mb
  from (select g.*
          from (select s.owner, s.segment_name,
                       case when s.segment_type in ('INDEX', 'INDEX PARTITION', 'INDEX SUBPARTITION') then 'INDEX'
                            when s.segment_type in ('LOBSEGMENT', 'LOB PARTITION', 'LOB SUBPARTITION') then 'LOB'
                            when s.segment_type = 'LOBINDEX' then 'LOB INDEX'
                            when s.segment_type = 'CLUSTER' then 'CLUSTER'
                            else 'TABLE' end as part,
                       count(*) as segments,
                       round(sum(s.bytes) / 1048576, 2) as size_mb
                  from dba_segments s
                 where s.segment_type in ('TABLE', 'TABLE PARTITION', 'TABLE SUBPARTITION', 'NESTED TABLE', 'CLUSTER',
                                          'INDEX', 'INDEX PARTITION', 'INDEX SUBPARTITION',
                                          'LOBSEGMENT', 'LOB PARTITION', 'LOB SUBPARTITION', 'LOBINDEX')
                   and s.segment_name not like 'BIN$%'
                 group by s.owner, s.segment_name,
                       case when s.segment_type in ('INDEX', 'INDEX PARTITION', 'INDEX SUBPARTITION') then 'INDEX'
                            when s.segment_type in ('LOBSEGMENT', 'LOB PARTITION', 'LOB SUBPARTITION') then 'LOB'
                            when s.segment_type = 'LOBINDEX' then 'LOB INDEX'
                            when s.segment_type = 'CLUSTER' then 'CLUSTER'
                            else 'TABLE' end
                 order by size_mb desc) g
         where rownum <= 200) t
  left join dba_lobs l
    on l.owner = t.owner and l.segment_name = t.segment_name and t.part = 'LOB'
  left join dba_lobs li
    on li.owner = t.owner and li.index_name = t.segment_name and t.part = 'LOB INDEX'
  left join dba_indexes i
    on i.owner = t.owner and i.index_name = t.segment_name and t.part = 'INDEX'
 -- a dropped table's LOBs keep their names; only their table is a recycle bin one
 where coalesce(l.table_name, li.table_name, i.table_name, t.segment_name) not like 'BIN$%'
 order by t.size_mb desc
