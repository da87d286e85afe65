select con_name, owner, job_name, sysdate - last_age_days last_end, last_s, round(mean_s) mean_s, past_runs, round(last_s / nullif(mean_s, 0), 1) ratio
  from (select c.name con_name,
               d.owner, d.job_name,
               min(d.age_days) last_age_days,
               max(case when d.rn = 1 then d.secs end) last_s,
               avg(case when d.rn > 1 then d.secs end) mean_s,
               count(case when d.rn > 1 then 1 end) past_runs
          from (select con_id, owner, job_name,
                       cast(sys_extract_utc(systimestamp) as date) - cast(sys_extract_utc(log_date) as date) age_days,
                       extract(day from run_duration) * 86400 + extract(hour from run_duration) * 3600
                     + extract(minute from run_duration) * 60 + extract(second from run_duration) secs,
                       row_number() over (partition by con_id, owner, job_name order by log_date desc, log_id desc) rn
                  from cdb_scheduler_job_run_details
                 where status = 'SUCCEEDED'
                   and job_subname is null
                   and con_id <> 2
                   and log_date > systimestamp - interval '35' day) d
          left join v$containers c on c.con_id = d.con_id
         group by c.name, d.owner, d.job_name
        having min(d.age_days) < 1 and max(case when d.rn = 1 then d.secs end) >= 60
         order by max(case when d.rn = 1 then d.secs end) / nullif(avg(case when d.rn > 1 then d.secs end), 0) desc nulls last)
 where rownum <= 100
