-- +++
-- id      = "db.rman-job"
-- req     = ["BK-02", "DB-14"]
-- title   = { zh-CN = "RMAN 备份任务（近 8 天，最多列 500 个）", en = "RMAN backup jobs (last 8 days, at most 500)" }
-- why     = { zh-CN = "备份失败往往没有人看到，直到要恢复时才发现没有可用的备份。", en = "A backup that failed is often seen by nobody until the day it is needed." }
-- advice  = { zh-CN = "看本次任务的输出：select output from v$rman_output where session_recid = (select session_recid from v$rman_backup_job_details where session_key = <任务号>) order by recid，或备份脚本日志，从第一条 RMAN-/ORA- 看起（常见：空间不足 ORA-19809/19502、磁带库 ORA-19511、归档缺失 RMAN-06059）。排除后立即补跑同类备份，不要等到下一个周期，补完再查本项。", en = "Read the output of the job: select output from v$rman_output where session_recid = (select session_recid from v$rman_backup_job_details where session_key = <job>) order by recid, or the log of the backup script, from its first RMAN-/ORA- on (usual: no space ORA-19809/19502, tape ORA-19511, missing logs RMAN-06059). Remove the cause and run the same backup again now rather than at its next date, then look here again." }
-- cadence = "daily"
-- on      = { open = false }
-- subject = ["input_type", "session_key"]
-- # From the control file. Slow here means old statistics of fixed objects: exec dbms_stats.gather_fixed_objects_stats.
-- empty   = "ok"
-- timeout_s = 300
-- limits  = { running_h = 24 }
-- column.session_key = { type = "integer", title = { zh-CN = "任务号", en = "Job" } }
-- column.input_type  = { type = "text",    title = { zh-CN = "备份内容", en = "Of" } }
-- column.status      = { type = "text",    title = { zh-CN = "状态", en = "Status" } }
-- column.start_time  = { type = "time",    title = { zh-CN = "开始", en = "Start" } }
-- column.end_time    = { type = "time",    title = { zh-CN = "结束", en = "End" } }
-- column.elapsed_s   = { type = "number",  unit = "seconds", title = { zh-CN = "用时", en = "Elapsed" } }
-- column.input_mb    = { type = "number",  unit = "mb", title = { zh-CN = "读入", en = "Input" } }
-- column.output_mb   = { type = "number",  unit = "mb", title = { zh-CN = "写出", en = "Output" } }
-- column.device      = { type = "text",    title = { zh-CN = "设备", en = "Device" } }
-- column.redone      = { type = "text",    title = { zh-CN = "此后同类已成功", en = "Done since" } }
-- [[rule]]
-- level = "critical"
-- when  = "status in ['FAILED', 'COMPLETED WITH ERRORS'] && redone == 'N'"
-- says  = { zh-CN = "{{ input_type }} 备份（{{ start_time }} 开始）{{ status }}，此后没有同类备份成功", en = "The {{ input_type }} backup of {{ start_time }} ended {{ status }}, and none of its kind has succeeded since" }
-- [[rule]]
-- level = "note"
-- when  = "status in ['FAILED', 'COMPLETED WITH ERRORS'] && redone == 'Y'"
-- says  = { zh-CN = "{{ input_type }} 备份（{{ start_time }} 开始）{{ status }}，此后同类备份已成功", en = "The {{ input_type }} backup of {{ start_time }} ended {{ status }}; one of its kind has succeeded since" }
-- [[rule]]
-- level = "warning"
-- when  = "status == 'COMPLETED WITH WARNINGS' && redone == 'N'"
-- says  = { zh-CN = "{{ input_type }} 备份（{{ start_time }} 开始）完成但有警告", en = "The {{ input_type }} backup of {{ start_time }} completed with warnings" }
-- advice = { zh-CN = "备份可用，但要看清警告内容（v$rman_output 中的 RMAN-08xxx、ORA-19xxx）：仅为归档未删除（RMAN-08137、RMAN-08591）的属提示；跳过文件、坏块、自动备份控制文件失败的按失败处理并补跑。", en = "The backup can be used, but read the warnings (RMAN-08xxx, ORA-19xxx in v$rman_output): logs not deleted (RMAN-08137, RMAN-08591) are harmless; skipped files, corrupt blocks or a failed control file autobackup count as failure: run it again." }
-- [[rule]]
-- level = "note"
-- when  = "status == 'COMPLETED WITH WARNINGS' && redone == 'Y'"
-- says  = { zh-CN = "{{ input_type }} 备份（{{ start_time }} 开始）完成但有警告，此后同类备份正常", en = "The {{ input_type }} backup of {{ start_time }} completed with warnings; a later one went well" }
-- [[rule]]
-- level = "warning"
-- when  = "status.startsWith('RUNNING') && elapsed_s != null && elapsed_s > limits.running_h * 3600.0"
-- says  = { zh-CN = "{{ input_type }} 备份（{{ start_time }} 开始）已运行 {{ elapsed_s | duration }}，超过 {{ limits.running_h }} 小时", en = "The {{ input_type }} backup of {{ start_time }} has run for {{ elapsed_s | duration }}, over {{ limits.running_h }} h" }
-- advice = { zh-CN = "看是否还在前进：select sid, sofar, totalwork, time_remaining from v$session_longops where opname like 'RMAN%' and sofar < totalwork；不动的查 RMAN 会话在等什么（v$session 的 event，Backup: MML … 为等磁带库），RMAN 进程已不在的，重启备份。", en = "Is it moving? select sid, sofar, totalwork, time_remaining from v$session_longops where opname like 'RMAN%' and sofar < totalwork; if not, see what the RMAN sessions wait for (event in v$session; Backup: MML … is the tape library); if the RMAN process is gone, start the backup again." }
-- [[rule]]
-- level = "warning"
-- when  = "status == 'RUNNING WITH ERRORS'"
-- says  = { zh-CN = "{{ input_type }} 备份（{{ start_time }} 开始）正在运行，已出现错误", en = "The {{ input_type }} backup of {{ start_time }} is running and has met errors" }
-- [[rule]]
-- level = "note"
-- when  = "!(status in ['COMPLETED', 'COMPLETED WITH WARNINGS', 'COMPLETED WITH ERRORS', 'FAILED', 'RUNNING', 'RUNNING WITH ERRORS'])"
-- says  = { zh-CN = "{{ input_type }} 备份（{{ start_time }} 开始）状态为 {{ status }}", en = "The {{ input_type }} backup of {{ start_time }} is {{ status }}" }
-- [[example]]
-- name   = "all well, one running for an hour"
-- rows   = [[5209, "DB FULL", "COMPLETED", "2026-11-22 01:00:00", "2026-11-22 04:12:33", 11553.0, 1844220.0, 290976.0, "DISK", "N"], [5300, "ARCHIVELOG", "RUNNING", "2026-11-22 06:40:00", "2026-11-22 07:40:00", 3600.0, 100.0, 50.0, "", "N"]]
-- expect = "ok"
-- [[example]]
-- name   = "full backup failed"
-- rows   = [[5400, "DB FULL", "FAILED", "2026-11-20 01:00:00", "2026-11-20 01:36:50", 2210.0, 250000.0, 41984.0, "DISK", "N"]]
-- expect = "critical"
-- says   = "没有同类备份成功"
-- [[example]]
-- name   = "failed, done again"
-- rows   = [[5400, "ARCHIVELOG", "FAILED", "2026-11-20 00:40:00", "2026-11-20 00:41:00", 60.0, 100.0, 50.0, "DISK", "Y"]]
-- expect = "note"
-- [[example]]
-- name   = "warnings"
-- rows   = [[5410, "DB INCR", "COMPLETED WITH WARNINGS", "2026-11-21 01:00:00", "2026-11-21 01:32:45", 1965.0, 1844220.0, 29976.0, "DISK", "N"]]
-- expect = "warning"
-- [[example]]
-- name   = "warnings, clean since"
-- rows   = [[5410, "DB INCR", "COMPLETED WITH WARNINGS", "2026-11-20 01:00:00", "2026-11-20 01:32:45", 1965.0, 1844220.0, 29976.0, "DISK", "Y"]]
-- expect = "note"
-- [[example]]
-- name   = "runs for a day and more"
-- rows   = [[5500, "DB FULL", "RUNNING", "2026-11-21 01:00:00", "", 111600.0, 100.0, 50.0, "SBT_TAPE", "N"]]
-- expect = "warning"
-- says   = "24 小时"
-- [[example]]
-- name   = "running with errors"
-- rows   = [[5500, "DB FULL", "RUNNING WITH ERRORS", "2026-11-22 01:00:00", "", 3600.0, 100.0, 50.0, "SBT_TAPE", "N"]]
-- expect = "warning"
-- [[example]]
-- name   = "running with warnings"
-- rows   = [[5500, "DB FULL", "RUNNING WITH WARNINGS", "2026-11-22 01:00:00", "", 3600.0, 0.0, 0.0, "", "N"]]
-- null   = [[0, "input_mb"], [0, "output_mb"]]
-- expect = "note"
-- [[example]]
-- name   = "no job: see db.backup-recent"
-- rows   = []
-- expect = "ok"
-- +++
select j.session_key,
       j.input_type,
       j.status,
       j.start_time,
       j.end_time,
       j.elapsed_s,
       j.input_mb,
       j.output_mb,
       j.device,
       j.redone
  from (select d.session_key, d.input_type, d.status, d.start_time, d.end_time,
               d.elapsed_seconds as elapsed_s,
               round(d.input_bytes / 1048576, 2) as input_mb,
               round(d.output_bytes / 1048576, 2) as output_mb,
               d.output_device_type as device,
               case when max(case when d.status = 'COMPLETED' then d.start_time end) over (partition by d.input_type) > d.start_time
                    then 'Y' else 'N' end as redone
          from v$rman_backup_job_details d
         where d.start_time > sysdate - 8
         order by case when d.status = 'COMPLETED' then 1 else 0 end, d.start_time desc) j
 where rownum <= 500
