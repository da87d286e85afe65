-- +++
-- id      = "db.backup-recent"
-- req     = ["BK-02", "DB-14"]
-- title   = { zh-CN = "最近一次数据库备份（全备或增量）", en = "The last database backup (full or incremental)" }
-- why     = { zh-CN = "每天应有一次数据库备份；昨晚没有备份，今天出事就要多追一天的归档。", en = "There should be a database backup each day; without last night's, a restore today applies one more day of redo." }
-- advice  = { zh-CN = "先查备份作业是否启动：crontab、备份软件的调度和日志，以及 db.rman-job 中有没有失败的任务；能马上补跑的就补跑一次增量备份（避开业务高峰），不能的安排今晚并盯到完成。", en = "Did the job start at all? Look at crontab, the backup software's schedule and logs, and at failed jobs in db.rman-job; run an incremental now if load allows, or tonight, and watch it to the end." }
-- cadence = "daily"
-- on      = { open = false }
-- subject = []
-- # Ages run from the start of the backup. All from the control file.
-- empty   = "unknown"
-- timeout_s = 300
-- metric  = ["age_h"]
-- limits  = { warn_h = 30 }
-- column.last_time   = { type = "time",    title = { zh-CN = "最近备份", en = "Last backup" } }
-- column.age_h       = { type = "number",  unit = "hours", title = { zh-CN = "距今小时", en = "Age, hours" } }
-- column.last_type   = { type = "text",    title = { zh-CN = "类型", en = "Type" } }
-- column.last_status = { type = "text",    title = { zh-CN = "状态", en = "Status" } }
-- column.last_s      = { type = "number",  unit = "seconds", title = { zh-CN = "用时", en = "Elapsed" } }
-- column.running     = { type = "integer", unit = "count", title = { zh-CN = "正在运行", en = "Running now" } }
-- [[rule]]
-- level = "warning"
-- when  = "age_h != null && age_h > limits.warn_h && running == 0 && db.role != 'standby'"
-- says  = { zh-CN = "最近一次数据库备份（{{ last_type }}）在 {{ last_time }}，距今 {{ age_h }} 小时，超过 {{ limits.warn_h }} 小时", en = "The last database backup ({{ last_type }}) is of {{ last_time }}, {{ age_h }} h ago (limit {{ limits.warn_h }} h)" }
-- [[rule]]
-- level = "note"
-- when  = "age_h != null && age_h > limits.warn_h && (running > 0 || db.role == 'standby')"
-- says  = { zh-CN = "最近一次完成的数据库备份在 {{ last_time }}，距今 {{ age_h }} 小时（正在运行 {{ running }} 个；备库以实际备份的一侧为准）", en = "The last finished database backup is of {{ last_time }}, {{ age_h }} h ago ({{ running }} running now; on a standby, the side that makes the backups counts)" }
-- [[rule]]
-- level = "warning"
-- when  = "age_h == null && running == 0 && db.role != 'standby' && db.tenancy != 'pdb'"
-- says  = { zh-CN = "控制文件中没有 RMAN 数据库备份的记录", en = "No RMAN backup of the database is found in the control file" }
-- advice = { zh-CN = "没有 RMAN 备份的，立即建立备份并核对归档模式；由存储快照、第三方软件或备库备份的，在目标配置中停用 db.backup-recent、db.backup-age，登记替代的核查办法。", en = "If there is none, set backups up now and check archivelog mode; if snapshots, other software or the standby make them, switch db.backup-recent and db.backup-age off for this target and record how they are verified instead." }
-- [[rule]]
-- level = "note"
-- when  = "age_h == null && (running > 0 || db.role == 'standby' || db.tenancy == 'pdb')"
-- says  = { zh-CN = "这里看不到已完成的数据库备份（{{ db.role }}，{{ db.tenancy }}，正在运行 {{ running }} 个），以主库 CDB$ROOT 或恢复目录为准", en = "No finished database backup is to be seen from here ({{ db.role }}, {{ db.tenancy }}, {{ running }} running); look at the primary's CDB$ROOT or the recovery catalog" }
-- [[example]]
-- name   = "last night"
-- rows   = [["2026-11-22 01:00:00", 7.0, "DB FULL", "COMPLETED", 11553.0, 0]]
-- expect = "ok"
-- [[example]]
-- name   = "31 hours"
-- rows   = [["2026-11-21 01:00:00", 31.0, "DB INCR", "COMPLETED WITH WARNINGS", 1965.0, 0]]
-- expect = "warning"
-- says   = "31 小时"
-- [[example]]
-- name   = "31 hours, and one is running"
-- rows   = [["2026-11-21 01:00:00", 31.0, "DB INCR", "COMPLETED", 1965.0, 1]]
-- expect = "note"
-- [[example]]
-- name   = "old on a standby"
-- rows   = [["2025-11-21 01:00:00", 8791.0, "DB INCR", "COMPLETED", 1965.0, 0]]
-- db     = { role = "standby" }
-- expect = "note"
-- [[example]]
-- name   = "none"
-- rows   = [["", 0.0, "", "", 0.0, 0]]
-- null   = [[0, "age_h"], [0, "last_s"]]
-- db     = { tenancy = "non-cdb" }
-- expect = "warning"
-- says   = "没有 RMAN"
-- [[example]]
-- name   = "none to be seen from a PDB"
-- rows   = [["", 0.0, "", "", 0.0, 0]]
-- null   = [[0, "age_h"], [0, "last_s"]]
-- db     = { tenancy = "pdb" }
-- expect = "note"
-- [[example]]
-- name   = "not readable"
-- rows   = []
-- expect = "unknown"
-- +++
select g.last_time,
       round((sysdate - g.last_time) * 24, 2) as age_h,
       g.last_type,
       g.last_status,
       g.last_s,
       r.running
  from (select max(d.start_time) as last_time,
               max(d.input_type) keep (dense_rank last order by d.start_time nulls first) as last_type,
               max(d.status) keep (dense_rank last order by d.start_time nulls first) as last_status,
               max(d.elapsed_seconds) keep (dense_rank last order by d.start_time nulls first) as last_s
          from v$rman_backup_job_details d
         where d.input_type in ('DB FULL', 'DB INCR')
           and d.status in ('COMPLETED', 'COMPLETED WITH WARNINGS')) g
 cross join
       (select count(*) as running
          from v$rman_backup_job_details d
         where d.input_type in ('DB FULL', 'DB INCR')
           and d.status like 'RUNNING%'
           and d.start_time > sysdate - 1) r
