select con_name, local_tran_id, global_tran_id, state, mixed, fail_time, age_s, db_user, host
  from (select c.name con_name, p.local_tran_id, p.global_tran_id, lower(p.state) state, upper(p.mixed) mixed, p.fail_time,
               round((sysdate - p.fail_time) * 86400) age_s, p.db_user, p.host
          from cdb_2pc_pending p
          left join v$containers c on c.con_id = p.con_id
         order by case lower(p.state) when 'prepared' then 0 else 1 end, p.fail_time)
 where rownum <= 200
