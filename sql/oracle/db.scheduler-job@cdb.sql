select con_name, owner, job_name, state, enabled,
       sysdate - last_age_days last_start,
       round(last_age_days, 2) last_age_days,
       sysdate - next_age_days next_run,
       case when enabled = 'TRUE' and state in ('SCHEDULED', 'RETRY SCHEDULED', 'RETRY_SCHEDULED')
             and schedule_type not in ('EVENT', 'WINDOW', 'WINDOW_GROUP') and next_age_days > 0
            then round(next_age_days * 86400) end overdue_s,
       failure_count, run_count, oracle_owned, comments
  from (select c.name con_name,
               j.owner, j.job_name, j.state, j.enabled, nvl(j.schedule_type, 'NONE') schedule_type,
               cast(sys_extract_utc(systimestamp) as date) - cast(sys_extract_utc(j.last_start_date) as date) last_age_days,
               cast(sys_extract_utc(systimestamp) as date) - cast(sys_extract_utc(j.next_run_date) as date) next_age_days,
               nvl(j.failure_count, 0) failure_count,
               nvl(j.run_count, 0) run_count,
               case when j.system = 'TRUE' or j.owner in ('SYS', 'SYSTEM', 'ORACLE_OCM', 'DBSNMP', 'EXFSYS', 'SYSMAN', 'MDSYS', 'CTXSYS', 'XDB', 'WMSYS', 'OLAPSYS', 'ORDSYS', 'APPQOSSYS', 'GSMADMIN_INTERNAL', 'AUDSYS', 'LBACSYS', 'DVSYS')
                    then 'YES' else 'NO' end oracle_owned,
               j.comments
          from cdb_scheduler_jobs j
          left join v$containers c on c.con_id = j.con_id
         where j.job_name not like 'DBMS\_JOB$\_%' escape '\'
           and j.con_id <> 2
         order by case j.state when 'BROKEN' then 0 when 'DISABLED' then 1 else 2 end, oracle_owned, next_age_days desc nulls last)
 where rownum <= 1000
