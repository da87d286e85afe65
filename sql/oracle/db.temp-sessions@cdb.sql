select r.*
  from (select c.name                                               as con_name,
               s.inst_id,
               s.sid,
               s.serial#                                            as serial,
               s.username,
               u.tablespace                                         as tablespace_name,
               round(sum(u.blocks * t.block_size) / 1048576, 2)     as used_mb,
               max(s.sql_id)                                        as sql_id,
               max(s.status)                                        as status,
               max(s.last_call_et)                                  as last_call_s,
               max(s.machine)                                       as machine,
               max(s.program)                                       as program
          from gv$tempseg_usage u
          join gv$session s on s.inst_id = u.inst_id and s.saddr = u.session_addr and s.serial# = u.session_num
          join cdb_tablespaces t on t.con_id = u.con_id and t.tablespace_name = u.tablespace
          left join v$containers c on c.con_id = u.con_id
         where not (s.inst_id = to_number(sys_context('USERENV', 'INSTANCE')) and s.sid = to_number(sys_context('USERENV', 'SID')))
         group by c.name, s.inst_id, s.sid, s.serial#, s.username, u.tablespace
         order by used_mb desc, s.inst_id, s.sid) r
 where rownum <= 20
