select con_name, owner, job_name, job_subname, runs, failed, stopped, last_status, sysdate - last_age_days last_end, error_no, info
  from (select c.name con_name,
               d.owner, d.job_name, d.job_subname,
               count(*) runs,
               sum(case when d.status = 'FAILED' then 1 else 0 end) failed,
               sum(case when d.status = 'STOPPED' then 1 else 0 end) stopped,
               max(d.status) keep (dense_rank last order by d.log_date, d.log_id) last_status,
               cast(sys_extract_utc(systimestamp) as date) - max(cast(sys_extract_utc(d.log_date) as date)) last_age_days,
               max(d.error#) keep (dense_rank last order by d.log_date, d.log_id) error_no,
               max(replace(substr(d.additional_info, 1, 300), chr(10), ' ')) keep (dense_rank last order by d.log_date, d.log_id) info
          from cdb_scheduler_job_run_details d
          left join v$containers c on c.con_id = d.con_id
          left join (select con_id, owner, job_name from cdb_scheduler_jobs where state = 'BROKEN') j on j.con_id = d.con_id and j.owner = d.owner and j.job_name = d.job_name
         where d.log_date > systimestamp - interval '1' day
           and d.con_id <> 2
           and d.job_name not like 'DBMS\_JOB$\_%' escape '\'
           and not (d.job_name like 'ORA$AT%' and d.status = 'STOPPED')
           and j.job_name is null
         group by c.name, d.owner, d.job_name, d.job_subname
        having sum(case when d.status <> 'SUCCEEDED' then 1 else 0 end) > 0
         order by case max(d.status) keep (dense_rank last order by d.log_date, d.log_id) when 'FAILED' then 0 when 'STOPPED' then 1 else 2 end, d.owner, d.job_name)
 where rownum <= 200
