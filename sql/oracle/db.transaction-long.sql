-- +++
-- id      = "db.transaction-long"
-- req     = ["DB-04"]
-- title   = { zh-CN = "长事务", en = "Long transactions" }
-- why     = { zh-CN = "事务开得久，回滚段不能回收，旁人容易 ORA-01555；OGG 抽取也要一直保留它开始以来的归档日志；一旦要回滚，耗时与已做的量相当。", en = "A transaction open for hours keeps undo from being reused (ORA-01555 for others), pins archived logs for OGG, and takes about as long to roll back." }
-- advice  = { zh-CN = "先看它是在跑还是在闲：ACTIVE 的查 SQL_ID 和 V$SESSION_LONGOPS，属正常批处理就记下名字、估算完成时间；INACTIVE 的联系客户机上的应用提交。大批量处理请开发改为分批提交。杀会话前先看回滚量：已产生百万条以上回滚记录的，杀掉后的回滚可能更久。", en = "See whether it works or idles: if ACTIVE, look at SQL_ID and V$SESSION_LONGOPS, and let a normal batch finish; if INACTIVE, have the application commit. Large batches should commit in portions. Before killing, mind the undo: with millions of records the rollback may take longer still." }
-- cadence = "daily"
-- subject = ["con_name", "inst_id", "xid"]
-- empty   = "ok"
-- limits  = { note_s = 3600, warn_s = 14400 }
-- column.con_name   = { type = "text",    title = { zh-CN = "容器", en = "Container" } }
-- column.inst_id    = { type = "integer", title = { zh-CN = "实例", en = "Instance" } }
-- column.xid        = { type = "text",    title = { zh-CN = "事务号", en = "Transaction" } }
-- column.session_id = { type = "text",    title = { zh-CN = "会话（SID,SERIAL#）", en = "Session (SID,SERIAL#)" } }
-- column.username   = { type = "text",    title = { zh-CN = "用户", en = "User" } }
-- column.machine    = { type = "text",    title = { zh-CN = "客户机", en = "Machine" } }
-- column.program    = { type = "text",    title = { zh-CN = "程序", en = "Program" } }
-- column.status     = { type = "text",    title = { zh-CN = "会话状态", en = "Session status" } }
-- column.start_time = { type = "time",    title = { zh-CN = "开始时间", en = "Started" } }
-- column.age_s      = { type = "number",  unit = "seconds", title = { zh-CN = "已历时", en = "Age" } }
-- column.idle_s     = { type = "integer", unit = "seconds", title = { zh-CN = "状态持续", en = "In this state for" } }
-- column.used_urec  = { type = "integer", unit = "count",   title = { zh-CN = "回滚记录", en = "Undo records" } }
-- column.used_ublk  = { type = "integer", unit = "count",   title = { zh-CN = "回滚块", en = "Undo blocks" } }
-- column.sql_id     = { type = "text",    title = { zh-CN = "最近的 SQL", en = "Latest SQL" } }
-- show    = ["con_name", "inst_id", "session_id", "username", "machine", "status", "start_time", "age_s", "used_urec"]
-- [[rule]]
-- level = "warning"
-- when  = "age_s >= limits.warn_s"
-- says  = { zh-CN = "事务 {{ xid }}（会话 {{ session_id }}，用户 {{ username }}，客户机 {{ machine }}，{{ status }}）已开 {{ age_s | duration }}，回滚记录 {{ used_urec }} 条（限 {{ limits.warn_s | duration }}）", en = "Transaction {{ xid }} (session {{ session_id }}, user {{ username }}, machine {{ machine }}, {{ status }}) has been open for {{ age_s | duration }} with {{ used_urec }} undo records (limit {{ limits.warn_s | duration }})" }
-- [[rule]]
-- level = "note"
-- when  = "age_s >= limits.note_s"
-- says  = { zh-CN = "事务 {{ xid }}（会话 {{ session_id }}，用户 {{ username }}，客户机 {{ machine }}，{{ status }}）已开 {{ age_s | duration }}，回滚记录 {{ used_urec }} 条", en = "Transaction {{ xid }} (session {{ session_id }}, user {{ username }}, machine {{ machine }}, {{ status }}) has been open for {{ age_s | duration }} with {{ used_urec }} undo records" }
-- [[example]]
-- name   = "five hours"
-- rows   = [["", 1, "7.3.90211", "117,49087", "SBF_ZS", "sbf-zs-app03", "JDBC Thin Client", "INACTIVE", "2026-11-22 03:00:00", 18000.0, 2310, 2911, 41, "8gk2m0x1c9f3a"]]
-- expect = "warning"
-- subject = "1 · 7.3.90211"
-- [[example]]
-- name   = "an hour and a half"
-- rows   = [["", 1, "7.3.90211", "117,49087", "SBF_ZS", "sbf-zs-app03", "JDBC Thin Client", "ACTIVE", "2026-11-22 06:30:00", 5400.0, 2310, 2911000, 41000, "8gk2m0x1c9f3a"]]
-- expect = "note"
-- [[example]]
-- name   = "ten minutes"
-- rows   = [["", 1, "7.3.90211", "117,49087", "SBF_ZS", "sbf-zs-app03", "JDBC Thin Client", "ACTIVE", "2026-11-22 07:50:00", 600.0, 10, 2911, 41, "8gk2m0x1c9f3a"]]
-- expect = "ok"
-- [[example]]
-- name   = "no session any more (XA branch)"
-- rows   = [["SBFPDB", 1, "7.3.90211", "", "", "", "", "", "2026-11-22 03:00:00", 18000.0, 0, 2911, 41, ""]]
-- null   = [[0, "idle_s"]]
-- expect = "warning"
-- [[example]]
-- name   = "none"
-- rows   = []
-- expect = "ok"
-- +++
select con_name, inst_id, xid, session_id, username, machine, program, status, start_time, age_s, idle_s, used_urec, used_ublk, sql_id
  from (select cast(null as varchar2(128)) con_name,
               t.inst_id,
               t.xidusn || '.' || t.xidslot || '.' || t.xidsqn xid,
               nvl2(s.sid, s.sid || ',' || s.serial#, null) session_id,
               s.username, s.machine, s.program, s.status,
               t.start_date start_time,
               round((sysdate - t.start_date) * 86400) age_s,
               s.last_call_et idle_s,
               t.used_urec, t.used_ublk,
               nvl(s.sql_id, s.prev_sql_id) sql_id
          from gv$transaction t
          left join gv$session s on s.inst_id = t.inst_id and s.saddr = t.ses_addr
         where t.start_date < sysdate - 5 / 1440
           and nvl(s.status, 'NONE') <> 'KILLED'
         order by t.start_date)
 where rownum <= 100
