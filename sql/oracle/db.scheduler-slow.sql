-- +++
-- id      = "db.scheduler-slow"
-- req     = ["DB-10"]
-- title   = { zh-CN = "变慢的调度作业（近 24 小时）", en = "Scheduler jobs that slowed down (last 24 hours)" }
-- why     = { zh-CN = "成功不等于正常：比平时慢几倍的批处理往往是执行计划变了或数据量异常，再慢下去就跑进上班时间。", en = "Success is not health: a batch several times slower than usual has a changed plan or odd data, and will soon run into office hours." }
-- advice  = { zh-CN = "比较当晚的数据量与平时；用 db.top-sql 或 V$SQLSTATS 看该作业的 SQL 是否换了 PLAN_HASH_VALUE；再看同一时段有无备份、统计信息收集、其他批处理争抢 I/O 或锁。计划变坏的，收集统计信息或用 SPM 固定好计划。", en = "Compare that night's volume with the usual; see in db.top-sql or V$SQLSTATS whether its SQL has a new PLAN_HASH_VALUE; then whether a backup, statistics gathering or another batch competed at that time. If the plan went bad, gather statistics or fix the good plan with SPM." }
-- cadence = "daily"
-- on      = { role = ["primary"] }
-- subject = ["con_name", "owner", "job_name"]
-- empty   = "ok"
-- limits  = { ratio = 3, min_s = 1800, min_runs = 3 }
-- column.con_name  = { type = "text",    title = { zh-CN = "容器", en = "Container" } }
-- column.owner     = { type = "text",    title = { zh-CN = "属主", en = "Owner" } }
-- column.job_name  = { type = "text",    title = { zh-CN = "作业", en = "Job" } }
-- column.last_end  = { type = "time",    title = { zh-CN = "最后结束", en = "Last end" } }
-- column.last_s    = { type = "number",  unit = "seconds", title = { zh-CN = "最后一次历时", en = "Last run took" } }
-- column.mean_s    = { type = "number",  unit = "seconds", title = { zh-CN = "以往平均", en = "Earlier mean" } }
-- column.past_runs = { type = "integer", unit = "count",   title = { zh-CN = "以往次数", en = "Earlier runs" } }
-- column.ratio     = { type = "number",  title = { zh-CN = "倍数", en = "Times" } }
-- [[rule]]
-- level = "warning"
-- when  = "ratio != null && past_runs >= limits.min_runs && last_s > limits.min_s && ratio > limits.ratio"
-- says  = { zh-CN = "作业 {{ owner }}.{{ job_name }} 最后一次跑了 {{ last_s | duration }}，以往平均 {{ mean_s | duration }}，为其 {{ ratio }} 倍（限 {{ limits.ratio }} 倍）", en = "The last run of {{ owner }}.{{ job_name }} took {{ last_s | duration }}, {{ ratio }} times the earlier mean of {{ mean_s | duration }} (limit {{ limits.ratio }} times)" }
-- [[example]]
-- name   = "3.4 times the usual"
-- rows   = [["", "SBF_CX", "JOB_CX_HZ_DAY", "2026-11-22 07:51:41", 8500.0, 2500.0, 6, 3.4]]
-- expect = "warning"
-- says   = "3.4 倍"
-- subject = "SBF_CX · JOB_CX_HZ_DAY"
-- [[example]]
-- name   = "ten times, but five minutes"
-- rows   = [["", "SBF_QX", "JOB_QX_TB", "2026-11-22 05:50:41", 300.0, 30.0, 6, 10.0]]
-- expect = "ok"
-- [[example]]
-- name   = "too few earlier runs"
-- rows   = [["SBFPDB", "SBF_LS", "JOB_LS_QY", "2026-11-22 05:50:41", 7200.0, 600.0, 2, 12.0]]
-- expect = "ok"
-- [[example]]
-- name   = "first run ever"
-- rows   = [["", "SBF_LS", "JOB_LS_QY", "2026-11-22 05:50:41", 7200.0, 0.0, 0, 0.0]]
-- null   = [[0, "mean_s"], [0, "ratio"]]
-- expect = "ok"
-- [[example]]
-- name   = "no long run"
-- rows   = []
-- expect = "ok"
-- +++
select con_name, owner, job_name, sysdate - last_age_days last_end, last_s, round(mean_s) mean_s, past_runs, round(last_s / nullif(mean_s, 0), 1) ratio
  from (select cast(null as varchar2(128)) con_name,
               owner, job_name,
               min(age_days) last_age_days,
               max(case when rn = 1 then secs end) last_s,
               avg(case when rn > 1 then secs end) mean_s,
               count(case when rn > 1 then 1 end) past_runs
          from (select owner, job_name,
                       cast(sys_extract_utc(systimestamp) as date) - cast(sys_extract_utc(log_date) as date) age_days,
                       extract(day from run_duration) * 86400 + extract(hour from run_duration) * 3600
                     + extract(minute from run_duration) * 60 + extract(second from run_duration) secs,
                       row_number() over (partition by owner, job_name order by log_date desc, log_id desc) rn
                  from dba_scheduler_job_run_details
                 where status = 'SUCCEEDED'
                   and job_subname is null
                   and log_date > systimestamp - interval '35' day)
         group by owner, job_name
        having min(age_days) < 1 and max(case when rn = 1 then secs end) >= 60
         order by max(case when rn = 1 then secs end) / nullif(avg(case when rn > 1 then secs end), 0) desc nulls last)
 where rownum <= 100
