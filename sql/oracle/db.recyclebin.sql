-- +++
-- id      = "db.recyclebin"
-- req     = ["DB-05"]
-- title   = { zh-CN = "回收站占用（前 50 个用户）", en = "Recycle bin (top 50 owners)" }
-- why     = { zh-CN = "回收站中的对象仍占着空间，表空间使用率却把它算作空闲；对象太多会使空间查询很慢。", en = "Dropped objects still occupy space that tablespace usage counts as free, and too many of them make space queries slow." }
-- advice  = { zh-CN = "与应用责任人确认不再需要闪回后，由该用户执行 purge recyclebin，或按对象 purge table …；不要在业务高峰执行 purge dba_recyclebin。", en = "When the application's owner needs no flashback any more, that user runs purge recyclebin, or purge table … for single objects; do not run purge dba_recyclebin at peak hours." }
-- cadence = "weekly"
-- on      = { role = ["primary"] }
-- subject = ["con_name", "owner"]
-- empty   = "ok"
-- metric  = ["size_mb", "objects"]
-- timeout_s = 120
-- limits  = { note_mb = 51200, note_objects = 20000 }
-- column.con_name = { type = "text",    title = { zh-CN = "容器", en = "Container" } }
-- column.owner    = { type = "text",    title = { zh-CN = "用户", en = "Owner" } }
-- column.objects  = { type = "integer", unit = "count", title = { zh-CN = "对象数", en = "Objects" } }
-- column.size_mb  = { type = "number",  unit = "mb", title = { zh-CN = "占用", en = "Size" } }
-- column.oldest   = { type = "time",    title = { zh-CN = "最早删除", en = "Oldest" } }
-- [[rule]]
-- level = "note"
-- when  = "size_mb >= limits.note_mb"
-- says  = { zh-CN = "用户 {{ owner }} 的回收站占 {{ size_mb | mb }}（{{ objects }} 个对象），这部分在表空间使用率中算作空闲", en = "The recycle bin of {{ owner }} holds {{ size_mb | mb }} ({{ objects }} objects), which tablespace usage counts as free" }
-- [[rule]]
-- level = "note"
-- when  = "objects >= limits.note_objects"
-- says  = { zh-CN = "用户 {{ owner }} 的回收站有 {{ objects }} 个对象，会拖慢 DBA_FREE_SPACE 查询", en = "The recycle bin of {{ owner }} has {{ objects }} objects, which slow down DBA_FREE_SPACE" }
-- [[example]]
-- name   = "little"
-- rows   = [["", "SBF_CX", 3, 3.0, "2026-11-18 00:00:00"]]
-- expect = "ok"
-- [[example]]
-- name   = "large; the oldest is NULL"
-- rows   = [["", "SBF_CX", 12, 81920.0, ""]]
-- null   = [[0, "oldest"]]
-- expect = "note"
-- says   = "算作空闲"
-- [[example]]
-- name   = "many"
-- rows   = [["", "SBF_CX", 35000, 2048.0, "2026-01-18 00:00:00"]]
-- expect = "note"
-- says   = "拖慢"
-- [[example]]
-- name   = "empty"
-- rows   = []
-- expect = "ok"
-- +++
select x.*
  from (select cast(null as varchar2(128))                                        as con_name,
               b.owner,
               count(*)                                                           as objects,
               round(sum(nvl(b.space, 0) * nvl(t.block_size, 8192)) / 1048576, 2) as size_mb,
               min(to_date(b.droptime, 'YYYY-MM-DD:HH24:MI:SS'))                  as oldest
          from dba_recyclebin b
          left join dba_tablespaces t on t.tablespace_name = b.ts_name
         group by b.owner
         order by size_mb desc, b.owner) x
 where rownum <= 50
