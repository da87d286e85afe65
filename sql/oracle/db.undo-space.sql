-- +++
-- id      = "db.undo-space"
-- req     = ["DB-08"]
-- title   = { zh-CN = "回滚表空间使用率", en = "Undo tablespace usage" }
-- why     = { zh-CN = "活动事务占满回滚表空间后，所有更新报 ORA-30036。", en = "When active transactions fill the undo tablespace, every update fails with ORA-30036." }
-- advice  = { zh-CN = "先查大事务：select s.inst_id, s.sid, s.serial#, s.username, t.used_ublk, t.start_date from gv$transaction t join gv$session s on s.inst_id = t.inst_id and s.saddr = t.ses_addr order by t.used_ublk desc。与责任人确认能否提交或分批；不能等的，alter tablespace <回滚表空间> add datafile … 或加大 maxsize。正在回滚的会话不要反复 kill，会更慢。", en = "Find the large transactions first: select s.inst_id, s.sid, s.serial#, s.username, t.used_ublk, t.start_date from gv$transaction t join gv$session s on s.inst_id = t.inst_id and s.saddr = t.ses_addr order by t.used_ublk desc. Ask their owners to commit or to split; if that cannot wait, alter tablespace <undo> add datafile … or raise maxsize. Do not kill a session again that is rolling back." }
-- cadence = "daily"
-- on      = { role = ["primary"] }
-- subject = ["con_name", "tablespace_name"]
-- # A PDB under shared undo (12.1, or LOCAL_UNDO_ENABLED=FALSE) has no undo tablespace of its own: the root judges it.
-- empty   = "ok"
-- metric  = ["active_mb", "unexpired_mb", "held_pct"]
-- timeout_s = 300
-- # A full undo tablespace is by design: EXPIRED extents are reused at once and UNEXPIRED ones when space runs short. Only ACTIVE
-- # blocks new transactions, and UNEXPIRED too where RETENTION is GUARANTEE (T20). Judged against what the files can grow to.
-- # EXPIRED is never subtracted from anything: the two sums are read at different moments.
-- limits  = { warn = 80, crit = 95 }
-- column.con_name          = { type = "text",    title = { zh-CN = "容器", en = "Container" } }
-- column.tablespace_name   = { type = "text",    title = { zh-CN = "回滚表空间", en = "Tablespace" } }
-- column.status            = { type = "text",    title = { zh-CN = "状态", en = "Status" } }
-- column.retention         = { type = "text",    title = { zh-CN = "保留策略", en = "Retention" } }
-- column.files             = { type = "integer", unit = "count",   title = { zh-CN = "文件数", en = "Files" } }
-- column.files_unavailable = { type = "integer", unit = "count",   title = { zh-CN = "离线文件", en = "Files offline" } }
-- column.size_mb           = { type = "number",  unit = "mb",      title = { zh-CN = "总大小", en = "Size" } }
-- column.max_mb            = { type = "number",  unit = "mb",      title = { zh-CN = "最大可扩", en = "Can grow to" } }
-- column.active_mb         = { type = "number",  unit = "mb",      title = { zh-CN = "活动", en = "Active" } }
-- column.unexpired_mb      = { type = "number",  unit = "mb",      title = { zh-CN = "未过期", en = "Unexpired" } }
-- column.expired_mb        = { type = "number",  unit = "mb",      title = { zh-CN = "已过期", en = "Expired" } }
-- column.held_pct          = { type = "number",  unit = "percent", title = { zh-CN = "不可重用占最大", en = "Held, of maximum" } }
-- chart   = "held_pct"
-- [[rule]]
-- level = "critical"
-- when  = "held_pct != null && held_pct >= limits.crit"
-- says  = { zh-CN = "回滚表空间 {{ tablespace_name }} 不可重用部分占最大可扩 {{ max_mb | mb }} 的 {{ held_pct }}%，达到 {{ limits.crit }}%（活动 {{ active_mb | mb }}，未过期 {{ unexpired_mb | mb }}）", en = "Undo tablespace {{ tablespace_name }}: {{ held_pct }}% of the {{ max_mb | mb }} it can grow to cannot be reused (limit {{ limits.crit }}%; active {{ active_mb | mb }}, unexpired {{ unexpired_mb | mb }})" }
-- [[rule]]
-- level = "warning"
-- when  = "held_pct != null && held_pct >= limits.warn"
-- says  = { zh-CN = "回滚表空间 {{ tablespace_name }} 不可重用部分占最大可扩 {{ max_mb | mb }} 的 {{ held_pct }}%，达到 {{ limits.warn }}%（活动 {{ active_mb | mb }}，未过期 {{ unexpired_mb | mb }}）", en = "Undo tablespace {{ tablespace_name }}: {{ held_pct }}% of the {{ max_mb | mb }} it can grow to cannot be reused (limit {{ limits.warn }}%; active {{ active_mb | mb }}, unexpired {{ unexpired_mb | mb }})" }
-- [[rule]]
-- level = "warning"
-- when  = "held_pct == null"
-- says  = { zh-CN = "回滚表空间 {{ tablespace_name }}（{{ status }}）的使用率无法计算：{{ files }} 个文件中有 {{ files_unavailable }} 个离线", en = "The usage of undo tablespace {{ tablespace_name }} ({{ status }}) cannot be computed: {{ files_unavailable }} of {{ files }} files are offline" }
-- advice = { zh-CN = "先按数据文件状态检查项恢复文件；若是弃用的旧回滚表空间，确认没有待恢复的回滚段后 drop tablespace。", en = "First bring its files back as the data file check says; if it is a retired undo tablespace, drop it once no rollback segment needs recovery." }
-- [[example]]
-- name   = "full of expired and unexpired undo is fine"
-- rows   = [["", "UNDOTBS1", "ONLINE", "NOGUARANTEE", 2, 0, 32768.0, 65535.97, 2048.0, 22528.0, 7168.0, 3.13]]
-- expect = "ok"
-- [[example]]
-- name   = "a large transaction"
-- rows   = [["", "UNDOTBS1", "ONLINE", "NOGUARANTEE", 2, 0, 32768.0, 32768.0, 27000.0, 3000.0, 0.0, 82.4]]
-- expect = "warning"
-- [[example]]
-- name   = "nearly all active"
-- rows   = [["", "UNDOTBS1", "ONLINE", "NOGUARANTEE", 2, 0, 32768.0, 32768.0, 31500.0, 0.0, 0.0, 96.13]]
-- expect = "critical"
-- [[example]]
-- name   = "a file is offline: NULLs"
-- rows   = [["", "UNDOTBS2", "OFFLINE", "NOGUARANTEE", 1, 1, 0, 0, 0.0, 0.0, 0.0, 0]]
-- null   = [[0, "size_mb"], [0, "max_mb"], [0, "held_pct"]]
-- expect = "warning"
-- says   = "无法计算"
-- [[example]]
-- name   = "a PDB under shared undo"
-- rows   = []
-- expect = "ok"
-- +++
with f as (
  select d.tablespace_name,
         count(*)                                         as files,
         sum(case when d.bytes is null then 1 else 0 end) as files_unavailable,
         sum(d.bytes)                                     as bytes,
         sum(case when d.autoextensible = 'YES' then greatest(d.bytes, d.maxbytes) else d.bytes end) as cap
    from dba_data_files d
   group by d.tablespace_name
), e as (
  select x.tablespace_name,
         sum(case when x.status = 'ACTIVE'    then x.bytes else 0 end) as active,
         sum(case when x.status = 'UNEXPIRED' then x.bytes else 0 end) as unexpired,
         sum(case when x.status = 'EXPIRED'   then x.bytes else 0 end) as expired
    from dba_undo_extents x
   group by x.tablespace_name
)
select cast(null as varchar2(128))                  as con_name,
       t.tablespace_name,
       t.status,
       t.retention,
       nvl(f.files, 0)                              as files,
       nvl(f.files_unavailable, 0)                  as files_unavailable,
       case when f.files_unavailable = 0 then round(f.bytes / 1048576, 2) end as size_mb,
       case when f.files_unavailable = 0 then round(f.cap / 1048576, 2) end   as max_mb,
       round(nvl(e.active, 0) / 1048576, 2)         as active_mb,
       round(nvl(e.unexpired, 0) / 1048576, 2)      as unexpired_mb,
       round(nvl(e.expired, 0) / 1048576, 2)        as expired_mb,
       case when f.files_unavailable = 0
            then round(100 * (nvl(e.active, 0) + case when t.retention = 'GUARANTEE' then nvl(e.unexpired, 0) else 0 end)
                       / nullif(f.cap, 0), 2) end   as held_pct
  from dba_tablespaces t
  left join f on f.tablespace_name = t.tablespace_name
  left join e on e.tablespace_name = t.tablespace_name
 where t.contents = 'UNDO'
 order by t.tablespace_name
