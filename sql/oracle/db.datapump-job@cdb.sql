select c.name as con_name,
       d.owner_name,
       d.job_name,
       trim(d.operation) as operation,
       trim(d.job_mode) as job_mode,
       trim(d.state) as state,
       d.attached_sessions,
       o.created,
       round(sysdate - o.created, 1) as age_days
  from cdb_datapump_jobs d
  left join cdb_objects o
    on o.con_id = d.con_id and o.owner = d.owner_name and o.object_name = d.job_name and o.object_type = 'TABLE'
  join v$containers c
    on c.con_id = d.con_id
 where d.job_name not like 'BIN$%'
 order by c.name, d.owner_name, d.job_name
