-- +++
-- id      = "db.standby-log"
-- req     = ["DB-09"]
-- title   = { zh-CN = "备用日志配置", en = "Standby redo logs" }
-- why     = { zh-CN = "没有备用日志，或个数、大小与联机日志不配，备库就做不到实时应用，切换时会多丢一个日志的数据。", en = "Without standby redo logs of matching number and size there is no real-time apply, and a failover loses up to one log more." }
-- advice  = { zh-CN = "备用日志每个线程应比联机日志多一组，大小与联机日志完全相同，主备两边都要建：alter database add standby logfile thread 线程号 group 组号 ('文件') size 大小。备库上先 recover managed standby database cancel 停应用，建完再启动。", en = "Each thread needs one group more than it has online groups, of exactly the same size, on both sides: alter database add standby logfile thread N group M ('FILE') size S. On the standby cancel managed recovery first and start it again afterwards." }
-- cadence = "weekly"
-- on      = { open = false }
-- subject = ["thread_no"]
-- empty   = "unknown"
-- column.thread_no      = { type = "integer", title = { zh-CN = "线程", en = "Thread" } }
-- column.online_groups  = { type = "integer", unit = "count", title = { zh-CN = "联机日志组", en = "Online groups" } }
-- column.online_mb      = { type = "number",  unit = "mb",    title = { zh-CN = "联机日志大小", en = "Online size" } }
-- column.standby_groups = { type = "integer", unit = "count", title = { zh-CN = "备用日志组", en = "Standby groups" } }
-- column.standby_mb     = { type = "number",  unit = "mb",    title = { zh-CN = "备用日志最小", en = "Standby size, smallest" } }
-- column.standby_dests  = { type = "integer", unit = "count", title = { zh-CN = "备库去处", en = "Standby destinations" } }
-- [[rule]]
-- level = "warning"
-- when  = "db.role == 'standby' && standby_groups == 0"
-- says  = { zh-CN = "备库没有线程 {{ thread_no }} 的备用日志，不能实时应用", en = "The standby has no standby redo logs for thread {{ thread_no }}: no real-time apply" }
-- [[rule]]
-- level = "warning"
-- when  = "db.role == 'standby' && standby_groups > 0 && standby_mb != null && standby_mb < online_mb"
-- says  = { zh-CN = "线程 {{ thread_no }} 的备用日志（{{ standby_mb | mb }}）小于联机日志（{{ online_mb | mb }}），接收进程不会使用", en = "Standby redo logs of thread {{ thread_no }} ({{ standby_mb | mb }}) are smaller than the online ones ({{ online_mb | mb }}) and will not be used" }
-- [[rule]]
-- level = "note"
-- when  = "(db.role == 'standby' || standby_dests > 0) && standby_groups <= online_groups"
-- says  = { zh-CN = "线程 {{ thread_no }} 有 {{ standby_groups }} 组备用日志，应有 {{ online_groups }}+1 组", en = "Thread {{ thread_no }} has {{ standby_groups }} standby redo groups, {{ online_groups }}+1 are due" }
-- [[rule]]
-- level = "note"
-- when  = "standby_dests > 0 && standby_mb != null && standby_mb != online_mb"
-- says  = { zh-CN = "线程 {{ thread_no }} 的备用日志（{{ standby_mb | mb }}）与联机日志（{{ online_mb | mb }}）大小不同，切换为备库后不能实时接收", en = "Standby redo logs of thread {{ thread_no }} ({{ standby_mb | mb }}) differ in size from the online ones ({{ online_mb | mb }}): not fit for a role change" }
-- [[example]]
-- name   = "four and five of the same size"
-- rows   = [[1, 4, 2048.0, 5, 2048.0, 1]]
-- expect = "ok"
-- [[example]]
-- name   = "no standby at all: none needed"
-- rows   = [[1, 3, 200.0, 0, 0.0, 0]]
-- null   = [[0, "standby_mb"]]
-- expect = "ok"
-- [[example]]
-- name   = "standby without any"
-- rows   = [[1, 4, 2048.0, 0, 0.0, 0]]
-- null   = [[0, "standby_mb"]]
-- db     = { role = "standby" }
-- expect = "warning"
-- [[example]]
-- name   = "standby with smaller ones"
-- rows   = [[1, 4, 2048.0, 5, 1024.0, 0]]
-- db     = { role = "standby" }
-- expect = "warning"
-- says   = "小于联机日志"
-- [[example]]
-- name   = "primary with one too few"
-- rows   = [[1, 4, 2048.0, 4, 2048.0, 1]]
-- expect = "note"
-- [[example]]
-- name   = "primary with others of another size"
-- rows   = [[1, 4, 2048.0, 5, 1024.0, 1]]
-- expect = "note"
-- says   = "大小不同"
-- [[example]]
-- name   = "nothing read"
-- rows   = []
-- expect = "unknown"
-- +++
select l.thread_no,
       l.online_groups,
       l.online_mb,
       count(s.group#) standby_groups,
       round(min(s.bytes) / 1048576) standby_mb,
       (select count(*) from v$archive_dest d where d.target = 'STANDBY' and d.status not in ('INACTIVE', 'DEFERRED') and d.destination is not null) standby_dests
  from (select thread# thread_no, count(*) online_groups, round(max(bytes) / 1048576) online_mb
          from v$log
         -- a removed node's thread is disabled and receives nothing
         where thread# not in (select t.thread# from v$thread t where t.enabled = 'DISABLED')
         group by thread#) l
  left join v$standby_log s on s.thread# in (l.thread_no, 0)
 group by l.thread_no, l.online_groups, l.online_mb
 order by l.thread_no
