-- +++
-- id      = "db.alert-ext"
-- req     = ["DB-02"]
-- title   = { zh-CN = "告警日志（从视图读，近 7 天，最多 2000 条）", en = "Alert log (by the view; last 7 days, at most 2000)" }
-- why     = { zh-CN = "数据库的严重错误都写在告警日志里；不能登录主机读文件时，用视图补上。", en = "The database writes its serious errors to the alert log; where its file cannot be read on the host, this view stands in." }
-- advice  = { zh-CN = "按错误号处理：ORA-00600/07445 收集 incident 包（adrci，ips pack）并开 SR；ORA-01578 立即查坏块；ORA-19809/16038/00257 见 db.fra、db.archivelog-backup；ORA-01555、01652、01653、04031 看同一时刻的 SQL 和空间。处理后写故障处理报告。", en = "By code: for ORA-00600/07445 pack the incident (adrci, ips pack) and open a service request; for ORA-01578 check for corrupt blocks at once; for ORA-19809/16038/00257 see db.fra and db.archivelog-backup; for ORA-01555, 01652, 01653, 04031 look at SQL and space of that moment. Then write the incident report." }
-- cadence = "daily"
-- on      = { version = ">=12.2", open = false }
-- subject = ["originating_time", "record_id"]
-- # The view reads the XML log again each time and is slow when that is large; it shows the instance and container one is logged in to,
-- # and nothing at all when the instance is down: where the text file can be read, db.alert-log is the better source.
-- empty   = "ok"
-- timeout_s = 300
-- increment = "originating_time"
-- post    = "alert"
-- column.originating_time = { type = "time",    title = { zh-CN = "时间", en = "Time" } }
-- column.record_id        = { type = "integer", title = { zh-CN = "记录号", en = "Record" } }
-- column.message_type     = { type = "integer", title = { zh-CN = "类型", en = "Type" } }
-- column.message_level    = { type = "integer", title = { zh-CN = "级别", en = "Level" } }
-- column.problem_key      = { type = "text",    title = { zh-CN = "问题键", en = "Problem key" } }
-- column.con_name         = { type = "text",    title = { zh-CN = "容器", en = "Container" } }
-- column.message_text     = { type = "text",    title = { zh-CN = "内容", en = "Message" } }
-- column.code             = { type = "text",    title = { zh-CN = "错误号", en = "Code" }, from_post = true }
-- column.class            = { type = "text",    title = { zh-CN = "分级", en = "Class" }, from_post = true }
-- [[rule]]
-- level = "critical"
-- when  = "!first_look && class == 'urgent'"
-- says  = { zh-CN = "告警日志 {{ originating_time }}（立即处理）：{{ message_text | truncate(length=160) }}", en = "Alert log, {{ originating_time }} (act at once): {{ message_text | truncate(length=160) }}" }
-- [[rule]]
-- level = "critical"
-- when  = "!first_look && class == 'abnormal'"
-- says  = { zh-CN = "告警日志 {{ originating_time }}：{{ message_text | truncate(length=160) }}", en = "Alert log, {{ originating_time }}: {{ message_text | truncate(length=160) }}" }
-- [[rule]]
-- level = "note"
-- when  = "class != 'routine'"
-- says  = { zh-CN = "告警日志 {{ originating_time }}：{{ message_text | truncate(length=160) }}", en = "Alert log, {{ originating_time }}: {{ message_text | truncate(length=160) }}" }
-- [[example]]
-- name   = "first look: notes only"
-- rows   = [["2026-11-22 07:52:00", 9104, 3, 16, "", "CDB$ROOT", "ORA-16038: log 1 sequence# 88477 cannot be archived", "ORA-16038", "urgent"]]
-- expect = "note"
-- [[example]]
-- name   = "urgent, since the last look"
-- rows   = [["2026-11-22 07:52:00", 9104, 3, 16, "", "CDB$ROOT", "ORA-16038: log 1 sequence# 88477 cannot be archived", "ORA-16038", "urgent"]]
-- prev   = []
-- expect = "critical"
-- says   = "立即处理"
-- [[example]]
-- name   = "abnormal"
-- rows   = [["2026-11-22 07:52:00", 9105, 3, 16, "", "SBFPDB", "ORA-1652: unable to extend temp segment by 128 in tablespace TEMP", "ORA-01652", "abnormal"]]
-- prev   = []
-- expect = "critical"
-- says   = "ORA-1652"
-- [[example]]
-- name   = "harmless, and one without a code"
-- rows   = [["2026-11-22 07:52:00", 9106, 1, 16, "", "SBFPDB", "WARNING: inbound connection timed out (ORA-3136)", "ORA-03136", "note"], ["2026-11-22 07:53:00", 9107, 4, 16, "", "SBFPDB", "WARNING: too many parse errors", "", "note"]]
-- prev   = []
-- expect = "note"
-- [[example]]
-- name   = "routine"
-- rows   = [["2026-11-22 07:52:00", 9108, 5, 16, "", "SBFPDB", "ALTER SYSTEM SET event='ORA-00942 trace name errorstack' SCOPE=BOTH;", "", "routine"]]
-- prev   = []
-- expect = "ok"
-- [[example]]
-- name   = "no message"
-- rows   = []
-- expect = "ok"
-- +++
select x.originating_time,
       x.record_id,
       x.message_type,
       x.message_level,
       x.problem_key,
       x.con_name,
       x.message_text
  from (select cast(a.originating_timestamp as timestamp) as originating_time,
               a.record_id, a.message_type, a.message_level, a.problem_key,
               a.container_name as con_name,
               substr(a.message_text, 1, 1000) as message_text
          from v$diag_alert_ext a
         where a.component_id = 'rdbms'
           and a.originating_timestamp > systimestamp - interval '7' day
           -- types 2 and 3: incident and other errors; the texts are those that matter without a code
           and (a.message_type in (2, 3)
                or a.message_text like '%ORA-%'
                or upper(a.message_text) like '%WARNING%'
                or a.message_text like '%Instance terminated by%'
                or a.message_text like '%cannot allocate new log%'
                or a.message_text like '%Checkpoint not complete%'
                or a.message_text like '%Corrupt block%')
         order by a.originating_timestamp desc) x
 where rownum <= 2000
