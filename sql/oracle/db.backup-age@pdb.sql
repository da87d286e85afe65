-- Only the PDB's own files: with shared undo it sees a file of the root, but not that file's backups.
select x.full_time,
       round(sysdate - x.full_time, 2) as full_age_days,
       x.job_time,
       x.covered_time,
       x.files,
       x.files_none,
       x.keep_days
  from (select nvl(greatest(j.job_time, c.covered_time), nvl(j.job_time, c.covered_time)) as full_time,
               j.job_time, c.covered_time, c.files, c.files_none,
               (select to_number(p.value) from v$parameter p where p.name = 'control_file_record_keep_time') as keep_days
          from (select max(d.start_time) as job_time
                  from v$rman_backup_job_details d
                 where d.input_type = 'DB FULL'
                   and d.status in ('COMPLETED', 'COMPLETED WITH WARNINGS')) j
         cross join
               (select count(*) as files,
                       count(case when b.last_time is null and f.creation_time < sysdate - 8 then 1 end) as files_none,
                       -- unknown as soon as one file of some age has none
                       case when count(case when b.last_time is null and f.creation_time < sysdate - 8 then 1 end) = 0
                             and count(b.last_time) > 0
                            then min(nvl(b.last_time, f.creation_time)) end as covered_time
                  from v$datafile f
                  left join (select y.file_no, max(y.checkpoint_time) as last_time
                               from (select bd.file# as file_no, bd.checkpoint_time
                                       from v$backup_datafile bd
                                      where nvl(bd.incremental_level, 0) = 0 and bd.file# > 0
                                      union all
                                     select dc.file# as file_no, dc.checkpoint_time
                                       from v$datafile_copy dc
                                      where dc.status = 'A' and dc.name is not null) y
                              group by y.file_no) b
                    on b.file_no = f.file#
                 where f.con_id = to_number(sys_context('USERENV', 'CON_ID'))) c) x
