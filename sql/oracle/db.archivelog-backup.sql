-- +++
-- id      = "db.archivelog-backup"
-- req     = ["BK-02", "DB-09"]
-- title   = { zh-CN = "归档日志备份", en = "Backup of archived logs" }
-- why     = { zh-CN = "没有备份的归档既占满归档空间，又意味着主机一旦损坏，这段时间的数据找不回来。", en = "Archived logs without a backup fill their destination, and if the host is lost, so is the data of that time." }
-- advice  = { zh-CN = "查归档备份作业为何没跑（crontab、备份软件、db.rman-job），立即手工补：rman target / ，backup archivelog all not backed up 1 times；备份成功、空间又紧的，再 delete archivelog all backed up 1 times to device type <设备>。不要在操作系统上直接删归档；已误删的先 crosscheck archivelog all 再做一次全备。", en = "Find why the job did not run (crontab, backup software, db.rman-job) and do it by hand now: rman target /, backup archivelog all not backed up 1 times; if space is short afterwards, delete archivelog all backed up 1 times to device type <device>. Never delete archived logs at OS level; if that happened, crosscheck archivelog all and take a full backup." }
-- cadence = "daily"
-- on      = { open = false, when = "db.log_mode == 'ARCHIVELOG'" }
-- subject = []
-- # One log counts once however many local copies it has; standby destinations and other incarnations are left out.
-- # Backups of logs within other jobs (plus archivelog) count too. Ages run from the start of the backup.
-- empty   = "unknown"
-- timeout_s = 300
-- metric  = ["age_h", "pending", "pending_mb"]
-- limits  = { warn_h = 12, crit_h = 48 }
-- column.last_time     = { type = "time",    title = { zh-CN = "最近归档备份", en = "Last backup of logs" } }
-- column.age_h         = { type = "number",  unit = "hours", title = { zh-CN = "距今小时", en = "Age, hours" } }
-- column.pending       = { type = "integer", unit = "count", title = { zh-CN = "未备份归档", en = "Logs without backup" } }
-- column.pending_mb    = { type = "number",  unit = "mb", title = { zh-CN = "未备份大小", en = "Their size" } }
-- column.oldest_time   = { type = "time",    title = { zh-CN = "最早未备份归档", en = "Oldest of them" } }
-- column.oldest_h      = { type = "number",  unit = "hours", title = { zh-CN = "其年龄（小时）", en = "Its age, hours" } }
-- column.lost          = { type = "integer", unit = "count", title = { zh-CN = "未备份即删除（近 7 天）", en = "Deleted without backup (7 days)" } }
-- [[rule]]
-- level = "critical"
-- topic = "age"
-- when  = "pending > 0 && age_h != null && age_h > limits.crit_h && db.role != 'standby'"
-- says  = { zh-CN = "最近一次归档备份在 {{ last_time }}，距今 {{ age_h }} 小时（限 {{ limits.crit_h }}），{{ pending }} 个归档 {{ pending_mb | mb }} 没有备份", en = "Archived logs were last backed up at {{ last_time }}, {{ age_h }} h ago (limit {{ limits.crit_h }}); {{ pending }} logs, {{ pending_mb | mb }}, have no backup" }
-- [[rule]]
-- level = "warning"
-- topic = "age"
-- when  = "pending > 0 && age_h != null && age_h > limits.warn_h && db.role != 'standby'"
-- says  = { zh-CN = "最近一次归档备份在 {{ last_time }}，距今 {{ age_h }} 小时（限 {{ limits.warn_h }}），{{ pending }} 个归档 {{ pending_mb | mb }} 没有备份", en = "Archived logs were last backed up at {{ last_time }}, {{ age_h }} h ago (limit {{ limits.warn_h }}); {{ pending }} logs, {{ pending_mb | mb }}, have no backup" }
-- [[rule]]
-- level = "warning"
-- topic = "age"
-- when  = "pending > 0 && age_h == null && oldest_h != null && oldest_h > limits.warn_h && db.role != 'standby' && db.tenancy != 'pdb'"
-- says  = { zh-CN = "控制文件中没有归档备份的记录，{{ pending }} 个归档 {{ pending_mb | mb }} 没有备份", en = "The control file knows of no backup of archived logs; {{ pending }} logs, {{ pending_mb | mb }}, have none" }
-- [[rule]]
-- level = "note"
-- topic = "age"
-- when  = "pending > 0 && (db.role == 'standby' || db.tenancy == 'pdb') && (age_h == null || age_h > limits.warn_h)"
-- says  = { zh-CN = "从这里看（{{ db.role }}，{{ db.tenancy }}）{{ pending }} 个归档没有备份；在另一侧备份的以那一侧为准", en = "Seen from here ({{ db.role }}, {{ db.tenancy }}) {{ pending }} archived logs have no backup; if the other side makes backups, it counts" }
-- [[rule]]
-- level = "note"
-- topic = "lost"
-- when  = "lost > 0"
-- says  = { zh-CN = "近 7 天有 {{ lost }} 个归档未经备份就已删除，跨过它们的时间点恢复做不了（备库已备份的除外）", en = "{{ lost }} archived logs of the last 7 days were deleted without a backup: no recovery across them (unless the standby has backups)" }
-- advice = { zh-CN = "把归档删除策略改为 configure archivelog deletion policy to backed up 1 times to device type <设备>（有备库的加 applied on all standby），检查有没有脚本直接 delete archivelog 或 rm；立即补一次数据库备份。", en = "Set configure archivelog deletion policy to backed up 1 times to device type <device> (and applied on all standby), look for scripts that delete archivelog or rm, and take a database backup now." }
-- [[example]]
-- name   = "every six hours"
-- rows   = [["2026-11-22 06:40:00", 1.33, 14, 24473.6, "2026-11-22 02:51:20", 5.14, 0]]
-- expect = "ok"
-- [[example]]
-- name   = "13 hours"
-- rows   = [["2026-11-21 18:40:00", 13.33, 42, 72294.4, "2026-11-21 18:55:00", 13.08, 0]]
-- expect = "warning"
-- says   = "13.33 小时"
-- [[example]]
-- name   = "over a week"
-- rows   = [["2026-11-13 18:40:00", 205.33, 477, 741171.2, "2026-11-15 08:00:00", 168.0, 0]]
-- expect = "critical"
-- says   = "477 个归档"
-- [[example]]
-- name   = "idle: nothing to back up"
-- rows   = [["2026-11-20 18:40:00", 37.33, 0, 0.0, "", 0.0, 0]]
-- null   = [[0, "pending_mb"], [0, "oldest_h"]]
-- expect = "ok"
-- [[example]]
-- name   = "never"
-- rows   = [["", 0.0, 480, 745000.0, "2026-11-15 08:00:00", 168.0, 0]]
-- null   = [[0, "age_h"]]
-- db     = { tenancy = "non-cdb" }
-- expect = "warning"
-- says   = "没有归档备份的记录"
-- [[example]]
-- name   = "a standby that makes no backups"
-- rows   = [["", 0.0, 480, 745000.0, "2026-11-15 08:00:00", 168.0, 0]]
-- null   = [[0, "age_h"]]
-- db     = { role = "standby" }
-- expect = "note"
-- [[example]]
-- name   = "deleted without"
-- rows   = [["2026-11-22 06:40:00", 1.33, 2, 3000.0, "2026-11-22 07:01:20", 0.98, 12]]
-- expect = "note"
-- says   = "12 个归档"
-- [[example]]
-- name   = "not readable"
-- rows   = []
-- expect = "unknown"
-- +++
select b.last_time,
       round((sysdate - b.last_time) * 24, 2) as age_h,
       p.pending,
       p.pending_mb,
       p.oldest_time,
       round((sysdate - p.oldest_time) * 24, 2) as oldest_h,
       p.lost
  from (select max(y.start_time) as last_time
          from (select d.start_time
                  from v$rman_backup_job_details d
                 where d.input_type = 'ARCHIVELOG'
                   and d.status in ('COMPLETED', 'COMPLETED WITH WARNINGS')
                 union all
                select s.start_time
                  from v$backup_set s
                 where s.backup_type = 'L') y) b
 cross join
       (select count(case when x.on_disk = 1 and x.backups = 0 then 1 end) as pending,
               round(sum(case when x.on_disk = 1 and x.backups = 0 then x.bytes end) / 1048576, 2) as pending_mb,
               min(case when x.on_disk = 1 and x.backups = 0 then x.completion_time end) as oldest_time,
               count(case when x.on_disk = 0 and x.backups = 0 and x.completion_time > sysdate - 7 then 1 end) as lost
          from (select a.thread#, a.sequence#,
                       max(a.backup_count) as backups,
                       max(case when a.deleted = 'NO' and a.status = 'A' then 1 else 0 end) as on_disk,
                       max(a.blocks * a.block_size) as bytes,
                       max(a.completion_time) as completion_time
                  from v$archived_log a
                 where a.standby_dest = 'NO'
                   and a.archived = 'YES'
                   and a.resetlogs_change# = (select d.resetlogs_change# from v$database d)
                 group by a.thread#, a.sequence#) x) p
