-- +++
-- id      = "db.outstanding-alert"
-- req     = ["DB-02"]
-- title   = { zh-CN = "数据库自身的未清告警（最多列 500 条）", en = "Outstanding alerts of the database itself (at most 500)" }
-- why     = { zh-CN = "数据库按自己的阈值发现的问题，用来对照其他检查项有没有漏判；同一问题由专门的检查项定级，这里只作提示。", en = "What the database found by its own thresholds, to see whether another check missed something; levels are given there, this is a note only." }
-- advice  = { zh-CN = "按建议动作逐条处理或确认；空间、恢复区类的以 db.tablespace、db.fra 的判断为准。问题消除后告警会自动转入 dba_alert_history；长期不消的核对阈值（dba_thresholds）。", en = "Follow the suggested action or see that another check covers it; for space and the recovery area db.tablespace and db.fra decide. Alerts move to dba_alert_history when the cause is gone; if one stays, look at its threshold (dba_thresholds)." }
-- cadence = "daily"
-- subject = ["con_name", "object_type", "owner", "object_name", "subobject_name", "reason_id"]
-- empty   = "ok"
-- column.con_name         = { type = "text",    title = { zh-CN = "容器", en = "Container" } }
-- column.message_type     = { type = "text",    title = { zh-CN = "类别", en = "Type" } }
-- column.object_type      = { type = "text",    title = { zh-CN = "对象类型", en = "Object type" } }
-- column.owner            = { type = "text",    title = { zh-CN = "用户", en = "Owner" } }
-- column.object_name      = { type = "text",    title = { zh-CN = "对象", en = "Object" } }
-- column.subobject_name   = { type = "text",    title = { zh-CN = "子对象", en = "Subobject" } }
-- column.reason_id        = { type = "integer", title = { zh-CN = "原因号", en = "Reason id" } }
-- column.reason           = { type = "text",    title = { zh-CN = "原因", en = "Reason" } }
-- column.suggested_action = { type = "text",    title = { zh-CN = "建议动作", en = "Suggested action" } }
-- column.creation_time    = { type = "time",    title = { zh-CN = "发现时间", en = "Since" } }
-- [[rule]]
-- level = "note"
-- when  = "true"
-- says  = { zh-CN = "数据库告警（{{ creation_time }}）：{{ reason }}", en = "Alert of the database ({{ creation_time }}): {{ reason }}" }
-- [[example]]
-- name   = "recovery area"
-- rows   = [["", "Warning", "RECOVERY AREA", "", "", "", 11, "db_recovery_file_dest_size of 794712604672 bytes is 98.00% used and has 15893789184 remaining bytes available.", "", "2026-11-22 07:20:00"]]
-- expect = "note"
-- says   = "98.00%"
-- [[example]]
-- name   = "none"
-- rows   = []
-- expect = "ok"
-- +++
select x.con_name,
       x.message_type,
       x.object_type,
       x.owner,
       x.object_name,
       x.subobject_name,
       x.reason_id,
       x.reason,
       x.suggested_action,
       x.creation_time
  from (select cast(null as varchar2(128)) as con_name, a.message_type, a.object_type, a.owner, a.object_name, a.subobject_name, a.reason_id,
               substr(a.reason, 1, 1000) as reason,
               substr(a.suggested_action, 1, 1000) as suggested_action,
               cast(a.creation_time as date) as creation_time
          from dba_outstanding_alerts a
         order by case a.message_type when 'Warning' then 0 else 1 end, a.creation_time desc) x
 where rownum <= 500
