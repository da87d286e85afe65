-- +++
-- id      = "db.redo-log"
-- req     = ["DB-09"]
-- title   = { zh-CN = "联机日志组", en = "Online redo log groups" }
-- why     = { zh-CN = "归档模式下日志组写满而未归档就不能重用；全部日志组都等归档时，整个数据库的写入停住。", en = "In ARCHIVELOG mode a group cannot be reused before it is archived; when every group waits for that, all writing stops." }
-- advice  = { zh-CN = "先查归档去处：select dest_id, status, error from v$archive_dest where status <> 'INACTIVE'，再看归档目录或快速恢复区是否已满（df -k；select * from v$recovery_file_dest）。满了就扩 db_recovery_file_dest_size，或用 RMAN 备份并删除归档（backup archivelog all delete input），不要只在操作系统上删文件。空间腾出后执行 alter system archive log all 或等 ARCn 自动重试，确认各组 ARCHIVED=YES。", en = "First the destinations: select dest_id, status, error from v$archive_dest where status <> 'INACTIVE'; then whether the archive directory or recovery area is full (df -k; select * from v$recovery_file_dest). If so, raise db_recovery_file_dest_size, or back up and delete archived logs with RMAN (backup archivelog all delete input); do not merely remove files. Then alter system archive log all, or let ARCn retry, and see that all groups show ARCHIVED=YES." }
-- cadence = "daily"
-- on      = { open = false, role = ["primary"] }
-- subject = ["thread_no", "group_no"]
-- empty   = "unknown"
-- limits  = { active_s = 900, min_groups = 3 }
-- column.thread_no   = { type = "integer", title = { zh-CN = "线程", en = "Thread" } }
-- column.group_no    = { type = "integer", title = { zh-CN = "组别", en = "Group" } }
-- column.members     = { type = "integer", unit = "count", title = { zh-CN = "成员数", en = "Members" } }
-- column.size_mb     = { type = "number",  unit = "mb",    title = { zh-CN = "大小", en = "Size" } }
-- column.sequence_no = { type = "integer", title = { zh-CN = "序列号", en = "Sequence" } }
-- column.archived    = { type = "text",    title = { zh-CN = "是否归档", en = "Archived" } }
-- column.status      = { type = "text",    title = { zh-CN = "状态", en = "Status" } }
-- column.first_time  = { type = "time",    title = { zh-CN = "启用时间", en = "In use since" } }
-- column.archived_at = { type = "time",    title = { zh-CN = "归档时间", en = "Archived at" } }
-- column.waiting_s   = { type = "number",  unit = "seconds", title = { zh-CN = "写满后待归档", en = "Waiting to be archived" } }
-- column.unarchived  = { type = "integer", unit = "count", title = { zh-CN = "本线程未归档组数", en = "Groups not archived" } }
-- column.log_groups  = { type = "integer", unit = "count", title = { zh-CN = "本线程组数", en = "Groups of the thread" } }
-- show    = ["thread_no", "group_no", "members", "size_mb", "sequence_no", "archived", "status", "archived_at"]
-- [[rule]]
-- level  = "critical"
-- when   = "db.log_mode == 'ARCHIVELOG' && status == 'CURRENT' && log_groups > 1 && unarchived >= log_groups"
-- says   = { zh-CN = "线程 {{ thread_no }} 的 {{ log_groups }} 组联机日志全部未归档（当前序列 {{ sequence_no }}）：写满即停，数据库可能已经停住", en = "None of the {{ log_groups }} redo groups of thread {{ thread_no }} is archived (current sequence {{ sequence_no }}): writing stops when the last is full, or has stopped" }
-- [[rule]]
-- level  = "critical"
-- when   = "db.log_mode == 'ARCHIVELOG' && status == 'INACTIVE' && archived == 'NO' && unarchived < log_groups"
-- says   = { zh-CN = "线程 {{ thread_no }} 第 {{ group_no }} 组（序列 {{ sequence_no }}）已 INACTIVE 却未归档：归档进程停滞", en = "Group {{ group_no }} of thread {{ thread_no }} (sequence {{ sequence_no }}) is INACTIVE and not archived: the archiver is stuck" }
-- [[rule]]
-- level  = "warning"
-- when   = "db.log_mode == 'ARCHIVELOG' && status == 'ACTIVE' && archived == 'NO' && unarchived < log_groups && waiting_s != null && waiting_s >= limits.active_s"
-- says   = { zh-CN = "线程 {{ thread_no }} 第 {{ group_no }} 组（序列 {{ sequence_no }}）写满 {{ waiting_s | duration }} 仍未归档（限 {{ limits.active_s | duration }}）", en = "Group {{ group_no }} of thread {{ thread_no }} (sequence {{ sequence_no }}) has waited {{ waiting_s | duration }} to be archived (limit {{ limits.active_s | duration }})" }
-- [[rule]]
-- level  = "note"
-- topic  = "layout"
-- when   = "status == 'CURRENT' && log_groups < limits.min_groups"
-- says   = { zh-CN = "线程 {{ thread_no }} 只有 {{ log_groups }} 组联机日志，建议不少于 {{ limits.min_groups }} 组", en = "Thread {{ thread_no }} has only {{ log_groups }} redo groups; {{ limits.min_groups }} or more are advisable" }
-- advice = { zh-CN = "在窗口期执行 alter database add logfile thread 线程号 group 组号 ('成员1','成员2') size 与现有组相同，成员放在不同磁盘。", en = "In a quiet window: alter database add logfile thread N group M ('member1','member2') size as the others, members on different disks." }
-- [[example]]
-- name   = "all as it should be"
-- rows   = [[1, 1, 2, 2048.0, 88477, "YES", "INACTIVE", "2026-11-22 06:02:10", "2026-11-22 06:33:15", 0.0, 1, 4], [1, 4, 2, 2048.0, 88480, "NO", "CURRENT", "2026-11-22 07:32:30", "", 0.0, 1, 4]]
-- null   = [[0, "waiting_s"], [1, "waiting_s"]]
-- expect = "ok"
-- [[example]]
-- name   = "inactive and not archived"
-- rows   = [[1, 2, 2, 2048.0, 88478, "NO", "INACTIVE", "2026-11-22 06:32:57", "", 3423.0, 2, 4]]
-- expect = "critical"
-- says   = "归档进程停滞"
-- subject = "1 · 2"
-- [[example]]
-- name   = "nothing archived: the database stands still, said once"
-- rows   = [[1, 3, 2, 2048.0, 88479, "NO", "ACTIVE", "2026-11-22 07:02:57", "", 1650.0, 4, 4], [1, 4, 2, 2048.0, 88480, "NO", "CURRENT", "2026-11-22 07:32:30", "", 0.0, 4, 4]]
-- null   = [[1, "waiting_s"]]
-- expect = "critical"
-- says   = "全部未归档"
-- [[example]]
-- name   = "active, not archived for twenty minutes"
-- rows   = [[1, 3, 2, 2048.0, 88479, "NO", "ACTIVE", "2026-11-22 07:02:57", "", 1200.0, 2, 4]]
-- expect = "warning"
-- [[example]]
-- name   = "active, not archived for seconds: normal"
-- rows   = [[1, 3, 2, 2048.0, 88479, "NO", "ACTIVE", "2026-11-22 07:02:57", "", 12.0, 2, 4]]
-- expect = "ok"
-- [[example]]
-- name   = "NOARCHIVELOG: everything is NO"
-- rows   = [[1, 1, 1, 200.0, 511, "NO", "INACTIVE", "2026-11-22 06:02:10", "", 3600.0, 3, 3], [1, 2, 1, 200.0, 512, "NO", "CURRENT", "2026-11-22 07:02:10", "", 0.0, 3, 3]]
-- db     = { log_mode = "NOARCHIVELOG" }
-- expect = "ok"
-- [[example]]
-- name   = "two groups only, one never used"
-- rows   = [[1, 1, 2, 2048.0, 12, "NO", "CURRENT", "2026-11-22 06:02:10", "", 0.0, 1, 2], [1, 2, 2, 2048.0, 0, "YES", "UNUSED", "", "", 0.0, 1, 2]]
-- null   = [[0, "waiting_s"], [1, "waiting_s"], [1, "first_time"]]
-- expect = "note"
-- [[example]]
-- name   = "nothing read"
-- rows   = []
-- expect = "unknown"
-- +++
select l.thread# thread_no,
       l.group# group_no,
       l.members,
       round(l.bytes / 1048576) size_mb,
       l.sequence# sequence_no,
       l.archived,
       l.status,
       l.first_time,
       a.archived_at,
       case when l.archived = 'NO' and l.status in ('ACTIVE', 'INACTIVE') then round((sysdate - l.next_time) * 86400) end waiting_s,
       sum(case when l.archived = 'NO' then 1 else 0 end) over (partition by l.thread#) unarchived,
       count(*) over (partition by l.thread#) log_groups
  from v$log l
  left join (select g.thread#, g.sequence#, min(g.completion_time) archived_at
               from v$archived_log g
              where g.resetlogs_change# = (select d.resetlogs_change# from v$database d)
                and g.standby_dest = 'NO'
                and g.archived = 'YES'
              group by g.thread#, g.sequence#) a on a.thread# = l.thread# and a.sequence# = l.sequence#
 order by l.thread#, l.group#
