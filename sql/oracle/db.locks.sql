-- +++
-- id      = "db.locks"
-- req     = ["DB-04"]
-- title   = { zh-CN = "锁阻塞（按源头会话）", en = "Lock chains (by root blocker)" }
-- why     = { zh-CN = "一个会话不提交，排在后面的业务全部卡住；只杀中间的等待者没有用，必须找到链条的源头。", en = "One session that does not commit stops everybody behind it; ending a waiter in the middle does not help, the root of the chain must go." }
-- advice  = { zh-CN = "源头是 INACTIVE 的：事务没提交，请该客户机的应用提交或回滚；联系不上且业务已受影响，经批准后执行 alter system kill session 'SID,SERIAL#,@实例号' immediate。源头是 ACTIVE 的：先看它的 SQL 在做什么，正常批处理应等它完成，等不起再杀。源头是 KILLED 的：正在回滚，只能等。处理后再查一遍，确认等待者已放行，并请开发查事务里的慢调用或漏提交。", en = "Root INACTIVE: its transaction is open; have the application on that machine commit or roll back, or, with approval, alter system kill session 'SID,SERIAL#,@INSTANCE' immediate. Root ACTIVE: look at its SQL first; let a normal batch finish unless the business cannot wait. Root KILLED: it rolls back, wait. Look again afterwards, and have the developers find the missing commit." }
-- cadence = "daily"
-- subject = ["con_name", "inst_id", "session_id"]
-- empty   = "ok"
-- metric  = ["waiters", "longest_wait_s"]
-- limits  = { warn_s = 60, crit_s = 600 }
-- column.con_name       = { type = "text",    title = { zh-CN = "容器", en = "Container" } }
-- column.inst_id        = { type = "integer", title = { zh-CN = "实例", en = "Instance" } }
-- column.session_id     = { type = "text",    title = { zh-CN = "源头会话（SID,SERIAL#）", en = "Root blocker (SID,SERIAL#)" } }
-- column.username       = { type = "text",    title = { zh-CN = "用户", en = "User" } }
-- column.status         = { type = "text",    title = { zh-CN = "状态", en = "Status" } }
-- column.machine        = { type = "text",    title = { zh-CN = "客户机", en = "Machine" } }
-- column.program        = { type = "text",    title = { zh-CN = "程序", en = "Program" } }
-- column.idle_s         = { type = "integer", unit = "seconds", title = { zh-CN = "状态持续", en = "In this state for" } }
-- column.tx_start       = { type = "time",    title = { zh-CN = "事务开始", en = "Transaction since" } }
-- column.waiters        = { type = "integer", unit = "count",   title = { zh-CN = "等待会话数", en = "Waiters" } }
-- column.longest_wait_s = { type = "number",  unit = "seconds", title = { zh-CN = "最长等待", en = "Longest wait" } }
-- column.wait_event     = { type = "text",    title = { zh-CN = "等待事件", en = "Waiting for" } }
-- column.object_name    = { type = "text",    title = { zh-CN = "争用对象", en = "Object" } }
-- column.sql_id         = { type = "text",    title = { zh-CN = "源头最近的 SQL", en = "Root's latest SQL" } }
-- column.spid           = { type = "text",    title = { zh-CN = "服务进程号", en = "Server process" } }
-- show    = ["con_name", "inst_id", "session_id", "username", "status", "machine", "waiters", "longest_wait_s", "object_name"]
-- [[rule]]
-- level = "critical"
-- when  = "longest_wait_s >= limits.crit_s"
-- says  = { zh-CN = "会话 {{ session_id }}（实例 {{ inst_id }}，用户 {{ username }}，客户机 {{ machine }}，状态 {{ status }}）阻塞 {{ waiters }} 个会话，最长已等 {{ longest_wait_s | duration }}（限 {{ limits.crit_s | duration }}）{% if object_name %}，对象 {{ object_name }}{% endif %}", en = "Session {{ session_id }} (instance {{ inst_id }}, user {{ username }}, machine {{ machine }}, {{ status }}) blocks {{ waiters }} sessions, the longest for {{ longest_wait_s | duration }} (limit {{ limits.crit_s | duration }}){% if object_name %}, on {{ object_name }}{% endif %}" }
-- [[rule]]
-- level = "warning"
-- when  = "longest_wait_s >= limits.warn_s"
-- says  = { zh-CN = "会话 {{ session_id }}（实例 {{ inst_id }}，用户 {{ username }}，客户机 {{ machine }}，状态 {{ status }}）阻塞 {{ waiters }} 个会话，最长已等 {{ longest_wait_s | duration }}（限 {{ limits.warn_s | duration }}）{% if object_name %}，对象 {{ object_name }}{% endif %}", en = "Session {{ session_id }} (instance {{ inst_id }}, user {{ username }}, machine {{ machine }}, {{ status }}) blocks {{ waiters }} sessions, the longest for {{ longest_wait_s | duration }} (limit {{ limits.warn_s | duration }}){% if object_name %}, on {{ object_name }}{% endif %}" }
-- [[example]]
-- name   = "half an hour"
-- rows   = [["", 1, "117,49087", "SBF_ZS", "INACTIVE", "sbf-zs-app03", "JDBC Thin Client", 2310, "2026-11-22 07:21:30", 2, 1815.0, "enq: TX - row lock contention", "SBF_ZS.ZS_QFXX", "8gk2m0x1c9f3a", "20117"]]
-- expect = "critical"
-- says   = "阻塞 2 个会话"
-- subject = "1 · 117,49087"
-- [[example]]
-- name   = "two minutes"
-- rows   = [["", 1, "117,49087", "SBF_ZS", "ACTIVE", "sbf-zs-app03", "JDBC Thin Client", 120, "2026-11-22 07:58:00", 1, 118.2, "enq: TX - row lock contention", "SBF_ZS.ZS_QFXX", "8gk2m0x1c9f3a", "20117"]]
-- expect = "warning"
-- [[example]]
-- name   = "a few seconds are everyday life"
-- rows   = [["", 1, "117,49087", "SBF_ZS", "ACTIVE", "sbf-zs-app03", "JDBC Thin Client", 3, "2026-11-22 07:59:57", 1, 2.8, "enq: TX - row lock contention", "", "8gk2m0x1c9f3a", "20117"]]
-- expect = "ok"
-- [[example]]
-- name   = "root on another instance that could not be read"
-- rows   = [["SBFPDB", 2, "117", "", "", "", "", 0, "", 3, 700.0, "enq: TM - contention", "", "", ""]]
-- null   = [[0, "idle_s"], [0, "tx_start"]]
-- expect = "critical"
-- [[example]]
-- name   = "nobody waits"
-- rows   = []
-- expect = "ok"
-- +++
select con_name, inst_id, session_id, username, status, machine, program, idle_s, tx_start, waiters, longest_wait_s, wait_event,
       (select max(o.owner || '.' || o.object_name) from dba_objects o where o.object_id = x.object_id) object_name,
       sql_id, spid
  from (select cast(null as varchar2(128)) con_name,
               b.inst_id,
               b.sid || nvl2(r.serial#, ',' || r.serial#, null) session_id,
               r.username, r.status, r.machine, r.program,
               r.last_call_et idle_s,
               (select min(t.start_date) from gv$transaction t where t.inst_id = r.inst_id and t.ses_addr = r.saddr) tx_start,
               b.waiters, b.longest_wait_s, b.wait_event, b.object_id,
               nvl(r.sql_id, r.prev_sql_id) sql_id,
               p.spid
          from (select final_blocking_instance inst_id,
                       final_blocking_session sid,
                       count(*) waiters,
                       round(max(wait_time_micro) / 1000000, 1) longest_wait_s,
                       max(event) keep (dense_rank last order by wait_time_micro) wait_event,
                       max(row_wait_obj#) keep (dense_rank last order by wait_time_micro) object_id
                  from gv$session
                 where blocking_session_status = 'VALID'
                   and final_blocking_session_status = 'VALID'
                   and state = 'WAITING'
                   and wait_class <> 'Idle'
                 group by final_blocking_instance, final_blocking_session) b
          left join gv$session r on r.inst_id = b.inst_id and r.sid = b.sid
          left join gv$process p on p.inst_id = r.inst_id and p.addr = r.creator_addr
         where nvl(r.type, 'USER') <> 'BACKGROUND'
         order by b.longest_wait_s desc) x
 where rownum <= 50
