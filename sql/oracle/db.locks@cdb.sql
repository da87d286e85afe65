select con_name, inst_id, session_id, username, status, machine, program, idle_s, tx_start, waiters, longest_wait_s, wait_event,
       nvl2(object_id, 'OBJECT_ID ' || object_id, null) object_name,
       sql_id, spid
  from (select c.name con_name,
               b.inst_id,
               b.sid || nvl2(r.serial#, ',' || r.serial#, null) session_id,
               r.username, r.status, r.machine, r.program,
               r.last_call_et idle_s,
               (select min(t.start_date) from gv$transaction t where t.inst_id = r.inst_id and t.ses_addr = r.saddr) tx_start,
               b.waiters, b.longest_wait_s, b.wait_event,
               case when b.object_id > 0 then b.object_id end object_id,
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
          left join v$containers c on c.con_id = r.con_id
         where nvl(r.type, 'USER') <> 'BACKGROUND'
         order by b.longest_wait_s desc)
 where rownum <= 50
