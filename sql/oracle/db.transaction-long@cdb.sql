select con_name, inst_id, xid, session_id, username, machine, program, status, start_time, age_s, idle_s, used_urec, used_ublk, sql_id
  from (select c.name con_name,
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
          left join v$containers c on c.con_id = nvl(s.con_id, t.con_id)
         where t.start_date < sysdate - 5 / 1440
           and nvl(s.status, 'NONE') <> 'KILLED'
         order by t.start_date)
 where rownum <= 100
