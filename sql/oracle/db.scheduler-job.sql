-- +++
-- id      = "db.scheduler-job"
-- req     = ["DB-10"]
-- title   = { zh-CN = "调度作业状态", en = "Scheduler jobs" }
-- why     = { zh-CN = "作业失败到上限变 BROKEN、被人停用、或到点没跑，都不会有人来报错；第二天才发现数据没算。", en = "A job that broke, was disabled, or missed its time raises no alarm; the missing figures show a day later." }
-- advice  = { zh-CN = "BROKEN：先在 dba_scheduler_job_run_details 里看最后几次的 ERROR# 和 ADDITIONAL_INFO，修好原因再 dbms_scheduler.enable('属主.作业')，当天缺的用 dbms_scheduler.run_job 补跑。DISABLED：问业务和开发是否有意停用，有意的请记录原因，无意的立即 enable 并补跑。逾期：查 job_queue_processes、作业类资源和是否有作业占满从属进程；仍不跑的 disable 再 enable 一次，让它重新排期。", en = "BROKEN: read ERROR# and ADDITIONAL_INFO of the last runs in dba_scheduler_job_run_details, mend the cause, dbms_scheduler.enable('OWNER.JOB'), and run_job for what was missed. DISABLED: ask whether on purpose; record why, or enable and catch up. Overdue: look at job_queue_processes and whether other jobs take all slaves; if it still does not run, disable and enable it so that it is scheduled anew." }
-- cadence = "daily"
-- on      = { role = ["primary"] }
-- subject = ["con_name", "owner", "job_name"]
-- empty   = "unknown"
-- limits  = { overdue_s = 3600, disabled_days = 7 }
-- column.con_name      = { type = "text",    title = { zh-CN = "容器", en = "Container" } }
-- column.owner         = { type = "text",    title = { zh-CN = "属主", en = "Owner" } }
-- column.job_name      = { type = "text",    title = { zh-CN = "作业", en = "Job" } }
-- column.state         = { type = "text",    title = { zh-CN = "状态", en = "State" } }
-- column.enabled       = { type = "text",    title = { zh-CN = "启用", en = "Enabled" } }
-- column.last_start    = { type = "time",    title = { zh-CN = "上次开始", en = "Last start" } }
-- column.last_age_days = { type = "number",  unit = "days",    title = { zh-CN = "距上次", en = "Since last start" } }
-- column.next_run      = { type = "time",    title = { zh-CN = "下次执行", en = "Next run" } }
-- column.overdue_s     = { type = "number",  unit = "seconds", title = { zh-CN = "逾期", en = "Overdue" } }
-- column.failure_count = { type = "integer", unit = "count",   title = { zh-CN = "失败次数", en = "Failures" } }
-- column.run_count     = { type = "integer", unit = "count",   title = { zh-CN = "运行次数", en = "Runs" } }
-- column.oracle_owned  = { type = "text",    title = { zh-CN = "Oracle 自带", en = "Oracle's own" } }
-- column.comments      = { type = "text",    title = { zh-CN = "说明", en = "Comments" } }
-- show    = ["con_name", "owner", "job_name", "state", "last_start", "next_run", "failure_count", "comments"]
-- [[rule]]
-- level = "critical"
-- when  = "state == 'BROKEN'"
-- says  = { zh-CN = "作业 {{ owner }}.{{ job_name }} 已 BROKEN（失败 {{ failure_count }} 次，达到上限），不再执行{% if last_start %}，上次开始 {{ last_start }}{% endif %}", en = "Job {{ owner }}.{{ job_name }} is BROKEN ({{ failure_count }} failures, its maximum) and runs no more{% if last_start %}; last start {{ last_start }}{% endif %}" }
-- [[rule]]
-- level = "warning"
-- when  = "state == 'DISABLED' && oracle_owned == 'NO' && last_age_days != null && last_age_days <= limits.disabled_days"
-- says  = { zh-CN = "作业 {{ owner }}.{{ job_name }} 已停用（DISABLED），但 {{ last_start }} 还跑过（{{ limits.disabled_days }} 天内），请确认是否有意", en = "Job {{ owner }}.{{ job_name }} is DISABLED although it ran at {{ last_start }} (within {{ limits.disabled_days }} days): ask whether on purpose" }
-- [[rule]]
-- level = "warning"
-- when  = "oracle_owned == 'NO' && overdue_s != null && overdue_s >= limits.overdue_s"
-- says  = { zh-CN = "作业 {{ owner }}.{{ job_name }} 应于 {{ next_run }} 执行，逾期 {{ overdue_s | duration }}，至今未跑（限 {{ limits.overdue_s | duration }}）", en = "Job {{ owner }}.{{ job_name }} was due {{ next_run }} and is {{ overdue_s | duration }} late (limit {{ limits.overdue_s | duration }})" }
-- [[rule]]
-- level = "warning"
-- when  = "state == 'CHAIN_STALLED'"
-- says  = { zh-CN = "作业链 {{ owner }}.{{ job_name }} 停滞（CHAIN_STALLED），没有可继续的步骤", en = "Chain job {{ owner }}.{{ job_name }} is stalled (CHAIN_STALLED): no step can go on" }
-- [[rule]]
-- level = "note"
-- when  = "oracle_owned == 'YES' && overdue_s != null && overdue_s >= limits.overdue_s"
-- says  = { zh-CN = "Oracle 自带作业 {{ owner }}.{{ job_name }} 应于 {{ next_run }} 执行，逾期 {{ overdue_s | duration }}", en = "Oracle's own job {{ owner }}.{{ job_name }} was due {{ next_run }} and is {{ overdue_s | duration }} late" }
-- [[rule]]
-- level = "note"
-- when  = "state == 'FAILED'"
-- says  = { zh-CN = "一次性作业 {{ owner }}.{{ job_name }} 以失败告终（FAILED），请确认是否需要补跑或删除", en = "One-time job {{ owner }}.{{ job_name }} ended in failure (FAILED): run it again or drop it" }
-- [[example]]
-- name   = "on time"
-- rows   = [["", "SBF_ZS", "JOB_ZS_ZNJ_JS", "SCHEDULED", "TRUE", "2026-11-22 00:30:01", 0.3, "2026-11-23 00:30:00", 0.0, 0, 870, "NO", "滞纳金日计算"]]
-- null   = [[0, "overdue_s"]]
-- expect = "ok"
-- [[example]]
-- name   = "broken"
-- rows   = [["", "SBF_SB", "JOB_SB_YSJG", "BROKEN", "FALSE", "2026-11-20 01:40:01", 2.3, "", 0.0, 2, 870, "NO", "应收结果生成"]]
-- null   = [[0, "overdue_s"]]
-- expect = "critical"
-- subject = "SBF_SB · JOB_SB_YSJG"
-- [[example]]
-- name   = "disabled three days ago"
-- rows   = [["", "SBF_ZS", "JOB_ZS_DZ", "DISABLED", "FALSE", "2026-11-19 05:00:01", 3.1, "", 0.0, 0, 870, "NO", "银行对账"]]
-- null   = [[0, "overdue_s"]]
-- expect = "warning"
-- says   = "是否有意"
-- [[example]]
-- name   = "disabled long ago, disabled and never run, disabled by Oracle"
-- rows   = [["", "SBF_ZS", "JOB_OLD", "DISABLED", "FALSE", "2025-11-19 05:00:01", 368.1, "", 0.0, 0, 870, "NO", ""], ["", "SBF_ZS", "JOB_NEW", "DISABLED", "FALSE", "", 0.0, "", 0.0, 0, 0, "NO", ""], ["", "SYS", "XMLDB_NFS_CLEANUP_JOB", "DISABLED", "FALSE", "2026-11-21 05:00:01", 1.1, "", 0.0, 0, 1, "YES", ""]]
-- null   = [[0, "overdue_s"], [1, "overdue_s"], [1, "last_age_days"], [2, "overdue_s"]]
-- expect = "ok"
-- [[example]]
-- name   = "overdue by a day"
-- rows   = [["", "SBF_GG", "JOB_GG_DM_TB", "SCHEDULED", "TRUE", "2026-11-20 05:20:01", 2.1, "2026-11-21 05:20:00", 96000.0, 0, 870, "NO", "代码表同步"]]
-- expect = "warning"
-- says   = "逾期"
-- [[example]]
-- name   = "chain stalled"
-- rows   = [["SBFPDB", "SBF_LS", "JOB_LS_CHAIN", "CHAIN_STALLED", "TRUE", "2026-11-22 01:00:00", 0.3, "", 0.0, 0, 87, "NO", ""]]
-- null   = [[0, "overdue_s"]]
-- expect = "warning"
-- [[example]]
-- name   = "Oracle's own job late"
-- rows   = [["", "SYS", "PURGE_LOG", "SCHEDULED", "TRUE", "2026-11-14 03:00:01", 8.2, "2026-11-21 03:00:00", 104400.0, 0, 125, "YES", ""]]
-- expect = "note"
-- [[example]]
-- name   = "one-time job failed"
-- rows   = [["", "SBF_ZS", "JOB_ONCE", "FAILED", "TRUE", "2026-11-20 03:00:01", 2.2, "", 0.0, 1, 1, "NO", ""]]
-- null   = [[0, "overdue_s"]]
-- expect = "note"
-- says   = "一次性"
-- [[example]]
-- name   = "nothing read: Oracle always has jobs of its own"
-- rows   = []
-- expect = "unknown"
-- +++
select con_name, owner, job_name, state, enabled,
       sysdate - last_age_days last_start,
       round(last_age_days, 2) last_age_days,
       sysdate - next_age_days next_run,
       case when enabled = 'TRUE' and state in ('SCHEDULED', 'RETRY SCHEDULED', 'RETRY_SCHEDULED')
             and schedule_type not in ('EVENT', 'WINDOW', 'WINDOW_GROUP') and next_age_days > 0
            then round(next_age_days * 86400) end overdue_s,
       failure_count, run_count, oracle_owned, comments
  from (select cast(null as varchar2(128)) con_name,
               owner, job_name, state, enabled, nvl(schedule_type, 'NONE') schedule_type,
               cast(sys_extract_utc(systimestamp) as date) - cast(sys_extract_utc(last_start_date) as date) last_age_days,
               cast(sys_extract_utc(systimestamp) as date) - cast(sys_extract_utc(next_run_date) as date) next_age_days,
               nvl(failure_count, 0) failure_count,
               nvl(run_count, 0) run_count,
               case when system = 'TRUE' or owner in ('SYS', 'SYSTEM', 'ORACLE_OCM', 'DBSNMP', 'EXFSYS', 'SYSMAN', 'MDSYS', 'CTXSYS', 'XDB', 'WMSYS', 'OLAPSYS', 'ORDSYS', 'APPQOSSYS', 'GSMADMIN_INTERNAL', 'AUDSYS', 'LBACSYS', 'DVSYS')
                    then 'YES' else 'NO' end oracle_owned,
               comments
          from dba_scheduler_jobs
         where job_name not like 'DBMS\_JOB$\_%' escape '\'
         order by case state when 'BROKEN' then 0 when 'DISABLED' then 1 else 2 end, oracle_owned, next_age_days desc nulls last)
 where rownum <= 1000
