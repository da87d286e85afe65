-- +++
-- id      = "db.hot-backup"
-- req     = ["DB-19"]
-- title   = { zh-CN = "热备状态的表空间", en = "Tablespaces in hot backup mode" }
-- why     = { zh-CN = "忘记结束的热备使重做量大增，而且实例异常重启后打不开，要先做恢复。", en = "A hot backup left open multiplies redo, and after a crash the database asks for recovery before it opens." }
-- advice  = { zh-CN = "确认备份软件没有在拷贝这些文件，然后 alter tablespace <表空间> end backup；全库的用 alter database end backup。检查备份脚本为何没有收尾。", en = "See that no backup is copying these files, then alter tablespace <name> end backup, or alter database end backup for all. Find out why the backup script did not finish." }
-- cadence = "weekly"
-- on      = { open = false }
-- subject = ["con_name", "tablespace_name"]
-- empty   = "ok"
-- limits  = { hours = 24 }
-- column.con_name        = { type = "text",    title = { zh-CN = "容器", en = "Container" } }
-- column.tablespace_name = { type = "text",    title = { zh-CN = "表空间", en = "Tablespace" } }
-- column.files           = { type = "integer", unit = "count", title = { zh-CN = "文件数", en = "Files" } }
-- column.begin_time      = { type = "time",    title = { zh-CN = "开始时间", en = "Since" } }
-- column.active_s        = { type = "number",  unit = "seconds", title = { zh-CN = "已持续", en = "For" } }
-- [[rule]]
-- level = "critical"
-- when  = "active_s == null || active_s > limits.hours * 3600.0"
-- says  = { zh-CN = "表空间 {{ tablespace_name }} 的 {{ files }} 个文件处于热备状态已 {% if active_s %}{{ active_s | duration }}{% else %}多时（开始时间不明）{% endif %}，超过 {{ limits.hours }} 小时", en = "{{ files }} files of tablespace {{ tablespace_name }} have been in hot backup mode for {% if active_s %}{{ active_s | duration }}{% else %}an unknown time{% endif %}, more than {{ limits.hours }} hours" }
-- [[rule]]
-- level = "note"
-- when  = "active_s != null && active_s <= limits.hours * 3600.0"
-- says  = { zh-CN = "表空间 {{ tablespace_name }} 正在热备，已 {{ active_s | duration }}", en = "Tablespace {{ tablespace_name }} is in hot backup mode, for {{ active_s | duration }}" }
-- [[example]]
-- name   = "a backup is running"
-- rows   = [["", "TS_SBF_ZS_DATA", 8, "2026-11-22 01:00:00", 25200.0]]
-- expect = "note"
-- [[example]]
-- name   = "forgotten"
-- rows   = [["", "TS_SBF_ZS_DATA", 8, "2026-11-19 01:00:00", 284400.0]]
-- expect = "critical"
-- says   = "超过 24 小时"
-- [[example]]
-- name   = "since an unknown time: NULLs"
-- rows   = [["", "", 8, "", 0]]
-- null   = [[0, "begin_time"], [0, "active_s"]]
-- expect = "critical"
-- [[example]]
-- name   = "none"
-- rows   = []
-- expect = "ok"
-- +++
select cast(null as varchar2(128))                        as con_name,
       x.tablespace_name,
       count(*)                                           as files,
       min(x.begin_time)                                  as begin_time,
       round((sysdate - min(x.begin_time)) * 86400)       as active_s
  from (select (select max(t.name) from v$tablespace t where t.ts# = f.ts#) as tablespace_name,
               b.time                                                       as begin_time
          from v$backup b
          left join v$datafile f on f.file# = b.file#
         where b.status = 'ACTIVE') x
 group by x.tablespace_name
 order by begin_time, x.tablespace_name
