-- +++
-- id      = "db.job"
-- req     = ["DB-10"]
-- title   = { zh-CN = "DBMS_JOB 作业", en = "DBMS_JOB jobs" }
-- why     = { zh-CN = "作业连续失败 16 次后被置为 BROKEN，从此不再执行，也不再报错，没人看就没人知道。", en = "After 16 failures in a row a job is marked BROKEN, runs no more and complains no more." }
-- advice  = { zh-CN = "在警告日志和作业从属进程的跟踪文件里找 ORA-12012 及其后的错误，修好原因；以作业属主登录执行 dbms_job.run(作业号) 试跑，成功后自动清除 BROKEN 和失败次数；确认停用的执行 dbms_job.remove(作业号) 删除，不要长期留着。逾期未跑的查 job_queue_processes 是否为 0、作业进程是否用满。", en = "Find ORA-12012 and the error after it in the alert log and the job slave's trace, and mend the cause; as the owner dbms_job.run(JOB) clears BROKEN and the failures when it succeeds; remove a job that is no longer wanted (dbms_job.remove). If overdue, look at job_queue_processes and whether all job processes are busy." }
-- cadence = "daily"
-- on      = { role = ["primary"] }
-- subject = ["con_name", "job"]
-- empty   = "ok"
-- limits  = { overdue_s = 3600, running_s = 43200 }
-- column.con_name  = { type = "text",    title = { zh-CN = "容器", en = "Container" } }
-- column.job       = { type = "integer", title = { zh-CN = "作业号", en = "Job" } }
-- column.owner     = { type = "text",    title = { zh-CN = "属主", en = "Owner" } }
-- column.what      = { type = "text",    title = { zh-CN = "内容", en = "What" } }
-- column.broken    = { type = "text",    title = { zh-CN = "已停", en = "Broken" } }
-- column.failures  = { type = "integer", unit = "count",   title = { zh-CN = "连续失败", en = "Failures" } }
-- column.last_date = { type = "time",    title = { zh-CN = "上次成功", en = "Last success" } }
-- column.this_date = { type = "time",    title = { zh-CN = "本次开始", en = "Running since" } }
-- column.next_date = { type = "time",    title = { zh-CN = "下次执行", en = "Next run" } }
-- column.overdue_s = { type = "number",  unit = "seconds", title = { zh-CN = "逾期", en = "Overdue" } }
-- column.running_s = { type = "number",  unit = "seconds", title = { zh-CN = "已运行", en = "Running for" } }
-- show    = ["con_name", "job", "owner", "what", "broken", "failures", "last_date", "next_date"]
-- [[rule]]
-- level = "critical"
-- when  = "broken == 'Y'"
-- says  = { zh-CN = "作业 {{ job }}（{{ owner }}，{{ what }}）已 BROKEN，失败 {{ failures }} 次，不再执行{% if last_date %}，上次成功 {{ last_date }}{% endif %}", en = "Job {{ job }} ({{ owner }}, {{ what }}) is BROKEN after {{ failures }} failures and runs no more{% if last_date %}; last success {{ last_date }}{% endif %}" }
-- [[rule]]
-- level = "warning"
-- when  = "broken == 'N' && failures > 0"
-- says  = { zh-CN = "作业 {{ job }}（{{ owner }}，{{ what }}）已连续失败 {{ failures }} 次，满 16 次即被停用", en = "Job {{ job }} ({{ owner }}, {{ what }}) has failed {{ failures }} times in a row; at 16 it is stopped" }
-- [[rule]]
-- level = "warning"
-- when  = "broken == 'N' && overdue_s != null && overdue_s >= limits.overdue_s"
-- says  = { zh-CN = "作业 {{ job }}（{{ owner }}，{{ what }}）应于 {{ next_date }} 执行，逾期 {{ overdue_s | duration }}，至今未跑（限 {{ limits.overdue_s | duration }}）", en = "Job {{ job }} ({{ owner }}, {{ what }}) was due {{ next_date }} and is {{ overdue_s | duration }} late (limit {{ limits.overdue_s | duration }})" }
-- [[rule]]
-- level = "warning"
-- when  = "broken == 'N' && running_s != null && running_s >= limits.running_s"
-- says  = { zh-CN = "作业 {{ job }}（{{ owner }}，{{ what }}）已连续运行 {{ running_s | duration }}（限 {{ limits.running_s | duration }}），疑似挂住", en = "Job {{ job }} ({{ owner }}, {{ what }}) has been running for {{ running_s | duration }} (limit {{ limits.running_s | duration }}): it may hang" }
-- [[example]]
-- name   = "on time"
-- rows   = [["", 23, "SBF_GT", "PKG_GT_SYNC.P_SYNC;", "N", 0, "2026-11-22 01:03:00", "", "2026-11-22 13:03:00", 0.0, 0.0]]
-- null   = [[0, "this_date"], [0, "overdue_s"], [0, "running_s"]]
-- expect = "ok"
-- [[example]]
-- name   = "broken"
-- rows   = [["", 22, "SBF_RZ", "PKG_RZ_LOG.P_STAT;", "Y", 16, "2026-11-18 02:00:00", "", "4000-01-01 00:00:00", 0.0, 0.0]]
-- null   = [[0, "this_date"], [0, "overdue_s"], [0, "running_s"]]
-- expect = "critical"
-- subject = "22"
-- [[example]]
-- name   = "failing"
-- rows   = [["SBFPDB", 21, "SBF_JK", "PKG_JK_RS.P_RETRY;", "N", 3, "2026-11-22 07:43:00", "", "2026-11-22 08:43:00", 0.0, 0.0]]
-- null   = [[0, "this_date"], [0, "overdue_s"], [0, "running_s"]]
-- expect = "warning"
-- says   = "连续失败 3 次"
-- [[example]]
-- name   = "overdue"
-- rows   = [["", 21, "SBF_JK", "PKG_JK_RS.P_RETRY;", "N", 0, "2026-11-22 03:43:00", "", "2026-11-22 04:43:00", 11820.0, 0.0]]
-- null   = [[0, "this_date"], [0, "running_s"]]
-- expect = "warning"
-- says   = "逾期"
-- [[example]]
-- name   = "running since yesterday, never succeeded before"
-- rows   = [["", 21, "SBF_JK", "PKG_JK_RS.P_RETRY;", "N", 0, "", "2026-11-21 08:00:00", "2026-11-21 08:00:00", 0.0, 86400.0]]
-- null   = [[0, "overdue_s"]]
-- expect = "warning"
-- says   = "疑似挂住"
-- [[example]]
-- name   = "no jobs"
-- rows   = []
-- expect = "ok"
-- +++
select con_name, job, owner, what, broken, failures, last_date, this_date, next_date, overdue_s, running_s
  from (select cast(null as varchar2(128)) con_name,
               job,
               schema_user owner,
               substr(what, 1, 200) what,
               broken,
               nvl(failures, 0) failures,
               last_date,
               this_date,
               next_date,
               case when this_date is null and next_date < sysdate then round((sysdate - next_date) * 86400) end overdue_s,
               round((sysdate - this_date) * 86400) running_s
          from dba_jobs
         order by broken desc, nvl(failures, 0) desc, next_date)
 where rownum <= 500
