select con_name, owner, job_name, inst_id, sid, event, sql_id, elapsed_s, mean_s, past_runs
  from (select c.name con_name,
               r.owner, r.job_name,
               r.running_instance inst_id,
               r.session_id sid,
               s.event, s.sql_id,
               round(extract(day from r.elapsed_time) * 86400 + extract(hour from r.elapsed_time) * 3600
                   + extract(minute from r.elapsed_time) * 60 + extract(second from r.elapsed_time)) elapsed_s,
               h.mean_s,
               nvl(h.past_runs, 0) past_runs
          from cdb_scheduler_running_jobs r
          left join v$containers c on c.con_id = r.con_id
          left join gv$session s on s.inst_id = r.running_instance and s.sid = r.session_id
          left join (select con_id, owner, job_name, count(*) past_runs,
                            round(avg(extract(day from run_duration) * 86400 + extract(hour from run_duration) * 3600
                                    + extract(minute from run_duration) * 60 + extract(second from run_duration))) mean_s
                       from cdb_scheduler_job_run_details
                      where status = 'SUCCEEDED'
                        and job_subname is null
                        and log_date > systimestamp - interval '35' day
                      group by con_id, owner, job_name) h on h.con_id = r.con_id and h.owner = r.owner and h.job_name = r.job_name
         where r.job_subname is null
         order by r.elapsed_time desc)
 where rownum <= 200
