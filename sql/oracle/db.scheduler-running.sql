-- +++
-- id      = "db.scheduler-running"
-- req     = ["DB-10"]
-- title   = { zh-CN = "正在运行的调度作业", en = "Scheduler jobs now running" }
-- why     = { zh-CN = "比平时久得多还没跑完的作业多半挂住了：等锁、等数据库链路、等网络；它不结束，下一轮也不会开始。", en = "A job running far longer than usual hangs, on a lock, a database link or the network, and the next run does not start before it ends." }
-- advice  = { zh-CN = "看它的会话在等什么：SQL*Net message from dblink/网络类是远端没回应，先查远端；enq: 类是被锁住，看 db.locks；其余按 SQL_ID 看执行计划。确认挂住且属主同意后执行 dbms_scheduler.stop_job('属主.作业', force => true)（先不带 force 试一次），核对数据做到哪一步，再决定是否 run_job 补跑。", en = "See what its session waits for: SQL*Net message from dblink = the remote side does not answer; enq: = locked, see db.locks; otherwise look at the plan by SQL_ID. When it hangs and the owner agrees, dbms_scheduler.stop_job('OWNER.JOB', force => true) (first without force), check how far the data got, then decide on run_job." }
-- cadence = "daily"
-- on      = { role = ["primary"] }
-- subject = ["con_name", "owner", "job_name"]
-- empty   = "ok"
-- limits  = { ratio = 3, min_s = 3600, no_history_s = 43200 }
-- column.con_name  = { type = "text",    title = { zh-CN = "容器", en = "Container" } }
-- column.owner     = { type = "text",    title = { zh-CN = "属主", en = "Owner" } }
-- column.job_name  = { type = "text",    title = { zh-CN = "作业", en = "Job" } }
-- column.inst_id   = { type = "integer", title = { zh-CN = "实例", en = "Instance" } }
-- column.sid       = { type = "integer", title = { zh-CN = "会话", en = "Session" } }
-- column.event     = { type = "text",    title = { zh-CN = "在等", en = "Waits for" } }
-- column.sql_id    = { type = "text",    title = { zh-CN = "SQL", en = "SQL" } }
-- column.elapsed_s = { type = "number",  unit = "seconds", title = { zh-CN = "已运行", en = "Running for" } }
-- column.mean_s    = { type = "number",  unit = "seconds", title = { zh-CN = "平时平均", en = "Usual mean" } }
-- column.past_runs = { type = "integer", unit = "count",   title = { zh-CN = "参考次数", en = "Runs averaged" } }
-- [[rule]]
-- level = "critical"
-- when  = "elapsed_s != null && mean_s != null && elapsed_s >= limits.min_s && elapsed_s > mean_s * limits.ratio"
-- says  = { zh-CN = "作业 {{ owner }}.{{ job_name }} 已运行 {{ elapsed_s | duration }}，平时约 {{ mean_s | duration }}（超过 {{ limits.ratio }} 倍），疑似挂住{% if event %}，会话 {{ sid }} 在等 {{ event }}{% endif %}", en = "{{ owner }}.{{ job_name }} has been running for {{ elapsed_s | duration }}, usually about {{ mean_s | duration }} (more than {{ limits.ratio }} times): it seems to hang{% if event %}; session {{ sid }} waits for {{ event }}{% endif %}" }
-- [[rule]]
-- level = "note"
-- when  = "elapsed_s != null && mean_s == null && elapsed_s >= limits.no_history_s"
-- says  = { zh-CN = "作业 {{ owner }}.{{ job_name }} 已运行 {{ elapsed_s | duration }}，没有以往的成功记录可比", en = "{{ owner }}.{{ job_name }} has been running for {{ elapsed_s | duration }}; no earlier run to compare with" }
-- [[example]]
-- name   = "eight hours instead of half an hour"
-- rows   = [["", "SBF_JK", "JOB_JK_RS_IN", 1, 1106, "SQL*Net message from dblink", "8gk2m0x1c9f3a", 28500.0, 1600.0, 6]]
-- expect = "critical"
-- says   = "SQL*Net message from dblink"
-- subject = "SBF_JK · JOB_JK_RS_IN"
-- [[example]]
-- name   = "ten times as long, but only ten minutes"
-- rows   = [["", "SBF_JK", "JOB_JK_YH_DZ", 1, 1106, "", "", 600.0, 60.0, 20]]
-- expect = "ok"
-- [[example]]
-- name   = "long as ever"
-- rows   = [["", "SBF_LS", "JOB_LS_ZC", 1, 1106, "db file sequential read", "", 9000.0, 5200.0, 6]]
-- expect = "ok"
-- [[example]]
-- name   = "a day, nothing to compare with"
-- rows   = [["SBFPDB", "SBF_LS", "JOB_LS_QY", 1, 1106, "", "", 86400.0, 0.0, 0]]
-- null   = [[0, "mean_s"]]
-- expect = "note"
-- [[example]]
-- name   = "just starting: nothing known yet"
-- rows   = [["", "SBF_LS", "JOB_LS_QY", 0, 0, "", "", 0.0, 0.0, 0]]
-- null   = [[0, "mean_s"], [0, "elapsed_s"], [0, "inst_id"], [0, "sid"]]
-- expect = "ok"
-- [[example]]
-- name   = "none running"
-- rows   = []
-- expect = "ok"
-- +++
select con_name, owner, job_name, inst_id, sid, event, sql_id, elapsed_s, mean_s, past_runs
  from (select cast(null as varchar2(128)) con_name,
               r.owner, r.job_name,
               r.running_instance inst_id,
               r.session_id sid,
               s.event, s.sql_id,
               round(extract(day from r.elapsed_time) * 86400 + extract(hour from r.elapsed_time) * 3600
                   + extract(minute from r.elapsed_time) * 60 + extract(second from r.elapsed_time)) elapsed_s,
               h.mean_s,
               nvl(h.past_runs, 0) past_runs
          from dba_scheduler_running_jobs r
          left join gv$session s on s.inst_id = r.running_instance and s.sid = r.session_id
          left join (select owner, job_name, count(*) past_runs,
                            round(avg(extract(day from run_duration) * 86400 + extract(hour from run_duration) * 3600
                                    + extract(minute from run_duration) * 60 + extract(second from run_duration))) mean_s
                       from dba_scheduler_job_run_details
                      where status = 'SUCCEEDED'
                        and job_subname is null
                        and log_date > systimestamp - interval '35' day
                      group by owner, job_name) h on h.owner = r.owner and h.job_name = r.job_name
         where r.job_subname is null
         order by r.elapsed_time desc)
 where rownum <= 200
