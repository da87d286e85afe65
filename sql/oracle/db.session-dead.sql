-- +++
-- id      = "db.session-dead"
-- req     = ["DB-04"]
-- title   = { zh-CN = "占用资源的死会话", en = "Dead sessions that hold resources" }
-- why     = { zh-CN = "已杀未退、被资源限制踢下线、或开着事务却长时间空闲的会话，会占住行锁、回滚段和进程名额。（连接池里单纯 INACTIVE 的会话是正常的，不在此列。）", en = "Sessions that were killed and never left, were sniped, or sit idle in an open transaction keep row locks, undo and process slots. (Merely INACTIVE pool sessions are normal and not listed.)" }
-- advice  = { zh-CN = "先按用户、客户机找到使用人，问清能否结束；确认后执行 alter system kill session 'SID,SERIAL#,@实例号' immediate。KILLED 且仍在回滚的不要再动，等回滚完成；KILLED、SNIPED 且无事务的，请客户端重新连接即可释放，急需名额时在操作系统上按 V$PROCESS.SPID 结束其服务进程。", en = "Find the person behind user and machine and ask; then alter system kill session 'SID,SERIAL#,@INSTANCE' immediate. Leave a KILLED session alone while it rolls back. KILLED or SNIPED ones without a transaction go away when the client reconnects; if the slot is needed now, end the server process by V$PROCESS.SPID." }
-- cadence = "daily"
-- subject = ["con_name", "inst_id", "kind", "username", "machine", "holder"]
-- empty   = "ok"
-- metric  = ["sessions", "used_urec"]
-- limits  = { idle_tx_s = 1800, killed_s = 1800 }
-- column.con_name   = { type = "text",    title = { zh-CN = "容器", en = "Container" } }
-- column.inst_id    = { type = "integer", title = { zh-CN = "实例", en = "Instance" } }
-- column.kind       = { type = "text",    title = { zh-CN = "情况", en = "Kind" } }
-- column.username   = { type = "text",    title = { zh-CN = "用户", en = "User" } }
-- column.machine    = { type = "text",    title = { zh-CN = "客户机（持有事务的）", en = "Machine (of a holder)" } }
-- column.holder     = { type = "text",    title = { zh-CN = "持有事务的会话", en = "Session with a transaction" } }
-- column.session_id = { type = "text",    title = { zh-CN = "会话（多个时其一）", en = "Session (one of them)" } }
-- column.sessions   = { type = "integer", unit = "count",   title = { zh-CN = "会话数", en = "Sessions" } }
-- column.idle_s     = { type = "integer", unit = "seconds", title = { zh-CN = "最长空闲", en = "Idle, longest" } }
-- column.used_urec  = { type = "integer", unit = "count",   title = { zh-CN = "未提交的回滚记录", en = "Undo records held" } }
-- column.waiters    = { type = "integer", unit = "count",   title = { zh-CN = "被它阻塞", en = "Sessions it blocks" } }
-- [[rule]]
-- level = "warning"
-- when  = "kind == 'IDLE IN TRANSACTION' && waiters == 0 && idle_s >= limits.idle_tx_s"
-- says  = { zh-CN = "会话 {{ session_id }}（实例 {{ inst_id }}，用户 {{ username }}，客户机 {{ machine }}）开着事务空闲 {{ idle_s | duration }}，占用 {{ used_urec }} 条回滚记录（限 {{ limits.idle_tx_s | duration }}）", en = "Session {{ session_id }} (instance {{ inst_id }}, user {{ username }}, machine {{ machine }}) has been idle in an open transaction for {{ idle_s | duration }}, holding {{ used_urec }} undo records (limit {{ limits.idle_tx_s | duration }})" }
-- [[rule]]
-- level  = "warning"
-- when   = "kind == 'KILLED' && holder != null && used_urec > 0 && prev('used_urec') != null && used_urec >= prev('used_urec') && elapsed_s() >= 600.0"
-- says   = { zh-CN = "已杀会话 {{ session_id }}（实例 {{ inst_id }}，用户 {{ username }}）的回滚没有进展：回滚记录仍为 {{ used_urec }} 条，比上次巡检不见减少", en = "The rollback of killed session {{ session_id }} (instance {{ inst_id }}, user {{ username }}) makes no progress: still {{ used_urec }} undo records, no fewer than at the last look" }
-- advice = { zh-CN = "在 GV$SESSION、GV$PROCESS 中用 CREATOR_ADDR 找到它的服务进程，看操作系统上该进程是否还在耗 CPU 或读盘；在动就等，不动则结束该进程（kill -9 SPID），由 PMON/SMON 接着回滚。不要重启实例：重启后仍要回滚，只会更慢。", en = "Find its server process by CREATOR_ADDR in GV$SESSION and GV$PROCESS and see whether it still uses CPU or disk. If it does, wait; if not, end that process (kill -9 SPID) and let PMON/SMON go on. Do not restart the instance: the rollback would only start over, slower." }
-- [[rule]]
-- level = "warning"
-- when  = "kind == 'SNIPED' && holder != null"
-- says  = { zh-CN = "会话 {{ session_id }}（实例 {{ inst_id }}，用户 {{ username }}，客户机 {{ machine }}）已被 IDLE_TIME 限制踢下线，却仍持有事务（{{ used_urec }} 条回滚记录）", en = "Session {{ session_id }} (instance {{ inst_id }}, user {{ username }}, machine {{ machine }}) was sniped by IDLE_TIME and still holds a transaction ({{ used_urec }} undo records)" }
-- [[rule]]
-- level = "note"
-- when  = "kind == 'KILLED' && holder != null"
-- says  = { zh-CN = "已杀会话 {{ session_id }}（实例 {{ inst_id }}，用户 {{ username }}）正在回滚，还有 {{ used_urec }} 条回滚记录", en = "Killed session {{ session_id }} (instance {{ inst_id }}, user {{ username }}) is rolling back, {{ used_urec }} undo records to go" }
-- [[rule]]
-- level = "note"
-- when  = "kind == 'KILLED' && holder == null && idle_s >= limits.killed_s"
-- says  = { zh-CN = "实例 {{ inst_id }} 有 {{ sessions }} 个已杀会话迟迟未退出（用户 {{ username }}，如 {{ session_id }}，最长 {{ idle_s | duration }}）：不持锁，只占进程和会话名额", en = "Instance {{ inst_id }}: {{ sessions }} killed sessions have not left (user {{ username }}, such as {{ session_id }}, longest {{ idle_s | duration }}); they hold no locks, only slots" }
-- [[rule]]
-- level = "note"
-- when  = "kind == 'SNIPED'"
-- says  = { zh-CN = "实例 {{ inst_id }} 有 {{ sessions }} 个会话因 IDLE_TIME 处于 SNIPED（用户 {{ username }}，如 {{ session_id }}）：不持锁，客户端下次调用时释放", en = "Instance {{ inst_id }}: {{ sessions }} sessions are SNIPED by IDLE_TIME (user {{ username }}, such as {{ session_id }}); they hold no locks and go at the client's next call" }
-- [[example]]
-- name   = "idle in a transaction for an hour"
-- rows   = [["", 1, "IDLE IN TRANSACTION", "SBF_ZS", "sbf-zs-app03", "117,49087", "117,49087", 1, 3600, 2911, 0]]
-- expect = "warning"
-- says   = "开着事务空闲"
-- [[example]]
-- name   = "idle in a transaction and blocking others: reported once, by db.locks"
-- rows   = [["", 1, "IDLE IN TRANSACTION", "SBF_ZS", "sbf-zs-app03", "117,49087", "117,49087", 1, 2310, 2911, 2]]
-- expect = "ok"
-- [[example]]
-- name   = "idle in a transaction for ten minutes"
-- rows   = [["", 1, "IDLE IN TRANSACTION", "SBF_ZS", "sbf-zs-app03", "117,49087", "117,49087", 1, 600, 12, 0]]
-- expect = "ok"
-- [[example]]
-- name   = "killed and sniped without a transaction are harmless"
-- rows   = [["", 1, "KILLED", "SBF_CX", "", "", "502,8647", 2, 5400, 0, 0], ["", 1, "SNIPED", "SBF_ZS", "", "", "520,24402", 5, 29635, 0, 0]]
-- expect = "note"
-- [[example]]
-- name   = "just killed"
-- rows   = [["", 1, "KILLED", "SBF_CX", "", "", "502,8647", 1, 60, 0, 0]]
-- expect = "ok"
-- [[example]]
-- name   = "killed, rollback under way"
-- rows   = [["", 1, "KILLED", "SBF_CX", "sbf-cx-app01", "502,8647", "502,8647", 1, 5400, 180000, 0]]
-- prev   = [["", 1, "KILLED", "SBF_CX", "sbf-cx-app01", "502,8647", "502,8647", 1, 1800, 910000, 0]]
-- prev_hours = 1
-- expect = "note"
-- says   = "正在回滚"
-- [[example]]
-- name   = "killed, rollback stands still"
-- rows   = [["", 1, "KILLED", "SBF_CX", "sbf-cx-app01", "502,8647", "502,8647", 1, 5400, 910000, 0]]
-- prev   = [["", 1, "KILLED", "SBF_CX", "sbf-cx-app01", "502,8647", "502,8647", 1, 1800, 910000, 0]]
-- prev_hours = 1
-- expect = "warning"
-- says   = "没有进展"
-- [[example]]
-- name   = "sniped with a transaction"
-- rows   = [["SBFPDB", 1, "SNIPED", "SBF_ZS", "pc-0231", "520,24402", "520,24402", 1, 29620, 3, 0]]
-- expect = "warning"
-- [[example]]
-- name   = "killed, user and machine unknown"
-- rows   = [["", 1, "KILLED", "", "", "", "502,8647", 1, 5400, 0, 0]]
-- expect = "note"
-- [[example]]
-- name   = "none"
-- rows   = []
-- expect = "ok"
-- +++
select cast(null as varchar2(128)) con_name, inst_id, kind, username, machine, holder, session_id, sessions, idle_s, used_urec, waiters
  from (select d.inst_id, d.kind, d.username, d.machine, d.holder,
               min(d.session_id) session_id,
               count(distinct d.session_id) sessions,
               max(d.idle_s) idle_s,
               nvl(sum(t.used_urec), 0) used_urec,
               nvl(max(w.waiters), 0) waiters
          from (select inst_id, sid, saddr, username, last_call_et idle_s,
                       case when status in ('KILLED', 'SNIPED') then status else 'IDLE IN TRANSACTION' end kind,
                       sid || ',' || serial# session_id,
                       case when taddr is not null then machine end machine,
                       case when taddr is not null then sid || ',' || serial# end holder
                  from gv$session
                 where type = 'USER'
                   and (status in ('KILLED', 'SNIPED') or (status = 'INACTIVE' and taddr is not null and last_call_et >= 300))) d
          left join gv$transaction t on t.inst_id = d.inst_id and t.ses_addr = d.saddr
          left join (select final_blocking_instance inst_id, final_blocking_session sid, count(*) waiters
                       from gv$session
                      where blocking_session_status = 'VALID'
                      group by final_blocking_instance, final_blocking_session) w on w.inst_id = d.inst_id and w.sid = d.sid
         group by d.inst_id, d.kind, d.username, d.machine, d.holder
         order by case when d.holder is null then 1 else 0 end, max(d.idle_s) desc)
 where rownum <= 200
