-- +++
-- id      = "db.datapump-job"
-- req     = ["DB-14", "BK-01"]
-- title   = { zh-CN = "数据泵作业", en = "Data Pump jobs" }
-- why     = { zh-CN = "中断的数据泵作业留下主表，占用空间，重名时新的导出起不来，也说明那次逻辑备份没有做完。", en = "An interrupted Data Pump job leaves its master table behind, takes space, blocks a new export of that name, and means that logical backup was not finished." }
-- advice  = { zh-CN = "先核对那次导出导入的日志是否成功（没有成功的补做）。要续做：impdp/expdp attach=<用户>.<作业> 后 continue_client；不要了：attach 后 kill_job，attach 报 ORA-31626 的直接 drop table <用户>.<作业名> purge（先确认没有 datapump 会话在跑）。", en = "See first in its log whether that export or import succeeded (if not, do it again). To go on: expdp/impdp attach=<owner>.<job>, continue_client; to drop it: attach and kill_job, or if attach says ORA-31626, drop table <owner>.<job> purge (with no Data Pump session running)." }
-- cadence = "weekly"
-- subject = ["con_name", "owner_name", "job_name"]
-- empty   = "ok"
-- column.con_name          = { type = "text",    title = { zh-CN = "容器", en = "Container" } }
-- column.owner_name        = { type = "text",    title = { zh-CN = "用户", en = "Owner" } }
-- column.job_name          = { type = "text",    title = { zh-CN = "作业", en = "Job" } }
-- column.operation         = { type = "text",    title = { zh-CN = "操作", en = "Operation" } }
-- column.job_mode          = { type = "text",    title = { zh-CN = "范围", en = "Mode" } }
-- column.state             = { type = "text",    title = { zh-CN = "状态", en = "State" } }
-- column.attached_sessions = { type = "integer", unit = "count", title = { zh-CN = "会话数", en = "Sessions" } }
-- column.created           = { type = "time",    title = { zh-CN = "主表创建时间", en = "Master table made" } }
-- column.age_days          = { type = "number",  unit = "days", title = { zh-CN = "距今", en = "Age" } }
-- [[rule]]
-- level = "note"
-- when  = "state == 'NOT RUNNING'"
-- says  = { zh-CN = "数据泵作业 {{ owner_name }}.{{ job_name }}（{{ operation }} {{ job_mode }}）已中断，未清理", en = "Data Pump job {{ owner_name }}.{{ job_name }} ({{ operation }} {{ job_mode }}) was interrupted and left behind" }
-- [[rule]]
-- level = "note"
-- when  = "state == 'IDLING' && attached_sessions == 0"
-- says  = { zh-CN = "数据泵作业 {{ owner_name }}.{{ job_name }}（{{ operation }} {{ job_mode }}）空等，没有会话连接", en = "Data Pump job {{ owner_name }}.{{ job_name }} ({{ operation }} {{ job_mode }}) is idling with no session attached" }
-- [[example]]
-- name   = "running"
-- rows   = [["", "SBF_BAK", "EXP_DAILY", "EXPORT", "SCHEMA", "EXECUTING", 1, "2026-11-22 03:00:00", 0.2]]
-- expect = "ok"
-- [[example]]
-- name   = "orphan"
-- rows   = [["", "SBF_BAK", "SYS_EXPORT_SCHEMA_01", "EXPORT", "SCHEMA", "NOT RUNNING", 0, "2026-10-02 03:00:00", 51.2]]
-- expect = "note"
-- says   = "SYS_EXPORT_SCHEMA_01"
-- [[example]]
-- name   = "orphan whose table is gone from sight"
-- rows   = [["", "SBF_BAK", "SYS_EXPORT_FULL_01", "EXPORT", "FULL", "NOT RUNNING", 0, "", 0.0]]
-- null   = [[0, "age_days"]]
-- expect = "note"
-- [[example]]
-- name   = "idling"
-- rows   = [["", "SBF_BAK", "IMP_1", "IMPORT", "FULL", "IDLING", 0, "2026-11-21 03:00:00", 1.2]]
-- expect = "note"
-- says   = "空等"
-- [[example]]
-- name   = "none"
-- rows   = []
-- expect = "ok"
-- +++
select cast(null as varchar2(128)) as con_name,
       d.owner_name,
       d.job_name,
       trim(d.operation) as operation,
       trim(d.job_mode) as job_mode,
       trim(d.state) as state,
       d.attached_sessions,
       o.created,
       round(sysdate - o.created, 1) as age_days
  from dba_datapump_jobs d
  left join dba_objects o
    on o.owner = d.owner_name and o.object_name = d.job_name and o.object_type = 'TABLE'
 where d.job_name not like 'BIN$%'
 order by d.owner_name, d.job_name
