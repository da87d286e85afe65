-- +++
-- id      = "db.scheduler-failure"
-- req     = ["DB-10"]
-- title   = { zh-CN = "调度作业失败（近 24 小时）", en = "Scheduler runs that failed (last 24 hours)" }
-- why     = { zh-CN = "夜里的批处理失败，早上窗口就没有数据；作业仍是 SCHEDULED，不看运行记录看不出来。", en = "When a night batch fails the counters have no data in the morning, while the job still says SCHEDULED." }
-- advice  = { zh-CN = "看错误文本的第一个 ORA- 号和出错的程序行号，交开发或业务修正数据、参数；修好后与业务确认能否白天补跑，再执行 dbms_scheduler.run_job('属主.作业', false)。STOPPED 多为人工或窗口关闭所停，问清是谁停的。", en = "The first ORA- number and the line in the text tell where it failed; have data or parameters mended, ask whether it may run by day, then dbms_scheduler.run_job('OWNER.JOB', false). STOPPED means a person or a closing window: find out who." }
-- cadence = "daily"
-- on      = { role = ["primary"] }
-- subject = ["con_name", "owner", "job_name", "job_subname"]
-- empty   = "ok"
-- column.con_name    = { type = "text",    title = { zh-CN = "容器", en = "Container" } }
-- column.owner       = { type = "text",    title = { zh-CN = "属主", en = "Owner" } }
-- column.job_name    = { type = "text",    title = { zh-CN = "作业", en = "Job" } }
-- column.job_subname = { type = "text",    title = { zh-CN = "步骤", en = "Step" } }
-- column.runs        = { type = "integer", unit = "count", title = { zh-CN = "运行", en = "Runs" } }
-- column.failed      = { type = "integer", unit = "count", title = { zh-CN = "失败", en = "Failed" } }
-- column.stopped     = { type = "integer", unit = "count", title = { zh-CN = "被停", en = "Stopped" } }
-- column.last_status = { type = "text",    title = { zh-CN = "最后一次", en = "Last run" } }
-- column.last_end    = { type = "time",    title = { zh-CN = "最后结束", en = "Last end" } }
-- column.error_no    = { type = "integer", title = { zh-CN = "错误号", en = "Error" } }
-- column.info        = { type = "text",    title = { zh-CN = "错误文本", en = "Error text" } }
-- show    = ["con_name", "owner", "job_name", "runs", "failed", "stopped", "last_status", "last_end", "info"]
-- [[rule]]
-- level = "warning"
-- when  = "last_status == 'FAILED'"
-- says  = { zh-CN = "作业 {{ owner }}.{{ job_name }}{% if job_subname %}（步骤 {{ job_subname }}）{% endif %} 最后一次运行失败（{{ last_end }}），24 小时内失败 {{ failed }}/{{ runs }} 次{% if info %}：{{ info }}{% endif %}", en = "The last run of {{ owner }}.{{ job_name }}{% if job_subname %} (step {{ job_subname }}){% endif %} FAILED ({{ last_end }}), {{ failed }} of {{ runs }} in 24 hours{% if info %}: {{ info }}{% endif %}" }
-- [[rule]]
-- level = "warning"
-- when  = "last_status == 'STOPPED'"
-- says  = { zh-CN = "作业 {{ owner }}.{{ job_name }}{% if job_subname %}（步骤 {{ job_subname }}）{% endif %} 最后一次运行被停止（{{ last_end }}），没有跑完{% if info %}：{{ info }}{% endif %}", en = "The last run of {{ owner }}.{{ job_name }}{% if job_subname %} (step {{ job_subname }}){% endif %} was STOPPED ({{ last_end }}) before its end{% if info %}: {{ info }}{% endif %}" }
-- [[rule]]
-- level = "note"
-- when  = "last_status == 'SUCCEEDED' && failed + stopped > 0"
-- says  = { zh-CN = "作业 {{ owner }}.{{ job_name }}{% if job_subname %}（步骤 {{ job_subname }}）{% endif %} 24 小时内失败 {{ failed }} 次、被停 {{ stopped }} 次，最后一次成功（{{ last_end }}）", en = "{{ owner }}.{{ job_name }}{% if job_subname %} (step {{ job_subname }}){% endif %} failed {{ failed }} times and was stopped {{ stopped }} times in 24 hours; the last run succeeded ({{ last_end }})" }
-- [[example]]
-- name   = "failed last night"
-- rows   = [["", "SBF_HD", "JOB_HD_HDJS", "", 1, 1, 0, "FAILED", "2026-11-22 03:30:01", 20001, "ORA-20001: 核定参数缺失 (费率标准 2026-12)"]]
-- expect = "warning"
-- says   = "核定参数缺失"
-- subject = "SBF_HD · JOB_HD_HDJS"
-- [[example]]
-- name   = "stopped three times, the last run fine"
-- rows   = [["", "SBF_JK", "JOB_JK_YH_DZ", "", 24, 0, 3, "SUCCEEDED", "2026-11-22 07:05:41", 0, ""]]
-- expect = "note"
-- [[example]]
-- name   = "stopped and not run since"
-- rows   = [["SBFPDB", "SBF_JK", "JOB_JK_YH_DZ", "STEP1", 1, 0, 1, "STOPPED", "2026-11-22 07:05:41", 0, "REASON=\"Stop job called by user: 'SBF_JK'\""]]
-- null   = [[0, "error_no"]]
-- expect = "warning"
-- says   = "步骤 STEP1"
-- [[example]]
-- name   = "listed, but nothing bad in it"
-- rows   = [["", "SBF_JK", "JOB_JK_YH_DZ", "", 24, 0, 0, "SUCCEEDED", "2026-11-22 07:05:41", 0, ""]]
-- expect = "ok"
-- [[example]]
-- name   = "none"
-- rows   = []
-- expect = "ok"
-- +++
select con_name, owner, job_name, job_subname, runs, failed, stopped, last_status, sysdate - last_age_days last_end, error_no, info
  from (select cast(null as varchar2(128)) con_name,
               d.owner, d.job_name, d.job_subname,
               count(*) runs,
               sum(case when d.status = 'FAILED' then 1 else 0 end) failed,
               sum(case when d.status = 'STOPPED' then 1 else 0 end) stopped,
               max(d.status) keep (dense_rank last order by d.log_date, d.log_id) last_status,
               cast(sys_extract_utc(systimestamp) as date) - max(cast(sys_extract_utc(d.log_date) as date)) last_age_days,
               max(d.error#) keep (dense_rank last order by d.log_date, d.log_id) error_no,
               max(replace(substr(d.additional_info, 1, 300), chr(10), ' ')) keep (dense_rank last order by d.log_date, d.log_id) info
          from dba_scheduler_job_run_details d
         where d.log_date > systimestamp - interval '1' day
           and d.job_name not like 'DBMS\_JOB$\_%' escape '\'
           and not (d.job_name like 'ORA$AT%' and d.status = 'STOPPED')
           and not exists (select 1 from dba_scheduler_jobs j where j.owner = d.owner and j.job_name = d.job_name and j.state = 'BROKEN')
         group by d.owner, d.job_name, d.job_subname
        having sum(case when d.status <> 'SUCCEEDED' then 1 else 0 end) > 0
         order by case max(d.status) keep (dense_rank last order by d.log_date, d.log_id) when 'FAILED' then 0 when 'STOPPED' then 1 else 2 end, d.owner, d.job_name)
 where rownum <= 200
