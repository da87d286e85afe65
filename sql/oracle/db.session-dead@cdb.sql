select con_name, inst_id, kind, username, machine, holder, session_id, sessions, idle_s, used_urec, waiters
  from (select c.name con_name, d.inst_id, d.kind, d.username, d.machine, d.holder,
               min(d.session_id) session_id,
               count(distinct d.session_id) sessions,
               max(d.idle_s) idle_s,
               nvl(sum(t.used_urec), 0) used_urec,
               nvl(max(w.waiters), 0) waiters
          from (select inst_id, con_id, sid, saddr, username, last_call_et idle_s,
                       case when status in ('KILLED', 'SNIPED') then status else 'IDLE IN TRANSACTION' end kind,
                       sid || ',' || serial# session_id,
                       case when taddr is not null then machine end machine,
                       case when taddr is not null then sid || ',' || serial# end holder
                  from gv$session
                 where type = 'USER'
                   and (status in ('KILLED', 'SNIPED') or (status = 'INACTIVE' and taddr is not null and last_call_et >= 300))) d
          left join v$containers c on c.con_id = d.con_id
          left join gv$transaction t on t.inst_id = d.inst_id and t.ses_addr = d.saddr
          left join (select final_blocking_instance inst_id, final_blocking_session sid, count(*) waiters
                       from gv$session
                      where blocking_session_status = 'VALID'
                      group by final_blocking_instance, final_blocking_session) w on w.inst_id = d.inst_id and w.sid = d.sid
         group by c.name, d.inst_id, d.kind, d.username, d.machine, d.holder
         order by case when d.holder is null then 1 else 0 end, max(d.idle_s) desc)
 where rownum <= 200
