select c.name con_name,
       d.inst_id,
       to_number(nvl(o.value, d.value)) job_processes,
       a.value scheduler_disabled
  from v$containers c
 cross join (select inst_id, max(value) value
               from gv$system_parameter
              where name = 'job_queue_processes' and con_id in (0, 1)
              group by inst_id) d
  left join (select inst_id, con_id, max(value) value
               from gv$system_parameter
              where name = 'job_queue_processes' and con_id > 1
              group by inst_id, con_id) o on o.con_id = c.con_id and o.inst_id = d.inst_id
  left join (select con_id, max(value) value
               from cdb_scheduler_global_attribute
              where attribute_name = 'SCHEDULER_DISABLED'
              group by con_id) a on a.con_id = c.con_id
 where c.con_id <> 2
   and c.open_mode = 'READ WRITE'
 order by c.con_id, d.inst_id
