-- +++
-- id      = "db.backup-age"
-- req     = ["BK-02", "DB-14"]
-- title   = { zh-CN = "最近一次完整备份", en = "The last full backup" }
-- why     = { zh-CN = "恢复从完整备份开始；完整备份越旧，要追的归档越多，恢复越慢，中间缺一个归档就恢复不到现在。", en = "A restore starts from the full backup: the older it is, the more redo must be applied, and with one log missing it stops there." }
-- advice  = { zh-CN = "先看 db.rman-job 中最近的 DB FULL 或 0 级备份为什么没有成功，排除后立即手工跑一次：rman target / ，backup incremental level 0 database plus archivelog（或本单位的全备脚本），确认 COMPLETED。备份由存储快照、第三方软件或备库完成的，在目标配置中放宽 limits 或停用本项，并登记替代的核查办法。", en = "See in db.rman-job why the last DB FULL or level 0 did not succeed, remove the cause and run one by hand now: rman target /, backup incremental level 0 database plus archivelog (or the site's own script), and see it COMPLETED. Where snapshots, other software or the standby make the backups, widen the limits or switch this check off for the target, and record how they are verified instead." }
-- cadence = "daily"
-- on      = { open = false }
-- subject = []
-- # Full is: a job DB FULL, or for every datafile a full or level 0 backup or an image copy (its checkpoint counts; a file younger
-- # than 8 days without any counts from its creation: redo since then can make it again). Ages run from the start of the backup. All from the control file.
-- empty   = "unknown"
-- timeout_s = 300
-- metric  = ["full_age_days"]
-- limits  = { warn = 8, crit = 9 }
-- column.full_time       = { type = "time",    title = { zh-CN = "最近完整备份", en = "Last full backup" } }
-- column.full_age_days   = { type = "number",  unit = "days", title = { zh-CN = "距今", en = "Age" } }
-- column.job_time        = { type = "time",    title = { zh-CN = "最近 DB FULL 任务", en = "Last DB FULL job" } }
-- column.covered_time    = { type = "time",    title = { zh-CN = "全部文件的 0 级/全备覆盖到", en = "All files covered by full/level 0 since" } }
-- column.files           = { type = "integer", unit = "count", title = { zh-CN = "数据文件数", en = "Datafiles" } }
-- column.files_none      = { type = "integer", unit = "count", title = { zh-CN = "无全备记录的文件", en = "Files without any" } }
-- column.keep_days       = { type = "integer", unit = "days", title = { zh-CN = "控制文件记录保留天数", en = "Control file keeps records for" } }
-- [[rule]]
-- level = "critical"
-- topic = "age"
-- when  = "full_age_days != null && full_age_days >= limits.crit && db.role != 'standby'"
-- says  = { zh-CN = "最近一次完整备份在 {{ full_time }}，距今 {{ full_age_days }} 天，达到 {{ limits.crit }} 天", en = "The last full backup is of {{ full_time }}, {{ full_age_days }} days ago (limit {{ limits.crit }})" }
-- [[rule]]
-- level = "warning"
-- topic = "age"
-- when  = "full_age_days != null && full_age_days >= limits.warn && db.role != 'standby'"
-- says  = { zh-CN = "最近一次完整备份在 {{ full_time }}，距今 {{ full_age_days }} 天，达到 {{ limits.warn }} 天", en = "The last full backup is of {{ full_time }}, {{ full_age_days }} days ago (limit {{ limits.warn }})" }
-- [[rule]]
-- level = "warning"
-- topic = "age"
-- when  = "full_age_days == null && db.role != 'standby' && db.tenancy != 'pdb'"
-- says  = { zh-CN = "控制文件中没有 RMAN 完整备份的记录（{{ files }} 个数据文件中 {{ files_none }} 个没有全备或 0 级备份）", en = "The control file knows of no full RMAN backup ({{ files_none }} of {{ files }} datafiles have no full or level 0 backup)" }
-- [[rule]]
-- level = "note"
-- topic = "age"
-- when  = "full_age_days == null && (db.role == 'standby' || db.tenancy == 'pdb')"
-- says  = { zh-CN = "这里看不到完整备份的记录（{{ db.role }}，{{ db.tenancy }}），以主库 CDB$ROOT 或恢复目录为准", en = "No full backup is to be seen from here ({{ db.role }}, {{ db.tenancy }}); look at the primary's CDB$ROOT or the recovery catalog" }
-- [[rule]]
-- level = "note"
-- topic = "age"
-- when  = "full_age_days != null && full_age_days >= limits.warn && db.role == 'standby'"
-- says  = { zh-CN = "备库控制文件中最近的完整备份已 {{ full_age_days }} 天；在备库备份的应排查，在主库备份的以主库为准", en = "The last full backup in the standby's control file is {{ full_age_days }} days old; look into it if backups are made here, otherwise the primary counts" }
-- [[rule]]
-- level = "note"
-- topic = "files"
-- when  = "files_none > 0 && files_none < files && full_age_days != null"
-- says  = { zh-CN = "{{ files_none }} 个数据文件（共 {{ files }} 个，创建已满 8 天）在控制文件中没有全备或 0 级备份记录", en = "{{ files_none }} of {{ files }} datafiles (8 days old or more) have no full or level 0 backup in the control file" }
-- advice = { zh-CN = "用 RMAN 的 report need backup 核对；确实没有的，检查备份脚本是否 skip 了表空间或配置了 configure exclude，然后 backup datafile <文件号> 补上。", en = "Check with RMAN report need backup; if true, look for skip or configure exclude in the backup script, then backup datafile <number>." }
-- [[rule]]
-- level = "note"
-- topic = "keep"
-- when  = "keep_days != null && keep_days <= limits.crit"
-- says  = { zh-CN = "control_file_record_keep_time 为 {{ keep_days }} 天，备份记录可能在下一次完整备份之前被覆盖", en = "control_file_record_keep_time is {{ keep_days }} days: backup records may be overwritten before the next full backup" }
-- advice = { zh-CN = "执行 alter system set control_file_record_keep_time=<大于备份保留期的天数，如 31>（在线生效，控制文件会略增大），或使用恢复目录。", en = "alter system set control_file_record_keep_time=<more than the retention, e.g. 31> (online; the control file grows a little), or use a recovery catalog." }
-- [[example]]
-- name   = "last night"
-- rows   = [["2026-11-22 01:00:00", 0.29, "2026-11-22 01:00:00", "2026-11-22 01:00:30", 60, 0, 31]]
-- expect = "ok"
-- [[example]]
-- name   = "nine days"
-- rows   = [["2026-11-13 01:00:00", 9.29, "2026-11-13 01:00:00", "", 60, 0, 0]]
-- null   = [[0, "keep_days"]]
-- expect = "critical"
-- says   = "9.29 天"
-- [[example]]
-- name   = "eight days"
-- rows   = [["2026-11-14 01:00:00", 8.29, "2026-11-14 01:00:00", "", 60, 0, 31]]
-- expect = "warning"
-- [[example]]
-- name   = "a site with a full backup a month"
-- rows   = [["2026-11-13 01:00:00", 9.29, "2026-11-13 01:00:00", "", 60, 0, 45]]
-- limits = { warn = 32, crit = 40 }
-- expect = "ok"
-- [[example]]
-- name   = "none at all"
-- rows   = [["", 0.0, "", "", 60, 60, 31]]
-- null   = [[0, "full_age_days"]]
-- db     = { tenancy = "non-cdb" }
-- expect = "warning"
-- says   = "没有 RMAN 完整备份"
-- [[example]]
-- name   = "none to be seen from a PDB"
-- rows   = [["", 0.0, "", "", 60, 60, 31]]
-- null   = [[0, "full_age_days"]]
-- db     = { tenancy = "pdb" }
-- expect = "note"
-- [[example]]
-- name   = "old on the standby: the primary has them"
-- rows   = [["2025-11-13 01:00:00", 374.3, "2025-11-13 01:00:00", "", 60, 0, 31]]
-- db     = { role = "standby" }
-- expect = "note"
-- [[example]]
-- name   = "files without"
-- rows   = [["2026-11-22 01:00:00", 0.29, "2026-11-22 01:00:00", "", 72, 12, 31]]
-- expect = "note"
-- says   = "12 个"
-- [[example]]
-- name   = "records kept for a week only"
-- rows   = [["2026-11-22 01:00:00", 0.29, "2026-11-22 01:00:00", "", 60, 0, 7]]
-- expect = "note"
-- says   = "control_file_record_keep_time"
-- [[example]]
-- name   = "not readable"
-- rows   = []
-- expect = "unknown"
-- +++
select x.full_time,
       round(sysdate - x.full_time, 2) as full_age_days,
       x.job_time,
       x.covered_time,
       x.files,
       x.files_none,
       x.keep_days
  from (select nvl(greatest(j.job_time, c.covered_time), nvl(j.job_time, c.covered_time)) as full_time,
               j.job_time, c.covered_time, c.files, c.files_none,
               (select to_number(p.value) from v$parameter p where p.name = 'control_file_record_keep_time') as keep_days
          from (select max(d.start_time) as job_time
                  from v$rman_backup_job_details d
                 where d.input_type = 'DB FULL'
                   and d.status in ('COMPLETED', 'COMPLETED WITH WARNINGS')) j
         cross join
               (select count(*) as files,
                       count(case when b.last_time is null and f.creation_time < sysdate - 8 then 1 end) as files_none,
                       -- unknown as soon as one file of some age has none
                       case when count(case when b.last_time is null and f.creation_time < sysdate - 8 then 1 end) = 0
                             and count(b.last_time) > 0
                            then min(nvl(b.last_time, f.creation_time)) end as covered_time
                  from v$datafile f
                  left join (select y.file_no, max(y.checkpoint_time) as last_time
                               from (select bd.file# as file_no, bd.checkpoint_time
                                       from v$backup_datafile bd
                                      where nvl(bd.incremental_level, 0) = 0 and bd.file# > 0
                                      union all
                                     select dc.file# as file_no, dc.checkpoint_time
                                       from v$datafile_copy dc
                                      where dc.status = 'A' and dc.name is not null) y
                              group by y.file_no) b
                    on b.file_no = f.file#) c) x
