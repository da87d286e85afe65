select con_name, job, owner, what, broken, failures, last_date, this_date, next_date, overdue_s, running_s
  from (select c.name con_name,
               j.job,
               j.schema_user owner,
               substr(j.what, 1, 200) what,
               j.broken,
               nvl(j.failures, 0) failures,
               j.last_date,
               j.this_date,
               j.next_date,
               case when j.this_date is null and j.next_date < sysdate then round((sysdate - j.next_date) * 86400) end overdue_s,
               round((sysdate - j.this_date) * 86400) running_s
          from cdb_jobs j
          left join v$containers c on c.con_id = j.con_id
         order by j.broken desc, nvl(j.failures, 0) desc, j.next_date)
 where rownum <= 500
