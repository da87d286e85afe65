-- +++
-- id      = "db.job-config"
-- req     = ["DB-10"]
-- title   = { zh-CN = "作业调度开关", en = "Job queue settings" }
-- why     = { zh-CN = "job_queue_processes=0 或调度器被停用时，所有作业都不会跑，也不报任何错；升级、迁移、恢复之后最容易忘了打开。", en = "With job_queue_processes=0 or the scheduler disabled no job runs and nothing complains; it is easily forgotten after an upgrade, migration or restore." }
-- advice  = { zh-CN = "问清是否有意停用（升级、迁移、割接期间常设为 0）；已结束的执行 alter system set job_queue_processes=原值（一般为 CPU 数的 2 倍以上），调度器被停的执行 dbms_scheduler.set_scheduler_attribute('SCHEDULER_DISABLED','FALSE')，然后核对错过的作业并补跑。", en = "Ask whether it is meant (upgrades and migrations set 0). If that is over, alter system set job_queue_processes=N (usually twice the CPUs or more), or dbms_scheduler.set_scheduler_attribute('SCHEDULER_DISABLED','FALSE'); then catch up with the jobs that were missed." }
-- cadence = "daily"
-- on      = { role = ["primary"] }
-- subject = ["con_name", "inst_id"]
-- empty   = "unknown"
-- limits  = { low = 4 }
-- column.con_name           = { type = "text",    title = { zh-CN = "容器", en = "Container" } }
-- column.inst_id            = { type = "integer", title = { zh-CN = "实例", en = "Instance" } }
-- column.job_processes      = { type = "integer", title = { zh-CN = "job_queue_processes", en = "job_queue_processes" } }
-- column.scheduler_disabled = { type = "text",    title = { zh-CN = "调度器停用", en = "Scheduler disabled" } }
-- [[rule]]
-- level = "warning"
-- when  = "job_processes == 0"
-- says  = { zh-CN = "{% if con_name %}容器 {{ con_name }}，{% endif %}实例 {{ inst_id }} 的 job_queue_processes 为 0，所有作业都不会执行", en = "job_queue_processes of {% if con_name %}container {{ con_name }}, {% endif %}instance {{ inst_id }} is 0: no job runs" }
-- [[rule]]
-- level = "warning"
-- topic = "scheduler"
-- when  = "scheduler_disabled != null && scheduler_disabled == 'TRUE'"
-- says  = { zh-CN = "{% if con_name %}容器 {{ con_name }}，{% endif %}实例 {{ inst_id }} 的调度器被停用（SCHEDULER_DISABLED=TRUE），调度作业都不会执行", en = "The scheduler is disabled (SCHEDULER_DISABLED=TRUE){% if con_name %} in {{ con_name }}{% endif %}, seen from instance {{ inst_id }}: no scheduler job runs" }
-- [[rule]]
-- level = "note"
-- when  = "job_processes < limits.low"
-- says  = { zh-CN = "{% if con_name %}容器 {{ con_name }}，{% endif %}实例 {{ inst_id }} 的 job_queue_processes 只有 {{ job_processes }}，作业多时会排队误点", en = "job_queue_processes of {% if con_name %}container {{ con_name }}, {% endif %}instance {{ inst_id }} is only {{ job_processes }}: jobs may queue and be late" }
-- [[example]]
-- name   = "forty"
-- rows   = [["", 1, 40, ""]]
-- expect = "ok"
-- [[example]]
-- name   = "none"
-- rows   = [["", 1, 0, ""]]
-- expect = "warning"
-- says   = "为 0"
-- [[example]]
-- name   = "two"
-- rows   = [["SBFPDB", 2, 2, "FALSE"]]
-- expect = "note"
-- [[example]]
-- name   = "scheduler disabled"
-- rows   = [["", 1, 40, "TRUE"]]
-- expect = "warning"
-- says   = "SCHEDULER_DISABLED"
-- [[example]]
-- name   = "nothing read"
-- rows   = []
-- expect = "unknown"
-- +++
select cast(null as varchar2(128)) con_name,
       p.inst_id,
       to_number(p.value) job_processes,
       (select max(a.value) from dba_scheduler_global_attribute a where a.attribute_name = 'SCHEDULER_DISABLED') scheduler_disabled
  from gv$parameter p
 where p.name = 'job_queue_processes'
 order by p.inst_id
